// npm run race: 50 accounts complete 20 registrations each at the same time, through HTTP, with a limit of 3 devices: on SQLite,
// and on MariaDB with three service processes. Prints the figures. Exits 0 only if every account has exactly as many devices as its limit
// allows, every other answer is the typed refusal, and every refusal names the devices that could make room.
import { bootstrap } from './bootstrap.mjs';
import { run } from './run.mjs';

await bootstrap();

process.exitCode = await run([
  ...['node', 'scripts/with-mariadb.mjs', 'node', '--conditions=@expressplay-binding/source'],
  'services/binding-service/test/proofs/run-race.ts'
]);
