import autocannon from 'autocannon';
import { createCustomers, type TokenRequest } from '../customers.ts';
import type { MeasuredProcess } from '../measured-process.ts';
import type { Row } from '../row.ts';
import { startEmulator, startForwarder, startService } from '../servers.ts';
import { compare } from '../statistics.ts';
import { inTemporaryFolder } from '../temporary-folder.ts';

const connections = 64;

/** The whole service against a server that only makes the call. */
export const tokens: Row = {
  name: 'tokens',
  run: ({ quick }) =>
    inTemporaryFolder(async folder => {
      const emulator = await startEmulator();
      const service = await startService(emulator.url, folder);
      const forwarder = await startForwarder(emulator.url);
      const wanted = await createCustomers(service, emulator.url, 64);
      const forwarded: TokenRequest[] = [{ method: 'POST', path: '/token', headers: {}, body: '' }];
      const cpu = { service: 0, forwarder: 0 };
      const issued = { service: 0, forwarder: 0 };

      const load = async (side: keyof typeof cpu, server: MeasuredProcess, requests: TokenRequest[]) => {
        const before = await server.usage();
        const perSecond = await tokensPerSecond(server.url, requests, quick ? 1 : 3);
        const after = await server.usage();
        cpu[side] += after.cpuSeconds - before.cpuSeconds;
        issued[side] += perSecond * (quick ? 1 : 3);
        return perSecond;
      };
      const ours = () => load('service', service, wanted);
      const theirs = () => load('forwarder', forwarder, forwarded);
      await ours();
      await theirs();
      const { ratio, ...medians } = await compare(quick ? 1 : 7, ours, theirs);
      await Promise.all([service.stop(), forwarder.stop()]);
      await emulator.stop();

      return [
        {
          figure: ratio,
          measures: 'tokens/s of the service ÷ of bare forwarding',
          target: { atLeast: 0.5 },
          details: {
            service: Math.round(medians.ours),
            forwarding: Math.round(medians.theirs),
            'service µs CPU': Math.round((cpu.service / issued.service) * 1e6),
            'forwarding µs CPU': Math.round((cpu.forwarder / issued.forwarder) * 1e6)
          }
        }
      ];
    })
};

/** Tokens that the server issues per second to as many clients as there are connections. */
export async function tokensPerSecond(
  url: string,
  requests: TokenRequest[],
  duration: number
): Promise<number> {
  const result = await autocannon({ url, connections, duration, requests });
  if (result.non2xx + result.errors > 0)
    throw new Error(`${result.non2xx} calls of ${url} were refused and ${result.errors} failed.`);
  return result['2xx'] / result.duration;
}
