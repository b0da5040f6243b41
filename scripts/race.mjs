// npm run race: 50 accounts complete 20 registrations each at the same time, through HTTP, with a limit of 3 devices: on SQLite,
// and on MariaDB with three service processes. Prints the figures. Exits 0 only if no account is over its limit, or was given
// less, every other answer is the typed refusal, and every refusal says which devices could make room.
import { bootstrap } from './bootstrap.mjs';
import { run } from './run.mjs';

await bootstrap();

process.exitCode = await run([
  ...['node', 'scripts/with-mariadb.mjs', 'node', '--conditions=@expressplay-binding/source'],
  'services/binding-service/test/proofs/run-race.ts'
]);
