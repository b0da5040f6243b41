// npm run demo: plays a purchase from the first registration to the refused second device, against a stack of its own.
// Exits 0 only if the second device was refused. `--ignore-binding`, or EMULATOR_DEVICE_BINDING=ignored, makes the
// emulated ExpressPlay accept any device: the demo then has to fail.
import { bootstrap } from './bootstrap.mjs';
import { run } from './run.mjs';

await bootstrap();

process.exitCode = await run([
  ...['node', '--conditions=@expressplay-binding/source', 'scripts/demo/play.mjs'],
  ...process.argv.slice(2)
]);
