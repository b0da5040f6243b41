// npm run crash [-- rounds]: kills the service by `kill -9` at random moments while accounts swap their only device, 100 times on
// SQLite and 100 times on MariaDB. Prints the figures. Exits 0 only if every account always had either the old or the
// new device, nothing that was acknowledged was lost, and every swap could be completed afterwards.
import { bootstrap } from './bootstrap.mjs';
import { run } from './run.mjs';

await bootstrap();

process.exitCode = await run([
  ...['node', 'scripts/with-mariadb.mjs', 'node', '--conditions=@expressplay-binding/source'],
  'services/binding-service/test/proofs/run-crash-swap.ts',
  ...process.argv.slice(2)
]);
