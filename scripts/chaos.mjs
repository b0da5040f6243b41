// npm run chaos [-- --seconds=60]: a service on a MariaDB of its own, or on the MySQL that MYSQLD names, to which one thing after the
// other happens for so many seconds each, while four accounts ask for tokens: an account is locked, packets are dropped, the server hangs,
// is restarted, has no connection left, turns read-only, ends idle connections. Prints what clients saw. Exits 0 only if they got nothing
// but tokens and the 503 that tells them to send again, nothing that was acknowledged is gone, and all recovered by itself.
import { bootstrap } from './bootstrap.mjs';
import { run } from './run.mjs';

await bootstrap();

process.exitCode = await run([
  ...['node', '--conditions=@expressplay-binding/source'],
  'services/binding-service/test/proofs/run-chaos.ts',
  ...process.argv.slice(2)
]);
