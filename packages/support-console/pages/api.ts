import { createRestClient, RestClientError, type Schemas } from '@expressplay-binding/rest-client';
import { may } from './session.ts';

export type Account = Schemas['Account'];
export type AuditEvent = Schemas['AuditEvent'];
export type BindingCheck = Schemas['BindingCheck'];
export type Capability = Schemas['Capability'];
export type CreateEntitlement = Schemas['CreateEntitlement'];
export type Device = Schemas['Device'];
export type DeviceClass = Device['class'];
export type Drm = Device['bindings'][number]['drm'];
export type Entitlement = Schemas['Entitlement'];
export type Policy = Schemas['Policy'];
export type PolicyPreview = Schemas['PolicyPreview'];
export type Problem = Schemas['Problem'];
export type Registration = Schemas['Registration'];
export type SavePolicy = Schemas['SavePolicy'];
export type StartedBindingCheck = Schemas['StartedBindingCheck'];
export type Token = Schemas['Token'];

export const drms: readonly Drm[] = ['widevine', 'playready', 'fairplay', 'marlin-ms3', 'marlin-bb'];

export const deviceClasses: readonly DeviceClass[] = [
  'browser',
  'mobile',
  'tablet',
  'tv',
  'console',
  'desktop',
  'other'
];

/** The REST API, with the session's cookie in place of an API key. */
export const api = createRestClient({ baseUrl: location.origin });

/** Everything that the page of an account shows. */
export interface AccountView {
  readonly account: Account;
  readonly devices: readonly Device[];
  readonly registrations: readonly Registration[];
  readonly rights: readonly Entitlement[];
  readonly tokens: readonly Token[];
  readonly events: readonly AuditEvent[];
  /** What a device that is new to the account would get now; absent where the person may not ask that. */
  readonly newDevice: Schemas['RegistrationDecision'] | undefined;
  /** Until when licences that a device holds may play, by device id; without an entry it is not known or there are none. */
  readonly playableUntil: ReadonlyMap<string, string>;
  /** The other accounts that know the ExpressPlay id of a device, by device id. */
  readonly elsewhere: ReadonlyMap<string, readonly string[]>;
}

/** How many items of each list the page of an account shows. */
const limit = 50;

export async function readAccount(accountId: string): Promise<AccountView> {
  const page = { accountId, limit };
  const [account, devices, registrations, rights, tokens, events, newDevice] = await Promise.all([
    api.readAccount({ accountId }),
    api.listDevices(page),
    api.listRegistrations(page),
    api.listEntitlements(page),
    api.listTokens(page),
    api.listAuditEvents(page),
    previewRegistration(accountId)
  ]);
  return {
    account,
    devices: devices.items,
    registrations: registrations.items,
    rights: rights.items,
    tokens: tokens.items,
    events: events.items,
    newDevice,
    playableUntil: await findPlayableUntil(accountId, devices.items),
    elsewhere: await findElsewhere(accountId, devices.items)
  };
}

async function previewRegistration(accountId: string): Promise<Schemas['RegistrationDecision'] | undefined> {
  if (!may('registrations:write')) return undefined;
  return api.startRegistration({ accountId, drm: 'widevine', dryRun: true });
}

/** The dry run of a removal says until when the device's licences play. It needs the scope of a removal. */
async function findPlayableUntil(
  accountId: string,
  devices: readonly Device[]
): Promise<ReadonlyMap<string, string>> {
  if (!may('devices:write')) return new Map();
  const found = devices.map(async ({ deviceId }) => {
    const { playableUntil } = await api.removeDevice({ accountId, deviceId, dryRun: true });
    return playableUntil === undefined ? [] : [[deviceId, playableUntil] as const];
  });
  return new Map((await Promise.all(found)).flat());
}

async function findElsewhere(
  accountId: string,
  devices: readonly Device[]
): Promise<ReadonlyMap<string, readonly string[]>> {
  const active = devices.filter(device => device.state === 'active');
  const found = active.map(async ({ deviceId, bindings }) => {
    const holders = await Promise.all(
      bindings.map(({ drm, drmDeviceId }) => api.searchDevices({ drm, drmDeviceId }))
    );
    const others = holders.flatMap(({ items }) => items.map(device => device.accountId));
    return [deviceId, [...new Set(others)].filter(other => other !== accountId)] as const;
  });
  return new Map(await Promise.all(found));
}

/** Something that the search box found. */
export interface Found {
  readonly kind: 'account' | 'device' | 'registration' | 'order' | 'event';
  readonly id: string;
  readonly label: string;
  /** Absent for an event that concerns no single account. */
  readonly accountId: string | undefined;
}

/** Looks for text that may be any id that staff come across. */
export async function find(text: string): Promise<readonly Found[]> {
  const found = await Promise.all([
    findAccounts(text),
    findDevices(text),
    findRegistrations(text),
    findOrders(text),
    findEvents(text)
  ]);
  return found.flat();
}

async function findAccounts(prefix: string): Promise<Found[]> {
  if (prefix.length > 128) return [];
  const { items } = await api.listAccounts({ prefix });
  return items.map(({ accountId }) => ({ kind: 'account', id: accountId, label: accountId, accountId }));
}

async function findDevices(text: string): Promise<Found[]> {
  const pages = /^dev_[0-9a-f]+$/.test(text)
    ? [api.searchDevices({ deviceId: text })]
    : drms.map(drm => api.searchDevices({ drm, drmDeviceId: text }));
  return (await Promise.all(pages)).flatMap(({ items }) =>
    items.map(({ deviceId, name, accountId }) => ({ kind: 'device', id: deviceId, label: name, accountId }))
  );
}

async function findRegistrations(text: string): Promise<Found[]> {
  let items: readonly Registration[] = [];
  if (/^reg_[0-9a-f]+$/.test(text)) items = await oneOrNone(api.readRegistration({ registrationId: text }));
  else if (text.length === 32) ({ items } = await api.searchRegistrations({ cookie: text }));
  return items.map(({ registrationId, accountId }) => ({
    kind: 'registration',
    id: registrationId,
    label: registrationId,
    accountId
  }));
}

async function findOrders(orderId: string): Promise<Found[]> {
  if (orderId.length > 128) return [];
  const { items } = await api.searchEntitlements({ orderId });
  return items.map(({ entitlementId, accountId }) => ({
    kind: 'order',
    id: entitlementId,
    label: orderId,
    accountId
  }));
}

async function findEvents(text: string): Promise<Found[]> {
  if (!/^aud_[0-9a-f]+$/.test(text)) return [];
  const { items } = await api.listAuditEvents({ eventId: text });
  return items.map(({ eventId, accountId }) => ({ kind: 'event', id: eventId, label: eventId, accountId }));
}

async function oneOrNone<T>(found: Promise<T>): Promise<T[]> {
  try {
    return [await found];
  } catch (error) {
    if (error instanceof RestClientError && error.code === 'not-found') return [];
    throw error;
  }
}

/** All policies; an operator has few. */
export async function listPolicies(): Promise<Policy[]> {
  return Array.fromAsync(api.listPolicies({ limit: 100 }));
}
