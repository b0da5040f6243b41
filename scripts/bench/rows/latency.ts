import { setTimeout as sleep } from 'node:timers/promises';
import { createEmulatorApi } from '../../emulator-api.mjs';
import { createBareTokenCall } from '../bare-token-call.ts';
import { createCustomers } from '../customers.ts';
import { syncTimes } from '../disk.ts';
import { perSecond, timed } from '../in-parallel.ts';
import type { Row } from '../row.ts';
import { startEmulator, startService } from '../servers.ts';
import { median, percentile } from '../statistics.ts';
import { inTemporaryFolder } from '../temporary-folder.ts';
import { createTokenClient } from '../token-client.ts';

const upstreamLatency = 20;

/** What the service adds to the time that ExpressPlay takes, for the slowest in a hundred. */
export const latency: Row = {
  name: 'latency',
  run: ({ quick }) =>
    inTemporaryFolder(async folder => {
      const emulator = await startEmulator();
      const service = await startService(emulator.url, folder);
      const issue = createTokenClient(service, await createCustomers(service, emulator.url, 64));
      const bare = createBareTokenCall(emulator.url);
      const { emulator: tell } = createEmulatorApi(emulator.url);
      await tell('PATCH', 'switches', { faults: [{ kind: 'latency', ms: upstreamLatency, api: 'tokens' }] });

      const added: number[] = [];
      const rates: number[] = [];
      const disk = percentile(await syncTimes(folder, quick ? 100 : 1000), 99);
      // Until the compiler has seen enough of the code.
      await perSecond(64, quick ? 500 : 20_000, issue.next);
      for (let round = 0; round < (quick ? 2 : 7); round += 1) {
        // Anew for each round: what the machine has left for it changes.
        const half = (await perSecond(64, quick ? 500 : 2000, issue.next)) / 2;
        const calls = Math.round(half * (quick ? 1 : 4));
        const direct = percentile(await atRate(half, calls, bare.call), 99);
        const through = percentile(await atRate(half, calls, issue.next), 99);
        added.push(through - direct);
        rates.push(half);
      }
      await Promise.all([issue.close(), bare.close()]);
      await service.stop();
      await emulator.stop();
      return [
        {
          figure: median(added),
          measures: `ms added to the p99 of a token at half load, ExpressPlay taking ${upstreamLatency} ms`,
          target: { atMost: 5 },
          details: {
            'tokens/s at half load': Math.round(median(rates)),
            'p99 of the disk alone': `${disk.toFixed(1)} ms`
          }
        }
      ];
    })
};

/** The milliseconds of each call when calls start at a steady rate, however long earlier ones take. */
async function atRate(rate: number, calls: number, call: () => Promise<unknown>): Promise<number[]> {
  const started = performance.now();
  const times: Promise<number>[] = [];
  while (times.length < calls) {
    const due = Math.min(calls, ((performance.now() - started) / 1000) * rate);
    while (times.length < due) times.push(timed(call));
    await sleep(1);
  }
  return Promise.all(times);
}
