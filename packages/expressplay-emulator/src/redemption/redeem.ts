import type { Drm } from '../drm.ts';
import { EventError } from '../event-error.ts';
import type { ContentKey } from '../parameters/content-keys.ts';
import { deviceIdOf } from '../parameters/formats.ts';
import type { Platform } from '../platform.ts';
import type { OpenToken } from '../token/token-content.ts';
import { type ClearKeyLicense, createLicense } from './license.ts';
import type { LicenseRequest } from './license-request.ts';
import { type LicenseTimes, licenseTimes } from './license-times.ts';

/** An attempt to turn a token into a license. */
export type RedemptionAttempt = {
  /** The kind of license server that is asked. */
  readonly drm: Drm;
  /** As it arrived: base64 or base64url. */
  readonly token: string | undefined;
  /** As the `x-emulated-device-id` header gave it. */
  readonly deviceId: string | undefined;
  /** What the device asks for. */
  readonly request: LicenseRequest;
};

/** A license, and how long it plays. */
export type Redeemed = {
  readonly license: ClearKeyLicense;
  /** Absent when the token registers or deregisters a device. */
  readonly times: LicenseTimes | undefined;
};

/**
 * What the license server does: opens the token, checks expiry, device, keys and credit, and writes the
 * record. A refused redemption of a readable token writes one only where the switch `records.failures` says so.
 *
 * @throws EventError -4001, -4010, -4022, -5003 or -2019.
 */
export function redeem(platform: Platform, attempt: RedemptionAttempt): Redeemed {
  const { request } = attempt;
  const deviceId = authenticateDevice(platform, attempt);
  const token = openToken(platform, attempt);
  try {
    return issueLicense(platform, token, deviceId, request);
  } catch (error) {
    if (error instanceof EventError) logFailure(platform, token, deviceId, error);
    throw error;
  }
}

function issueLicense(
  platform: Platform,
  token: OpenToken,
  deviceId: string,
  request: LicenseRequest
): Redeemed {
  const { drm } = token;
  if (token.expiresAt <= platform.now()) throw new EventError(-4010, 'Expired token');
  checkBinding(platform, token, deviceId);
  checkUserNode(platform, token, deviceId);
  const keys = selectKeys(token, request);
  if (request.type === 'persistent-license' && !token.persistent) {
    throw new EventError(-5003, 'the token allows no persistent license');
  }
  spendCredit(platform);
  changeUserNode(platform, token, deviceId);
  const at = platform.now();
  const times = timesOf(platform, token, at);
  platform.logRedemption({
    serviceId: token.serviceId,
    at,
    record: { cookie: token.cookie, device_id: deviceId, drm, kids: keys.map(({ kid }) => kid) },
    license: times
  });
  return { license: createLicense(keys, request.type), times };
}

function timesOf({ switchboard }: Platform, token: OpenToken, at: number): LicenseTimes | undefined {
  const { drm, terms = {}, persistent = false, marlin } = token;
  if (marlin !== undefined && marlin.type !== 'license') return undefined;
  return licenseTimes(drm, terms, persistent, at, switchboard.current.widevineDurations);
}

function authenticateDevice({ switchboard }: Platform, { drm, deviceId = '' }: RedemptionAttempt): string {
  const format = switchboard.current.deviceIdFormats[drm];
  const known = deviceIdOf(deviceId, format);
  if (known !== undefined) return known;
  const rule = format === 'hex' ? '32 hexadecimal characters' : 'visible text of up to 255 characters';
  throw new EventError(-4001, `the header x-emulated-device-id must be ${rule}`);
}

/** A refused redemption is logged with its error code where the switch says so. */
function logFailure(platform: Platform, token: OpenToken, deviceId: string, { code }: EventError): void {
  if (!platform.switchboard.current.records.failures) return;
  const { serviceId, cookie, drm, keys } = token;
  platform.logRedemption({
    serviceId,
    at: platform.now(),
    record: { cookie, device_id: deviceId, drm, kids: keys.map(({ kid }) => kid), error_code: code }
  });
}

function openToken({ mint }: Platform, { drm, token }: RedemptionAttempt): OpenToken {
  if (!token) throw new EventError(-4010, 'there is none');
  const open = mint.open(drm, Buffer.from(token, 'base64'));
  if (open === undefined) throw new EventError(-4010);
  return open;
}

function checkBinding(
  { switchboard }: Platform,
  { drm, deviceId: boundTo }: OpenToken,
  deviceId: string
): void {
  if (boundTo === undefined || boundTo === deviceId) return;
  if (switchboard.current.deviceBinding[drm] === 'ignored') return;
  throw new EventError(-4001, 'the token is bound to another device');
}

/** A Marlin Broadband license of a user's node is only for devices that were registered to that user. */
function checkUserNode({ marlinUsers }: Platform, { serviceId, marlin }: OpenToken, deviceId: string): void {
  if (marlin?.type !== 'license' || marlin.user === undefined) return;
  if (marlinUsers.has({ serviceId, user: marlin.user, deviceId })) return;
  throw new EventError(-4001, 'the device is not registered to the user');
}

/** Marlin Broadband registration and deregistration add the device to the user's node and remove it. */
function changeUserNode(platform: Platform, { serviceId, marlin }: OpenToken, deviceId: string): void {
  if (marlin?.user === undefined || marlin.type === 'license') return;
  platform.changeMembership({
    serviceId,
    user: marlin.user,
    deviceId,
    member: marlin.type === 'registration'
  });
}

function selectKeys({ keys }: OpenToken, { kids }: LicenseRequest): readonly ContentKey[] {
  if (kids.length === 0) return keys;
  return kids.map(kid => {
    const key = keys.find(candidate => candidate.kid === kid);
    if (key === undefined) throw new EventError(-4022, 'the token does not carry it');
    return key;
  });
}

function spendCredit({ switchboard }: Platform): void {
  const { credits } = switchboard.current;
  if (credits === 'unlimited') return;
  if (credits === 0) throw new EventError(-2019);
  switchboard.apply({ credits: credits - 1 });
}
