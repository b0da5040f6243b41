import {
  type AccountUnit,
  type ApiKey,
  type AuditEvent,
  type BindingCheck,
  type BindingEvent,
  type BindingEvidence,
  type Content,
  type Device,
  type DeviceBinding,
  type DeviceToken,
  type Entitlement,
  type IdempotencyRecord,
  lowestId,
  type PlayerSession,
  type Registration,
  type Swap
} from '@expressplay-binding/binding-core';

// Above 2^41 and not a round number: a column that is too small or a float would show.
export const moment = 4_102_444_799_123;

export const accountId = 'household 7/ä';

export const content: Content = {
  contentId: 'film:1',
  kid: '0123456789abcdef0123456789abcdef',
  key: { kind: 'clear', value: 'fedcba9876543210fedcba9876543210' },
  iv: '00112233445566778899aabbccddeeff',
  trackType: 'HD',
  tracks: [{ kid: 'a'.repeat(32), key: { kind: 'key-storage', kek: 'b'.repeat(32) }, trackType: 'AUDIO' }],
  drmOptions: { widevine: { securityLevel: 3, wvExtension: ['wudo,AAAAAA=='] } },
  title: 'Der Himmel über Berlin',
  createdAt: moment,
  updatedAt: moment + 1
};

export const binding: DeviceBinding = {
  drm: 'playready',
  drmDeviceId: 'A'.repeat(32),
  cookie: 'c'.repeat(32),
  boundAt: moment + 2
};

export const device: Device = {
  deviceId: 'dev_01',
  accountId,
  name: 'Wohnzimmer',
  class: 'tv',
  state: 'removed',
  bindings: [binding, { ...binding, drm: 'widevine', drmDeviceId: 'B'.repeat(32), boundAt: moment + 3 }],
  createdAt: moment,
  lastTokenAt: moment + 4,
  removedAt: moment + 5,
  removedAs: 'over-limit'
};

export const activeDevice: Device = {
  ...device,
  state: 'active',
  bindings: [],
  lastTokenAt: undefined,
  removedAt: undefined,
  removedAs: undefined
};

export const registration: Registration = {
  registrationId: 'reg_01',
  accountId,
  drm: 'fairplay',
  state: 'refused',
  cookie: 'k'.repeat(32),
  deviceName: 'Küche',
  deviceClass: 'tablet',
  replaces: 'dev_00',
  joins: 'dev_02',
  rebind: true,
  overrideReason: 'Good customer',
  deviceId: 'dev_01',
  problem: {
    code: 'device-limit-reached',
    detail: 'Remove a device first.',
    conflicts: [{ deviceId: 'dev_00', name: 'Büro', class: 'desktop', removable: true }],
    nextAllowedAt: moment,
    upstream: { code: -7002, message: 'no' }
  },
  createdAt: moment,
  expiresAt: moment + 6
};

export const pendingRegistration: Registration = {
  ...registration,
  state: 'pending',
  replaces: undefined,
  joins: undefined,
  rebind: undefined,
  overrideReason: undefined,
  deviceId: undefined,
  problem: undefined
};

export const entitlement: Entitlement = {
  entitlementId: 'ent_01',
  accountId,
  contentId: content.contentId,
  terms: { kind: 'rental', startBy: moment + 20, playDuration: 172_800 },
  startsAt: moment,
  offlineDevices: 2,
  orderId: undefined,
  firstPlayedAt: moment + 10,
  createdAt: moment + 7,
  revokedAt: moment + 8
};

export const token: DeviceToken = {
  tokenId: 'tok_01',
  accountId,
  actor: 'checkout',
  entitlementId: entitlement.entitlementId,
  contentId: content.contentId,
  deviceId: device.deviceId,
  drm: 'marlin-ms3',
  binding: 'unsupported',
  persistent: true,
  issuedAt: moment,
  expiresAt: moment + 9,
  playableUntil: moment + 11
};

export const auditEvent: AuditEvent = {
  eventId: `${lowestId('aud', moment)}01`,
  accountId,
  at: moment,
  actor: 'support desk',
  action: 'device.removed',
  subject: device.deviceId,
  reason: 'Stolen 😢',
  before: { state: 'active' },
  after: { state: 'removed', at: 7 },
  details: { override: true, nested: { names: ['é'] } }
};

export const event: BindingEvent = {
  eventId: 'evt_01',
  type: 'policy.changed',
  createdAt: moment,
  accountId,
  data: { kind: 'policy', policy: { name: 'Ä', maxDevices: 7 } }
};

export const swap: Swap = {
  swapId: 'swp_01',
  accountId,
  deviceId: device.deviceId,
  kind: 'removal',
  grace: true,
  at: moment
};

export const playerSession: PlayerSession = {
  sessionId: 'ses_01',
  accountId,
  deviceClass: 'tv',
  codeHash: 'd'.repeat(64),
  codeExpiresAt: moment,
  exchangedAt: moment + 1,
  expiresAt: moment + 2,
  endedAt: moment + 3
};

export const bindingCheck: BindingCheck = {
  checkId: `${lowestId('chk', moment)}a`,
  accountId,
  deviceId: 'dev_01',
  drm: 'fairplay',
  cookie: 'c'.repeat(32),
  state: 'pending',
  createdAt: moment,
  expiresAt: moment + 1
};

export const apiKey: ApiKey = {
  keyId: 'key_1',
  name: 'Kundendienst',
  scopes: ['read', 'devices:override'],
  allowedNetworks: ['10.0.0.0/8', '2001:db8::/32'],
  createdAt: moment,
  expiresAt: moment + 60_000,
  lastUsedAt: moment + 1,
  revokedAt: undefined,
  replacedBy: 'key_2'
};

export const evidence: BindingEvidence = {
  drm: 'fairplay',
  source: 'learned',
  subject: 'a'.repeat(32),
  deviceBinding: 'unsupported',
  at: moment,
  upstreamCode: -6008
};

export const idempotencyRecord: IdempotencyRecord = {
  accountId,
  key: 'Order 7',
  fingerprint: 'f'.repeat(64),
  attempt: 'att_01',
  heldUntil: moment,
  answer: '{"licenseUrl":"https://license.example/?token=secret"}'
};

/** Inserts a device and then its bindings, of which the insertion of a device writes none. */
export async function insertWithBindings(unit: AccountUnit, device: Device): Promise<void> {
  await unit.insertDevice(device);
  for (const each of device.bindings) await unit.insertBinding(device.accountId, device.deviceId, each);
}
