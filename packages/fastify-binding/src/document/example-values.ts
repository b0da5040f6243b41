/** The rules of a policy, without those that have their defaults. */
const policyRules = {
  maxByClass: undefined,
  idleAfterSeconds: undefined,
  maxPendingRegistrations: undefined,
  overLimit: undefined,
  rebinds: undefined,
  sharedDevices: undefined,
  swaps: { count: 'removals', max: 2, windowSeconds: 2_592_000 },
  uncountedClasses: undefined,
  whenFull: undefined
};

/**
 * The values of examples in the OpenAPI document, by the name of the member, or by `Component.member` where a component needs
 * its own. A string or number that has neither a value here, nor `examples` in its schema, stops the generation of the document.
 */
export const exampleValues: Readonly<Record<string, unknown>> = {
  accountId: 'ada',
  actor: 'shop',
  after: { name: 'Living room TV' },
  apiKey: 'epb_Zk3v0Yx8mQ2rT5uW9aBcDeFgHiJkLmNo',
  at: '2026-05-20T09:00:00.000Z',
  before: { name: 'TV' },
  boundAt: '2026-05-04T12:00:20.000Z',
  checkedAt: '2026-05-04T12:00:20.000Z',
  checkId: 'chk_0199c7a4b3c27d0e8f6a5b4c3d2e1f00',
  code: 'bF3vYx8mQ2rT5uW9aBcDeFgHiJkLmNo0',
  contentId: 'film-1',
  cookie: 'Zk3v0Yx8mQ2rT5uW9aBcDeFgHiJkLmNo',
  createdAt: '2026-05-04T12:00:00.000Z',
  detail: 'The account has no right to this content. Create an entitlement first.',
  details: { drm: 'widevine' },
  deviceId: 'dev_0199c7a4b3c27d0e8f6a5b4c3d2e1f00',
  drmDeviceId: '0123456789abcdef0123456789abcdef',
  endsAt: '2030-01-31T00:00:00.000Z',
  entitlementId: 'ent_0199c7a4b3c27d0e8f6a5b4c3d2e1f00',
  epTokenURL: 'https://wv.service.expressplay.com/hms/wv/rights/?ExpressPlayToken=BAAaX8mQ2rT5uW9aBcDe',
  erasedAt: '2026-06-01T10:00:00.000Z',
  error: 201,
  errorText: 'The account has no right to this content. Create an entitlement first.',
  eventId: 'aud_0199c7a4b3c27d0e8f6a5b4c3d2e1f00',
  exportedAt: '2026-06-01T10:00:00.000Z',
  expiresAt: '2026-05-04T12:10:00.000Z',
  firstPlayedAt: '2026-05-05T18:30:00.000Z',
  free: 2,
  issuedAt: '2026-05-05T18:30:00.000Z',
  iv: '000102030405060708090a0b0c0d0e0f',
  kid: '3a1f0c55e0c44d6d8f0a52ffb5a9d2c1',
  keyId: 'key_0199c7a4b3c27d0e8f6a5b4c3d2e1f00',
  lastTokenAt: '2026-05-05T18:30:00.000Z',
  lastUsedAt: '2026-05-05T18:30:00.000Z',
  learnedAt: '2026-05-05T18:30:00.000Z',
  learnedUntil: '2026-05-06T18:30:00.000Z',
  licenseUrl: 'https://wv.service.expressplay.com/hms/wv/rights/?ExpressPlayToken=BAAaX8mQ2rT5uW9aBcDe',
  max: 2,
  maxDevices: 3,
  message: 'The device id is not acceptable',
  messageID: '6f1c0c4e-3a0b-4a59-9a51-2f2bd3b1a7f4',
  name: 'Living room TV',
  nextAllowedAt: '2026-05-20T09:00:00.000Z',
  nextCursor: 'WyJkZXZpY2VzIiwiYWRhIiwiZGV2XzAxOTljN2E0Il0',
  offlineDevices: 1,
  orderId: 'order-4711',
  path: '/device/name',
  playableUntil: '2026-05-06T18:30:00.000Z',
  playDuration: 172_800,
  policyName: 'default',
  reason: 'Ticket 4711: the TV is broken',
  registrationId: 'reg_0199c7a4b3c27d0e8f6a5b4c3d2e1f00',
  removedAt: '2026-05-20T09:00:00.000Z',
  requestId: '0199c7a4-b3c2-7d0e-8f6a-5b4c3d2e1f00',
  revokedAt: '2026-05-20T09:00:00.000Z',
  startBy: '2026-06-03T12:00:00.000Z',
  startsAt: '2026-05-04T12:00:00.000Z',
  subject: 'dev_0199c7a4b3c27d0e8f6a5b4c3d2e1f00',
  suspendedAt: '2026-05-20T09:00:00.000Z',
  title: 'A film',
  token: 'BAAaX8mQ2rT5uW9aBcDe',
  tokenId: 'tok_0199c7a4b3c27d0e8f6a5b4c3d2e1f00',
  total: 3,
  until: '2030-01-31T00:00:00.000Z',
  updatedAt: '2026-05-20T09:00:00.000Z',
  upstreamCode: -7002,
  url: 'https://cdn.example.com/dummy/manifest.mpd',
  used: 1,
  windowSeconds: 2_592_000
};

/**
 * Values of members that one component has differently, by its name. `undefined` leaves an optional member out: it excludes others,
 * or is about an exception.
 */
export const ownExampleValues: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  ApiKey: {
    allowedNetworks: undefined,
    expiresAt: undefined,
    name: 'shop',
    replacedBy: undefined,
    revokedAt: undefined
  },
  Account: { byClass: { tv: 1 }, nextAllowedAt: undefined, overLimit: [], suspendedAt: undefined },
  AccountPolicy: { overLimit: [], deactivated: [] },
  AuditEvent: { action: 'device.renamed' },
  BindingCheck: { state: 'enforced' },
  Capability: { learnedAt: undefined, learnedUntil: undefined, source: 'checked', upstreamCode: undefined },
  Content: { drmOptions: undefined, tracks: undefined, trackType: undefined },
  Event: {
    data: {
      deviceId: 'dev_0199c7a4b3c27d0e8f6a5b4c3d2e1f00',
      accountId: 'ada',
      name: 'Living room TV',
      class: 'tv',
      state: 'active',
      bindings: [
        {
          drm: 'widevine',
          drmDeviceId: '0123456789abcdef0123456789abcdef',
          boundAt: '2026-05-04T12:00:20.000Z'
        }
      ],
      createdAt: '2026-05-04T12:00:20.000Z'
    },
    eventId: 'evt_0199c7a4b3c27d0e8f6a5b4c3d2e1f00'
  },
  Device: { removedAt: undefined, removedAs: undefined },
  Problem: {
    code: 'not-entitled',
    retryable: true,
    status: 403,
    type: 'urn:expressplay-binding:problem:not-entitled',
    upstream: { code: -7002, message: 'The device id is not acceptable' }
  },
  ImportedLine: { problem: undefined },
  IssuedApiKey: { allowedNetworks: undefined, expiresAt: undefined, name: 'shop' },
  Policy: { ...policyRules, name: 'default' },
  PurchaseEntitlement: { endsAt: undefined, revokedAt: undefined },
  Registration: { problem: undefined, state: 'bound' },
  RegistrationDecision: { allowed: true, problem: undefined, removes: [] },
  RemovalDecision: { allowed: true, counted: true, grace: false, problem: undefined },
  RemovedDevice: { removedAs: 'customer', state: 'removed' },
  RentalEntitlement: { endsAt: '2026-05-07T18:30:00.000Z', revokedAt: undefined },
  SeesResponse: { error: undefined, errorText: undefined, isAllowed: true },
  SubscriptionEntitlement: { revokedAt: undefined }
};
