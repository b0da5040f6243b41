// npm run crash:tokens [-- rounds]: kills the service by `kill -9` between ExpressPlay's answer and the commit of a token, 100 times
// on SQLite and 100 times on MariaDB. Prints the figures. Exits 0 only if a retry with the same Idempotency-Key always got one
// token, and the same one ever after.
import { bootstrap } from './bootstrap.mjs';
import { run } from './run.mjs';

await bootstrap();

process.exitCode = await run([
  ...['node', 'scripts/with-mariadb.mjs', 'node', '--conditions=@expressplay-binding/source'],
  'services/binding-service/test/proofs/run-crash-tokens.ts',
  ...process.argv.slice(2)
]);
