import fc from 'fast-check';
import t from 'tap';
import {
  createExpressPlayClient,
  ExpressPlayArgumentError,
  type ExpressPlayClientOptions,
  type Tokens
} from '../src/index.ts';
import {
  authenticator,
  clearKey,
  contentKey,
  fairplay,
  kid,
  playready,
  setup,
  widevine,
  widevineAnswer
} from './support/server.ts';

const kek = 'a'.repeat(32);
const user = { userId: 'u', userKey: kek };
const marlin = { contentId: 'c', key: clearKey, rightsType: 'BuyToOwn' } as const;
const ms3 = { contentId: 'c', key: clearKey } as const;
const farAhead = new Date(Date.now() + 31 * 24 * 3600 * 1000);

/** Per method: the good request, and what may not be put into it: option, bad value, documented code. */
const rejections: [keyof Tokens & string, object, [option: string, value: unknown, eventCode?: number][]][] =
  [
    [
      'widevineToken',
      widevine,
      [
        ['kid', undefined, -4018],
        ['kid', 'xyz', -4020],
        ['kid', `^${'x'.repeat(65)}`, -4021],
        ['kid', '^', -4021],
        ['key', undefined, -2027],
        ['key.kind', { kind: 'plain', value: contentKey }],
        ['key.kind', null],
        ['key.value', { kind: 'clear', value: contentKey.slice(1) }, -2027],
        ['key.value', { kind: 'clear' }, -2027],
        ['key.ek', { kind: 'wrapped', ek: contentKey, kek }, -4024],
        ['key.kek', { kind: 'wrapped', ek: 'e'.repeat(48), kek: 'short' }, -4024],
        ['key.kek', { kind: 'key-storage' }, -4024],
        ['key.value', { kind: 'key-storage', kek, value: contentKey }],
        ['cookie', 'x'.repeat(33), -2033],
        ['cookie', '', -2033],
        ['cookie', '\ud800', -2033],
        ['deviceId', ''],
        ['expirationTime', 'tomorrow', -2002],
        ['expirationTime', '+2592001', -2002],
        ['expirationTime', farAhead, -2002],
        ['expirationTime', '2006-04-14T12:01:10+02:00', -2002],
        ['expirationTime', '2006-99-14T12:01:10Z', -2002],
        ['expirationTime', new Date('never'), -2002],
        ['expirationTime', 60, -2002],
        ['contentId', 'x'.repeat(37)],
        ['generalFlags', '00000', -5003],
        ['securityLevel', 6, -7004],
        ['securityLevel', '1', -7004],
        ['hdcpOutputControl', -1, -7006],
        ['trackType', 5],
        ['licenseDuration', -1, -7007],
        ['licenseDuration', 1.5, -7007],
        ['playbackDuration', Number.NaN],
        ['wvExtension', 'wudo,AAAAAA==', -7009],
        ['wvExtension[0]', [{ type: 'wud', payload: 'AAAAAA==' }], -7009],
        ['wvExtension[1]', [{ type: 'wudo', payload: '' }, null], -7009],
        ['wvExtension[0]', [{ type: 'wudo', payload: 'A' }], -7009],
        ['kid', { keys: [widevine], kid }],
        ['keys[0]', { keys: ['kid'], kid: undefined, key: undefined }],
        ['keys', { keys: [], kid: undefined, key: undefined }],
        ['keys', { keys: {}, kid: undefined, key: undefined }],
        ['secruityLevel', 1],
        ['parameters.errorFormat', { errorFormat: 'html' }],
        ['parameters.kid', { kid }],
        ['parameters.kid.1', { 'kid.1': kid }],
        ['parameters.licenseDuration', { licenseDuration: '60' }],
        ['parameters.cookie', { cookie: 'c' }],
        ['parameters.deviceId', { deviceId: 'd' }],
        ['parameters.x', { x: '' }],
        ['parameters.x', { x: ['y', 1] }],
        ['parameters.a b', { 'a b': 'c' }],
        ['parameters', 'prFlag=true'],
        ['parameters', null]
      ]
    ],
    [
      'playreadyToken',
      playready,
      [
        ['rightsType', undefined, -2020],
        ['rightsType', 'Lease', -2021],
        ['rentalPeriodEndTime', { rightsType: 'Rental' }, -2022],
        ['generalFlags', { rightsType: 'Rental', rentalPeriodEndTime: '+60' }, -5003],
        ['rentalPeriodEndTime', '+60', -2021],
        ['rentalPlayDuration', 0, -2025],
        ['rentalPlayDuration', 60, -2021],
        ['analogVideoOPL', undefined, -5006],
        ['analogVideoOPL', 1000, -2034],
        ['uncompressedDigitalVideoOPL', -1, -2034],
        ['unknownOutputBehavior', 'Maybe', -5001],
        ['outputControlFlags', 'f', -2040],
        ['extensionType', 'abc', -2036],
        ['extensionPayload', '!', -2037],
        ['extensionPayload', 'AAAA', -2035],
        ['minCertSecurityLevel', 151],
        ['algId', 'aes'],
        ['deviceId', 'device-1', -5004]
      ]
    ],
    [
      'fairplayToken',
      fairplay,
      [
        ['iv', undefined, -6003],
        ['iv', '0', -6003],
        ['rentalDuration', -1, -6007],
        ['fpExtension', {}, -6001],
        ['kid', { kid: undefined, key: { kind: 'key-storage', kek } }, -4018]
      ]
    ],
    [
      'marlinMs3Token',
      ms3,
      [
        ['contentId', ''],
        ['contentId', undefined],
        ['key.kind', { kind: 'key-storage', kek }],
        ['contentURL', ''],
        ['ms3Scheme', 'true'],
        ['ms3Extension', { type: 'wudo', payload: 'AAAAAA==' }, -2036],
        ['ms3Extension', null, -2036],
        ['extensionType', 'wudos', -2036],
        ['extensionCriticalFlag', 'false'],
        ['extensionPayload', 'A', -2037],
        ['outputControlFlags', '1', -2040],
        ['outputControlValue', '1', -2034],
        ['outputControlOverride', '']
      ]
    ],
    ['universalToken', widevine, [['kid', '', -4020]]],
    [
      'marlinBbRegistrationToken',
      user,
      [
        ['userId', undefined],
        ['userKey', 'short'],
        ['userKey', undefined]
      ]
    ],
    ['marlinBbDeregistrationToken', user, [['actionTokenType', '']]],
    [
      'marlinBbLicenseToken',
      marlin,
      [
        ['userKey', { userId: 'u' }],
        ['rightsType', undefined, -2020],
        ['outputControlOverrideId', '']
      ]
    ]
  ];

for (const [method, good, cases] of rejections) {
  t.test(`${method} refuses a bad option before anything is sent, and names it`, async t => {
    const { client, seen } = await setup(t, widevineAnswer);
    const call = client[method] as (request: unknown) => Promise<unknown>;
    for (const [option, value, eventCode] of cases) {
      const error = await rejection(call(spoil(good, option, value)));
      t.type(error, ExpressPlayArgumentError);
      t.equal(error.option, option);
      t.equal(error.eventCode, eventCode, `${option}: ${error.message}`);
    }
    for (const request of [undefined, null, 'kid']) {
      t.type(await rejection(call(request)), ExpressPlayArgumentError);
    }
    t.equal(seen.length, 0);
  });
}

t.test('an argument error never shows the value that was given', async t => {
  const { client } = await setup(t, widevineAnswer);
  const secret = 'not-hex-but-still-a-secret-value';
  const error = await rejection(client.widevineToken({ kid, key: { kind: 'clear', value: secret } }));
  t.notMatch(JSON.stringify(error) + error.stack, secret);
});

t.test('an error about one of several keys names its index', async t => {
  const { client } = await setup(t, widevineAnswer);
  const keys = [widevine, { ...widevine, key: { kind: 'clear', value: '' } as const }];
  t.equal((await rejection(client.widevineToken({ keys }))).option, 'keys[1].key.value');
});

t.test('the limits themselves are allowed', async t => {
  const { client, seen } = await setup(t, widevineAnswer);
  await client.widevineToken({
    ...widevine,
    kid: `^${'x'.repeat(64)}`,
    cookie: 'x'.repeat(32),
    contentId: 'x'.repeat(36),
    expirationTime: '+2592000',
    licenseDuration: 0
  });
  t.equal(seen.length, 1);
});

t.test('a cookie arrives unchanged or is refused, for any text', async t => {
  const { client, seen } = await setup(t, widevineAnswer);
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 40 }), async cookie => {
      const before = seen.length;
      const error = await client.widevineToken({ ...widevine, cookie }).then(
        () => null,
        error => error
      );
      if (error) return error instanceof ExpressPlayArgumentError && seen.length === before;
      return cookie.length <= 32 && seen.at(-1)?.form.get('cookie') === cookie;
    }),
    { numRuns: 100 }
  );
});

t.test('a request returns a token or a typed error, for any object', async t => {
  const { client } = await setup(t, widevineAnswer);
  await fc.assert(
    fc.asyncProperty(
      fc.object({ key: fc.constantFrom('kid', 'key', 'keys', 'kind', '__proto__', 'cookie') }),
      request =>
        client.widevineToken(request as never).then(
          () => false,
          error => error instanceof ExpressPlayArgumentError
        )
    ),
    { numRuns: 200 }
  );
});

t.test('wrong options of a client are refused', async t => {
  const good = { endpoints: 'test', customerAuthenticator: authenticator } as const;
  const bad: [string, object][] = [
    ['customerAuthenticator', { customerAuthenticator: 'a,b' }],
    ['customerAuthenticator', { customerAuthenticator: `${authenticator}0` }],
    ['customerAuthenticator', { customerAuthenticator: undefined }],
    ['endpoints', { endpoints: 'staging' }],
    ['endpoints', { endpoints: 'toString' }],
    ['endpoints', { endpoints: undefined }],
    ['endpoints', { endpoints: { baseUrl: 'ftp://x' } }],
    ['endpoints', { endpoints: { baseUrl: 'http://x/?a=b' } }],
    ['endpoints', { endpoints: { widevine: 'https://x' } }],
    ['deadline', { deadline: 0 }],
    ['deadline', { deadline: 2 ** 31 }],
    ['headersTimeout', { headersTimeout: 1.5 }],
    ['bodyTimeout', { bodyTimeout: '1' }],
    ['maxAnswerBytes', { maxAnswerBytes: -1 }],
    ['retry.attempts', { retry: { attempts: 0 } }],
    ['circuitBreaker.failures', { circuitBreaker: { failures: 0 } }],
    ['maxCallsInFlight', { maxCallsInFlight: 0 }],
    ['maxCallsWaiting', { maxCallsWaiting: -1 }],
    ['deviceIdParameter', { deviceIdParameter: 'device id' }],
    ['deviceIdParameter', { deviceIdParameter: '' }],
    ['deviceIdParameter', { deviceIdParameter: [] }],
    ['deviceIdParameter', { deviceIdParameter: ['deviceId', 'cookie'] }],
    ['cookieTransport', { cookieTransport: 'body' }],
    ['cookieTransport', { cookieTransport: { header: 'a b' } }],
    ['cookieTransport', { cookieTransport: { header: 'Content-Length' } }]
  ];
  for (const [option, wrong] of bad) {
    t.throws(() => createExpressPlayClient({ ...good, ...wrong } as ExpressPlayClientOptions), {
      name: 'ExpressPlayArgumentError',
      option
    });
  }
});

/** The good request with one option replaced, or with the members of an object that is a request of its own. */
function spoil(good: object, option: string, value: unknown): object {
  const name = option.split(/[.[]/)[0] ?? '';
  const isPatch =
    typeof value === 'object' && value !== null && Object.keys(value).some(key => patchable.has(key));
  return isPatch ? { ...good, ...value } : { ...good, [name]: value };
}

const patchable = new Set(['rightsType', 'key', 'keys', 'userId']);

async function rejection(promise: Promise<unknown>): Promise<ExpressPlayArgumentError> {
  return promise.then(
    () => {
      throw new Error('it was accepted');
    },
    error => error
  );
}
