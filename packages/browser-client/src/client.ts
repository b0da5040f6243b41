import { type Drm, drms } from './api/drm.ts';
import type {
  BindingCheck,
  Device,
  IssuedToken,
  PlayerSession,
  RemovalDecision,
  RemovedDevice
} from './api/resources.ts';
import { connectService } from './api/service.ts';
import { checkOptions, type OptionRule, optional } from './check-options.ts';
import { clearKey, keySystems } from './eme/key-systems.ts';
import { BrowserClientError } from './errors.ts';
import { openMemory } from './memory.ts';
import type { Playback, PlayerToken } from './player-token.ts';
import { type RegisterOptions, type RegisterParts, register } from './register.ts';
import { verifyBinding } from './verify-binding.ts';

export interface BrowserClientOptions {
  /** Where the service's browser API is, e.g. `https://binding.example/player`. */
  readonly baseUrl: string;
  /** The robustness that the player asks for, e.g. `HW_SECURE_ALL`: the device id may depend on it. Default: any. */
  readonly robustness?: string;
  /**
   * Whether the dummy clip is played in a hidden element: `if-needed` (default) where the CDM does not register without
   * media, `always`, or `never`.
   */
  readonly media?: 'never' | 'if-needed' | 'always';
  /** What FairPlay needs: the operator's certificate and, if it is not the kid, what follows `skd://` for the dummy content. */
  readonly fairPlay?: { readonly certificateUrl: string; readonly contentId?: string };
  /**
   * For the emulator: registers by Clear Key, as an emulated device of the given DRM. No browser does this unless told,
   * because Clear Key protects nothing.
   */
  readonly emulator?: { readonly drm: Drm };
  /** Sends every request. Default: the page's own `fetch`. */
  readonly fetch?: typeof globalThis.fetch;
}

export interface IssueTokenOptions {
  readonly contentId: string;
  /** Whether the license may be kept for offline use. Default `false`. */
  readonly persistent?: boolean;
}

/** What a page can do. Every function rejects with a {@link BrowserClientError}, whose `code` says what to do about it. */
export interface BrowserClient {
  /** Exchanges the one-time code from the operator's server for a session of this browser. */
  signIn(code: string): Promise<PlayerSession>;
  /** Ends the session. The browser stays registered. */
  signOut(): Promise<void>;
  /** The device that this browser is in the signed-in account; `undefined` if it has no slot there. */
  device(): Promise<Device | undefined>;
  /**
   * Makes this browser a device of the account, without media. Safe to repeat: a browser that is registered keeps its
   * slot, and a registration that a reload interrupted continues.
   */
  register(options?: RegisterOptions): Promise<Device>;
  /** The registration that a reload interrupted: call {@link register} with it to continue. */
  interruptedRegistration(): RegisterOptions | undefined;
  /** The account's active devices, newest first. */
  devices(): Promise<readonly Device[]>;
  /** Gives a device of the account another name. */
  renameDevice(deviceId: string, name: string): Promise<Device>;
  /** What removing a device of the account would do now, e.g. whether it counts as a swap. */
  previewRemoval(deviceId: string): Promise<RemovalDecision>;
  /** Removes a device of the account: its slot is free, and it gets no more tokens. */
  removeDevice(deviceId: string): Promise<RemovedDevice>;
  /** Issues a token for this browser. Hand it to an adapter, e.g. `shakaConfig`. */
  issueToken(options: IssueTokenOptions): Promise<PlayerToken>;
  /**
   * Checks with this browser that a token of another device is refused to it, and tells the service. Call it once in a while, e.g.
   * after `register`.
   */
  verifyBinding(): Promise<BindingCheck>;
  /** What an adapter needs for a license URL that this page got elsewhere, e.g. from the operator's own server. */
  playback(licenseUrl: string, drm: Drm): Playback;
}

const isObject = (value: unknown) => typeof value === 'object' && value !== null;
const rules: { readonly [Name in keyof Required<BrowserClientOptions>]: OptionRule } = {
  baseUrl: [
    "the URL of the browser API, e.g. 'https://binding.example/player'",
    value => typeof value === 'string' && value !== ''
  ],
  robustness: optional(["a text, e.g. 'HW_SECURE_ALL'", value => typeof value === 'string']),
  media: optional([
    "'never', 'if-needed' or 'always'",
    value => ['never', 'if-needed', 'always'].includes(value as string)
  ]),
  fairPlay: optional([
    "an object, e.g. { certificateUrl: '/fairplay.cer' }",
    value => isObject(value) && 'certificateUrl' in (value as object)
  ]),
  emulator: optional([
    `{ drm } with one of ${drms.join(', ')}`,
    value => isObject(value) && drms.includes((value as { drm: Drm }).drm)
  ]),
  fetch: optional(['a function like fetch', value => typeof value === 'function'])
};

/**
 * A client for the pages of one origin. Creating it sends nothing.
 * @example
 * const client = createBrowserClient({ baseUrl: 'https://binding.example/player' });
 * await client.signIn(code);
 * if (!(await client.device())) await client.register({ name: 'Firefox on Linux' });
 * player.configure(shakaConfig(await client.issueToken({ contentId: 'film-1' })));
 * @throws {TypeError} When an option is missing, unknown or wrong.
 */
export function createBrowserClient(options: BrowserClientOptions): BrowserClient {
  checkOptions('createBrowserClient', options, rules);
  const { baseUrl, robustness = '', media = 'if-needed', fairPlay, emulator } = options;
  const fetch = options.fetch ?? ((...request) => globalThis.fetch(...request));
  const memory = openMemory(baseUrl);
  const service = connectService(baseUrl, fetch);
  const candidates = emulator
    ? [clearKey]
    : Object.keys(keySystems).filter(name => fairPlay || keySystems[name]?.drm !== 'fairplay');

  const client: BrowserClient = {
    async signIn(code) {
      return (await service<PlayerSession>('POST', '/session', { body: { code } })).body;
    },
    async signOut() {
      await service('DELETE', '/session', { repeatable: true });
    },
    async device() {
      try {
        const { body } = await service<Device>('GET', '/device');
        return body.state === 'active' ? body : undefined;
      } catch (error) {
        if (error instanceof BrowserClientError && error.code === 'device-not-bound') return undefined;
        throw error;
      }
    },
    register: options => register(parts, options ?? {}),
    verifyBinding: () => verifyBinding(parts),
    interruptedRegistration() {
      const { request } = memory.read().attempt ?? {};
      return request && { ...request.device, ...(request.replaces && { replaces: request.replaces }) };
    },
    async devices() {
      const active: Device[] = [];
      let query = '';
      do {
        const { body } = await service<{ items: Device[]; nextCursor?: string }>('GET', `/devices${query}`);
        active.push(...body.items.filter(({ state }) => state === 'active'));
        query = body.nextCursor === undefined ? '' : `?cursor=${encodeURIComponent(body.nextCursor)}`;
      } while (query);
      return active;
    },
    async renameDevice(deviceId, name) {
      return (await service<Device>('PATCH', pathOf(deviceId), { body: { name }, repeatable: true })).body;
    },
    async previewRemoval(deviceId) {
      return (
        await service<RemovalDecision>('DELETE', `${pathOf(deviceId)}?dryRun=true`, { repeatable: true })
      ).body;
    },
    async removeDevice(deviceId) {
      return (await service<RemovedDevice>('DELETE', pathOf(deviceId), { repeatable: true })).body;
    },
    async issueToken({ contentId, persistent = false }) {
      const { body } = await service<IssuedToken>('POST', '/tokens', {
        body: { contentId, persistent },
        idempotencyKey: crypto.randomUUID()
      });
      return { ...body, ...client.playback(body.licenseUrl, body.drm) };
    },
    playback(licenseUrl, drm) {
      const keySystem = memory.read().keySystem ?? keySystemOf(drm);
      return {
        drm,
        licenseUrl,
        keySystem,
        robustness,
        licenseHeaders: licenseHeadersOf(keySystem),
        ...(fairPlay && drm === 'fairplay' && { fairPlayCertificateUrl: fairPlay.certificateUrl })
      };
    }
  };
  const parts: RegisterParts = {
    service,
    memory,
    fetch,
    robustness,
    media,
    fairPlay,
    keySystems: candidates,
    lockName: `expressplay-binding ${baseUrl}`,
    drmOf,
    licenseHeadersOf,
    readDevice: client.device
  };
  return client;

  function drmOf(keySystem: string): Drm {
    const drm = keySystems[keySystem]?.drm ?? emulator?.drm;
    if (drm) return drm;
    throw new TypeError('Clear Key needs the option emulator.');
  }

  function keySystemOf(drm: Drm): string {
    return candidates.findLast(name => drmOf(name) === drm) ?? '';
  }

  function licenseHeadersOf(keySystem: string): Record<string, string> {
    return keySystem === clearKey ? { 'x-emulated-device-id': emulatedDeviceId() } : {};
  }

  /** Stays the same for this browser, as a CDM's device id does. */
  function emulatedDeviceId(): string {
    const { emulatedDeviceId = crypto.randomUUID().replaceAll('-', '') } = memory.read();
    memory.change({ emulatedDeviceId });
    return emulatedDeviceId;
  }
}

function pathOf(deviceId: string): string {
  return `/devices/${encodeURIComponent(deviceId)}`;
}
