import type { AddressInfo } from 'node:net';
import { buildApp } from './app.ts';
import type { Calls } from './calls.ts';
import type { EmulatorOptions } from './emulator-options.ts';
import { createPlatform } from './platform.ts';
import type { IssuedLicense } from './records/event-record.ts';
import type { Switches, SwitchesPatch } from './switches.ts';

/** A running emulator. */
export type Emulator = {
  /** The base URL of every ExpressPlay API, e.g. `http://127.0.0.1:3001`. */
  readonly url: string;
  /** How often each API was called. A snapshot: read it again for newer numbers. */
  readonly calls: Calls;
  /** The licenses that devices got, oldest first, with how long each plays. A snapshot. */
  readonly licenses: readonly IssuedLicense[];
  /** The switches as they are now. */
  readonly switches: Switches;
  /**
   * Changes switches; a group may be partial.
   *
   * @throws TypeError when one is wrong; nothing changes then.
   */
  readonly configure: (patch: SwitchesPatch) => void;
  /**
   * Forgets records, keys and counts and puts the switches back to how it was started. Issued tokens stay
   * valid.
   */
  readonly reset: () => void;
  /** Stops listening and ends every connection, also those that a fault holds open. */
  readonly close: () => Promise<void>;
};

/**
 * Starts an emulator of ExpressPlay and its license servers.
 *
 * @example
 * const emulator = await createEmulator({ deviceBinding: { widevine: 'rejected' } });
 * // point your integration at emulator.url
 * await emulator.close();
 *
 * @throws TypeError for an option that is wrong; Error when the port is taken or the state file cannot be used.
 */
export async function createEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { port = 0, host = '127.0.0.1', publicUrl, onCall, ...others } = options;
  const { tokenSecret, stateFile, seed, now = Date.now, ...switches } = others;
  checkPort(port);
  const publicOrigin = publicUrl === undefined ? undefined : originOf(publicUrl);
  const platform = createPlatform({ switches, now, seed, tokenSecret, stateFile });
  let url = '';
  const app = await buildApp({ platform, onCall, origin: () => publicOrigin ?? url });
  app.addHook('onClose', async () => platform.close());
  try {
    await app.listen({ port, host });
  } catch (error) {
    await app.close();
    throw error;
  }
  url = urlOf(app.server.address() as AddressInfo);
  return {
    url,
    get calls() {
      return platform.calls.snapshot();
    },
    get licenses() {
      return platform.records.licenses();
    },
    get switches() {
      return platform.switchboard.current;
    },
    configure: platform.switchboard.apply,
    reset: platform.reset,
    close: () => app.close()
  };
}

function checkPort(port: number): void {
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return;
  throw new TypeError('The option port must be a whole number from 0 to 65535.');
}

function originOf(publicUrl: string): string {
  const url = URL.parse(publicUrl);
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    throw new TypeError('The option publicUrl must be an http or https URL.');
  }
  return url.href.replace(/\/$/, '');
}

/** An emulator that listens on every address is reached on the loopback one. */
function urlOf({ address, family, port }: AddressInfo): string {
  if (address === '0.0.0.0' || address === '::') return `http://127.0.0.1:${port}`;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}
