import type { Drm } from './api/drm.ts';
import type { Device, Registration, StartedRegistration } from './api/resources.ts';
import { type Answer, type Service, sleep } from './api/service.ts';
import { findKeySystem, type KeySystemAccess } from './eme/key-systems.ts';
import { redeem } from './eme/redeem.ts';
import { BrowserClientError } from './errors.ts';
import type { Attempt, Memory } from './memory.ts';

/** How far a registration has come. `waiting`: another tab registers this browser. */
export type RegistrationState = 'waiting' | 'starting' | 'redeeming' | 'completing' | 'bound';

export interface RegisterOptions {
  /** What the customer calls this browser. Default: a name by the service. */
  readonly name?: string;
  /** The active device whose slot this browser takes over, as `conflicts` of a refusal name it. */
  readonly replaces?: string;
  /** Default: the first that this browser has. */
  readonly keySystem?: string;
  /** Told about each step. */
  readonly onState?: (state: RegistrationState) => void;
}

/** What a redemption needs. */
export interface RedeemParts {
  readonly media: 'never' | 'if-needed' | 'always';
  readonly fetch: typeof globalThis.fetch;
  readonly licenseHeadersOf: (keySystem: string) => Readonly<Record<string, string>>;
  readonly fairPlay: { readonly certificateUrl: string; readonly contentId?: string } | undefined;
}

/** What a registration needs. */
export interface RegisterParts extends RedeemParts {
  readonly service: Service;
  readonly memory: Memory;
  readonly lockName: string;
  readonly keySystems: readonly string[];
  readonly robustness: string;
  /** The DRM that a key system registers for. */
  readonly drmOf: (keySystem: string) => Drm;
  /** The device that this browser is. */
  readonly readDevice: () => Promise<Device | undefined>;
}

/** How long ExpressPlay gets to show the redemption. */
const patienceMilliseconds = 60_000;

/** Registers this browser, unless another tab has just done so. */
export async function register(parts: RegisterParts, options: RegisterOptions): Promise<Device> {
  const { lockName, memory, readDevice } = parts;
  const before = memory.read().registrationId;
  return alone(lockName, options.onState, async () => {
    const otherTabRegistered = memory.read().registrationId !== before;
    return (otherTabRegistered && (await readDevice())) || registerNow(parts, options);
  });
}

/** Runs one registration of this browser at a time, in whatever tab. */
function alone<T>(name: string, onState: RegisterOptions['onState'], work: () => Promise<T>): Promise<T> {
  return navigator.locks
    .request(name, { ifAvailable: true }, lock => {
      if (lock) return work();
      onState?.('waiting');
      return undefined;
    })
    .then(result => result ?? navigator.locks.request(name, work)) as Promise<T>;
}

async function registerNow(parts: RegisterParts, options: RegisterOptions): Promise<Device> {
  const { memory } = parts;
  const { name, replaces, keySystem, onState } = options;
  const found = await findKeySystem(keySystem ? [keySystem] : parts.keySystems, parts.robustness);
  onState?.('starting');
  const request = {
    drm: parts.drmOf(found.keySystem),
    device: { ...(name !== undefined && { name }) },
    ...(replaces !== undefined && { replaces })
  };
  const kept = memory.read().attempt;
  const resumed = kept !== undefined && JSON.stringify(kept.request) === JSON.stringify(request);
  const attempt = resumed ? kept : { idempotencyKey: crypto.randomUUID(), request };
  memory.change({ attempt });
  try {
    const device = await prove(parts, found, attempt, resumed, onState);
    memory.change({ attempt: undefined });
    onState?.('bound');
    return device;
  } catch (error) {
    if (!mayResume(error)) memory.change({ attempt: undefined });
    throw error;
  }
}

async function prove(
  parts: RegisterParts,
  found: KeySystemAccess,
  { idempotencyKey, request }: Attempt,
  resumed: boolean,
  onState: RegisterOptions['onState']
): Promise<Device> {
  const { service, memory } = parts;
  const { body: started } = await service<StartedRegistration>('POST', '/registrations', {
    body: request,
    idempotencyKey
  });
  // The page was left in the middle: the token may have been redeemed already, which need not be done twice.
  const done = resumed ? await complete(parts, started.registrationId) : undefined;
  const device = done?.body.device ?? (await redeemAndComplete());
  const { registrationId, dummyContent } = started;
  memory.change({ registrationId, dummyContent, keySystem: found.keySystem });
  return device;

  async function redeemAndComplete(): Promise<Device> {
    onState?.('redeeming');
    await redeemDummyToken(parts, found, started);
    onState?.('completing');
    const end = Date.now() + patienceMilliseconds;
    while (true) {
      const { body, retryAfter } = await complete(parts, started.registrationId);
      if (body.device) return body.device;
      if (Date.now() > end)
        throw new BrowserClientError(
          'registration-pending',
          'ExpressPlay does not show the redemption yet. Register again in a moment.'
        );
      await sleep(retryAfter ?? 2);
    }
  }
}

function complete({ service }: RegisterParts, registrationId: string): Promise<Answer<Registration>> {
  return service('POST', `/registrations/${registrationId}/complete`, { repeatable: true });
}

/** Makes the CDM redeem a token for dummy content. */
export async function redeemDummyToken(
  parts: RedeemParts,
  found: KeySystemAccess,
  { licenseUrl, dummyContent }: Pick<StartedRegistration, 'licenseUrl' | 'dummyContent'>
): Promise<void> {
  const fairPlay = found.kind.drm === 'fairplay' ? parts.fairPlay : undefined;
  if (found.kind.drm === 'fairplay' && !fairPlay)
    throw new TypeError('FairPlay needs the option fairPlay: { certificateUrl }.');
  await redeem(found, {
    licenseUrl,
    headers: parts.licenseHeadersOf(found.keySystem),
    kid: dummyContent.kid,
    contentId: fairPlay?.contentId,
    clipUrl: dummyContent.url,
    certificate: fairPlay && (await fetchCertificate(parts.fetch, fairPlay.certificateUrl)),
    media: parts.media,
    fetch: parts.fetch
  });
}

async function fetchCertificate(fetch: typeof globalThis.fetch, url: string): Promise<ArrayBuffer> {
  const response = await fetch(url).catch(() => undefined);
  if (response?.ok) return response.arrayBuffer();
  throw new BrowserClientError('network', 'The FairPlay certificate cannot be loaded. Try again.');
}

/** Whether the same registration can still succeed: the service or ExpressPlay was only not there. */
function mayResume(error: unknown): boolean {
  if (!(error instanceof BrowserClientError)) return false;
  return error.code === 'network' || error.code === 'registration-pending' || (error.status ?? 0) >= 500;
}
