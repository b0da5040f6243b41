// The faults as `npm run chaos` provokes them; scripts/chaos.mjs says what they show.
import { parseArgs } from 'node:util';
import { createEmulator } from '@expressplay-binding/expressplay-emulator';
import { provokeFaults } from './database-faults.ts';

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '60' } } });

const emulator = await createEmulator();
try {
  const { figures, stop } = await provokeFaults(emulator.url, {
    duration: Number(values.seconds) * 1000,
    environment: { LOOKUP_WORKER: 'true' },
    onFigures: ({ fault }) => console.log(`done: ${fault}`)
  });
  console.table(figures.map(({ wrong, ...found }) => ({ ...found, wrong: wrong.length })));
  console.log(`SIGTERM while all connections are dead: code ${stop.exitCode} after ${stop.stop} ms`);
  const wrong = figures.flatMap(found => found.wrong);
  for (const answer of wrong.slice(0, 30)) console.log(answer);
  const lost = figures.reduce((sum, found) => sum + found.lost + found.othersRefused, 0);
  if (wrong.length + lost > 0 || stop.exitCode !== 0) process.exitCode = 1;
} finally {
  await emulator.close();
}
