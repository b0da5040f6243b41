import { createExpressPlayClient } from '@expressplay-binding/expressplay-client';
import { createBareTokenCall } from '../bare-token-call.ts';
import { perSecond } from '../in-parallel.ts';
import type { Row } from '../row.ts';
import { customerAuthenticator, startEmulator } from '../servers.ts';
import { compare } from '../statistics.ts';
import { tokenRequest } from '../token-form.ts';

const width = 16;

/** What the client's checks, deadlines, retries and decoding take away from undici's speed. */
export const client: Row = {
  name: 'client',
  async run({ quick }) {
    const emulator = await startEmulator();
    const expressPlay = createExpressPlayClient({
      endpoints: { baseUrl: emulator.url },
      customerAuthenticator
    });
    const bare = createBareTokenCall(emulator.url);
    const calls = quick ? 500 : 2000;
    const cpu = { client: 0, bare: 0 };
    const measured = async (side: keyof typeof cpu, call: () => Promise<unknown>) => {
      const before = process.cpuUsage();
      const rate = await perSecond(width, calls, call);
      const { user, system } = process.cpuUsage(before);
      cpu[side] = (user + system) / calls;
      return rate;
    };
    const ours = () => measured('client', () => expressPlay.widevineToken(tokenRequest));
    const theirs = () => measured('bare', bare.call);

    await ours();
    await theirs();
    const { ratio, ...rates } = await compare(quick ? 3 : 15, ours, theirs);
    await Promise.all([expressPlay.close(), bare.close()]);
    await emulator.stop();
    return [
      {
        figure: ratio,
        measures: 'token calls/s by the client ÷ by undici only',
        target: { atLeast: 0.85 },
        details: {
          'client/s': Math.round(rates.ours),
          'undici/s': Math.round(rates.theirs),
          'µs CPU of a client call': Math.round(cpu.client),
          'of an undici call': Math.round(cpu.bare)
        }
      }
    ];
  }
};
