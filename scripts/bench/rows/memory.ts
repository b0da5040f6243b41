import { createCustomers } from '../customers.ts';
import { inParallel } from '../in-parallel.ts';
import type { Row } from '../row.ts';
import { startEmulator, startService } from '../servers.ts';
import { median } from '../statistics.ts';
import { inTemporaryFolder } from '../temporary-folder.ts';
import { createTokenClient } from '../token-client.ts';

const samples = 100;

/** Whether the service's memory grows with the tokens that it has issued. */
export const memory: Row = {
  name: 'memory',
  run: ({ quick }) =>
    inTemporaryFolder(async folder => {
      const tokens = quick ? 20_000 : 200_000;
      const emulator = await startEmulator();
      const service = await startService(emulator.url, folder);
      const issue = createTokenClient(service, await createCustomers(service, emulator.url, 64));
      const rss: number[] = [];
      const heap: number[] = [];
      for (let sample = 0; sample < samples; sample += 1) {
        await inParallel(32, tokens / samples, issue.next);
        const usage = await service.usage();
        rss.push(usage.rss / 2 ** 20);
        heap.push(usage.heapUsed / 2 ** 20);
      }
      await issue.close();
      await service.stop();
      await emulator.stop();
      return [
        finding(`resident memory over ${tokens} tokens`, rss),
        finding(`heap over ${tokens} tokens`, heap)
      ];
    })
};

function finding(what: string, megabytes: readonly number[]) {
  const [second, last] = [median(megabytes.slice(25, 50)), median(megabytes.slice(75))];
  return {
    figure: last / second,
    measures: `${what}: last quarter ÷ second quarter`,
    target: { atMost: 1.1 },
    details: { 'second MB': Math.round(second), 'last MB': Math.round(last) }
  };
}
