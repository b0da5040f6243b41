import { createBareTokenCall } from '../bare-token-call.ts';
import { inParallel } from '../in-parallel.ts';
import type { Row } from '../row.ts';
import { startEmulator } from '../servers.ts';
import { median } from '../statistics.ts';

/** How many token calls the emulator answers in a second of processor time. */
export const emulator: Row = {
  name: 'emulator',
  async run({ quick }) {
    const process = await startEmulator();
    const { call, close } = createBareTokenCall(process.url);
    const calls = quick ? 1000 : 3000;
    const round = async () => {
      const before = await process.usage();
      await inParallel(16, calls, call);
      const after = await process.usage();
      return calls / (after.cpuSeconds - before.cpuSeconds);
    };
    await round();
    const rounds = [];
    for (let left = quick ? 2 : 9; left > 0; left -= 1) rounds.push(await round());
    await close();
    await process.stop();
    return [
      {
        figure: median(rounds),
        measures: 'token calls per second and core',
        target: { atLeast: 3000 },
        details: { rounds: rounds.length }
      }
    ];
  }
};
