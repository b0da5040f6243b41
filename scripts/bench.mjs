// npm run bench [-- name… --quick]: measures what the project promises of its speed, as ratios within one run.
import { bootstrap } from './bootstrap.mjs';
import { run } from './run.mjs';

await bootstrap();

process.exitCode = await run([
  ...['node', '--conditions=@expressplay-binding/source', 'scripts/bench/main.ts'],
  ...process.argv.slice(2)
]);
