// npm run chaos [-- --seconds=60]: a service process under load on a MariaDB of its own, or on the MySQL that MYSQLD names, and every
// fault that a database behind a network can have, one after the other, each for so many seconds. Prints what clients were answered, how
// long they waited and how it ended. Exits 0 only if they got nothing but successes and the 503 that tells them to send again, nothing
// that was acknowledged is gone, accounts that a fault does not concern did not notice, and the service stopped in order.
import { bootstrap } from './bootstrap.mjs';
import { run } from './run.mjs';

await bootstrap();

process.exitCode = await run([
  ...['node', '--conditions=@expressplay-binding/source'],
  'services/binding-service/test/proofs/run-chaos.ts',
  ...process.argv.slice(2)
]);
