import t from 'tap';
import { type Drm, type EmulatorOptions, EVENT_CODES } from '../src/index.ts';
import { callToken, codeOf, type Form, KEK, KEY, KID, start, TV } from './helper.ts';

type Case = readonly [code: number, form: Form, options?: EmulatorOptions];

const strict: EmulatorOptions = { parameters: 'strict' };
const EK = '5dbd06c0056b42fe0b8cf406679620c31bd619732730433d';

const COMMON: readonly Case[] = [
  [-2017, { customerAuthenticator: undefined }],
  [-2017, { customerAuthenticator: '' }],
  [-2018, { customerAuthenticator: 'nonsense' }],
  [-2018, { customerAuthenticator: `1000,${KEY}0` }],
  [-2018, { customerAuthenticator: `4294967296,${KEY}` }],
  [-2018, { customerAuthenticator: `1000,${KEY}` }, { customerAuthenticators: [`1001,${KEY}`] }],
  [-3004, { errorFormat: 'xml' }],
  [-2033, { cookie: 'x'.repeat(33) }],
  [-2033, { cookie: '' }],
  [-2002, { expirationTime: '+2592001' }],
  [-2002, { expirationTime: '+0' }],
  [-2002, { expirationTime: ' 60' }],
  [-2002, { expirationTime: '+1e3' }],
  [-2002, { expirationTime: '2006-04-14T12:01:10Z' }],
  [-2002, { expirationTime: '2999-01-01T00:00:00Z' }],
  [-2002, { expirationTime: '2026-02-30T00:00:00Z' }, { clock: '2026-02-20T00:00:00Z' }],
  [-2002, { expirationTime: '2026-02-21T00:00:00+01:00' }, { clock: '2026-02-20T00:00:00Z' }],
  [-2005, { contentKey: undefined }],
  [-2027, { contentKey: KEY.slice(1) }],
  [-2027, { contentKey: `${KEY.slice(1)}g` }],
  [-4024, { contentKey: undefined, kek: 'short', ek: EK }],
  [-4024, { contentKey: undefined, ek: EK }],
  [-4024, { contentKey: undefined, kek: KEK, ek: EK.slice(2) }],
  [-4024, { contentKey: undefined, kek: 'f'.repeat(32), ek: EK }],
  [-4019, { contentKey: undefined, kek: KEK }],
  [-5004, { deviceId: TV.slice(1) }],
  [-5004, { deviceId: '' }],
  [-5005, { deviceId: TV, device_id: KEY }]
];

const KIDS: readonly Case[] = [
  [-4020, { kid: KID.slice(1) }],
  [-4020, { kid: `${KID}0` }],
  [-4021, { kid: `^${'x'.repeat(65)}` }],
  [-4022, { kid: '^' }]
];

const MISSING_KID: readonly Case[] = [
  [-4018, { kid: undefined }],
  [-4018, { kid: '' }],
  [-4018, { kid: undefined, contentKey: undefined, 'contentKey.0': KEY }]
];

const keys = (name: string, count: number): Form =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      [`${name}.${index}`, name === 'kid' ? KID : 'film'],
      [`contentKey.${index}`, KEY]
    ]).flat()
  );

const TOO_MANY_KEYS: Case = [-6005, { kid: undefined, contentKey: undefined, ...keys('kid', 65) }];

const CLEAR_AND_WRAPPED: readonly Case[] = [
  [-2005, { kek: KEK }],
  [-2005, { ek: EK }]
];

const RENTAL: readonly Case[] = [
  [-2020, { rightsType: undefined }, strict],
  [-2021, { rightsType: 'Lease' }],
  [-2022, { rightsType: 'Rental' }],
  [-2022, { rightsType: 'Rental', 'rental.periodEndTime': 'tomorrow' }],
  [-2025, { rightsType: 'Rental', 'rental.periodEndTime': '+60', 'rental.playDuration': '-1' }],
  [-2025, { rightsType: 'BuyToOwn', 'rental.playDuration': '60' }, strict],
  [-5003, { generalFlags: '1' }]
];

const CASES: Readonly<Record<Drm, readonly Case[]>> = {
  widevine: [
    ...COMMON,
    ...KIDS,
    ...MISSING_KID,
    ...CLEAR_AND_WRAPPED,
    TOO_MANY_KEYS,
    [-7002, { deviceId: TV }, { deviceBinding: { widevine: 'rejected' } }],
    [-7003, { securityLevel: undefined }, strict],
    [-7004, { securityLevel: '0' }],
    [-7004, { securityLevel: '6' }],
    [-7006, { hdcpOutputControl: undefined }, strict],
    [-2034, { hdcpOutputControl: '3' }, strict],
    [-2034, { hdcpOutputControl: '6' }],
    [-2034, { trackType: '5' }],
    [-7007, { licenseDuration: '1.5' }],
    [-7007, { playbackDuration: 'forever' }],
    [-2025, { 'rental.playDuration': 'long' }],
    [-6007, { rentalDuration: 'long' }],
    [-7009, { wvExtension: 'wudo' }],
    [-7009, { wvExtension: 'wudo,AAAA,AAAA' }],
    [-2036, { wvExtension: 'wud,AAAAAA==' }],
    [-2037, { wvExtension: ['wudo,AAAAAA==', 'wudo,*'] }],
    [-2037, { wvExtension: 'wudo,' }],
    [-5003, { generalFlags: '00' }],
    [-5003, { generalFlags: '00000001' }, strict]
  ],
  playready: [
    ...COMMON,
    ...KIDS,
    ...MISSING_KID,
    ...RENTAL,
    TOO_MANY_KEYS,
    [-5007, { kek: KEK }],
    [-5003, { rightsType: 'Rental', 'rental.periodEndTime': '+60' }, strict],
    [-5005, { deviceId: TV }, { deviceBinding: { playready: 'rejected' } }],
    [-5006, { analogVideoOPL: undefined }, strict],
    [-5006, { uncompressedDigitalVideoOPL: undefined }, strict],
    [-2034, { compressedDigitalAudioOPL: '1000' }],
    [-2034, { compressedDigitalVideoOPL: '-1' }],
    [-2034, { uncompressedDigitalAudioOPL: '' }],
    [-2034, { minCertSecurityLevel: '151' }],
    [-2034, { algId: 'aes' }],
    [-5001, { unknownOutputBehavior: 'Perhaps' }],
    [-2008, { outputControlFlags: 'flags' }],
    [-2040, { outputControlFlags: '0001' }],
    [-2035, { extensionType: 'abcd' }],
    [-2035, { extensionPayload: 'AAAAAA==' }],
    [-2036, { extensionType: 'abc1', extensionPayload: 'AAAAAA==' }],
    [-2037, { extensionType: 'abcd', extensionPayload: 'AAA' }]
  ],
  fairplay: [
    ...COMMON,
    ...KIDS,
    ...CLEAR_AND_WRAPPED,
    [-4018, { kid: undefined, contentKey: undefined, kek: KEK }],
    [-4024, { contentKey: undefined, kek: KEK, ek: EK }, strict],
    [-6003, { iv: undefined }],
    [-6003, { iv: KEY.slice(2) }],
    [-6007, { rentalDuration: 'long' }],
    [-2020, { rightsType: '' }],
    [-2021, { rightsType: 'Borrow' }],
    [-2025, { rightsType: 'Rental', 'rental.playDuration': 'long' }],
    [-6001, { fpExtension: 'wudo' }],
    [-2036, { fpExtension: 'wu-o,AAAAAA==' }],
    [-2037, { fpExtension: 'wudo,A' }],
    [-5003, { generalFlags: 'zzzzzzzz' }],
    [-5003, { generalFlags: '00000001' }, strict],
    [-6008, { deviceId: TV }, { deviceBinding: { fairplay: 'rejected' } }]
  ],
  ms3: [
    ...COMMON,
    ...CLEAR_AND_WRAPPED,
    [-4018, { contentId: undefined }],
    [-6005, keys('contentId', 65)],
    [-2035, { ms3Extension: 'wudo,AAAAAA==' }],
    [-2035, { ms3Extension: 'wudo,maybe,AAAAAA==' }],
    [-2036, { ms3Extension: 'wudos,false,AAAAAA==' }],
    [-2037, { ms3Extension: 'wudo,false,*' }],
    [-2035, { extensionType: 'wudo', extensionCriticalFlag: 'no', extensionPayload: 'AAAAAA==' }],
    [-2008, { outputControlFlags: 'xyz' }],
    [-2040, { outputControlValue: '000300C100' }],
    [-5005, { deviceId: TV }, { deviceBinding: { ms3: 'rejected' } }]
  ],
  bb: [
    ...COMMON,
    ...CLEAR_AND_WRAPPED,
    ...RENTAL,
    [-2035, { actionTokenType: undefined }],
    [-2035, { actionTokenType: '3' }],
    [-2035, { actionTokenType: 'constructor' }],
    [-2035, { actionTokenType: '0' }],
    [-2035, { userId: 'ann' }],
    [-2035, { userKey: KEY }],
    [-2035, { userId: 'ann', userKey: 'short' }],
    [-4018, { contentId: undefined }],
    [-5005, { deviceId: TV }, { deviceBinding: { bb: 'rejected' } }]
  ],
  universal: [
    ...COMMON,
    ...KIDS,
    ...MISSING_KID,
    ...CLEAR_AND_WRAPPED,
    TOO_MANY_KEYS,
    [-7007, { licenseDuration: 'x' }],
    [-5003, { generalFlags: '123' }],
    [-5005, { deviceId: TV }, { deviceBinding: { universal: 'rejected' } }]
  ]
};

for (const [drm, cases] of Object.entries(CASES) as [Drm, readonly Case[]][]) {
  t.test(`${drm} refuses every bad input with its event code`, async t => {
    const emulator = await start(t);
    for (const [code, form, options = {}] of cases) {
      emulator.reset();
      emulator.configure(options);
      const response = await callToken(emulator, drm, form);
      const title = `${code} ${JSON.stringify({ ...form, ...options })}`;
      t.equal(response.status, code === -2017 || code === -2018 ? 401 : 400, title);
      if (code !== -3004) t.equal(await codeOf(response), code, title);
      else t.match(await response.text(), /Error -3004/, title);
      t.same(emulator.calls.refused, { [code]: 1 }, title);
    }
  });
}

t.test('errors come as HTML unless JSON is asked for, and say code and meaning', async t => {
  const emulator = await start(t);
  for (const errorFormat of [undefined, 'html']) {
    const response = await callToken(emulator, 'widevine', { kid: 'x', errorFormat });
    t.match(response.headers.get('content-type'), /^text\/html/);
    t.match(await response.text(), /-4020.*kid must be 32 hexadecimal characters/);
  }
  const json = await callToken(emulator, 'widevine', { kid: 'x' });
  t.match(json.headers.get('content-type'), /^application\/json/);
  t.same(await json.json(), { errorCode: -4020, errorMessage: 'kid must be 32 hexadecimal characters' });
});

t.test('the members of JSON errors can have other names', async t => {
  const emulator = await start(t, { errorMembers: { code: 'code', message: 'error' } });
  t.same(await (await callToken(emulator, 'widevine', { kid: '^' })).json(), {
    code: -4022,
    error: 'Invalid kid: nothing follows ^'
  });
});

t.test('parameter names are case-sensitive', async t => {
  const emulator = await start(t);
  const response = await callToken(emulator, 'widevine', { kid: undefined, Kid: KID });
  t.equal(await codeOf(response), -4018);
});

t.test('the refuse fault can answer every documented code', async t => {
  const emulator = await start(t);
  for (const code of Object.keys(EVENT_CODES).map(Number)) {
    emulator.configure({ faults: [{ kind: 'refuse', code: code as never }] });
    t.equal(await codeOf(await callToken(emulator, 'widevine')), code);
  }
});

t.test('limits themselves are allowed', async t => {
  const emulator = await start(t);
  const allowed: readonly Form[] = [
    { cookie: 'x'.repeat(32) },
    { expirationTime: '+2592000' },
    { expirationTime: '+1' },
    { kid: `^${'x'.repeat(64)}` },
    { kid: '^1' },
    keys('kid', 64),
    { kid: KID.toUpperCase(), contentKey: KEY.toUpperCase() },
    { securityLevel: '5', hdcpOutputControl: '5', trackType: '4' },
    { generalFlags: '0000' },
    { generalFlags: '00000001' },
    { wvExtension: ['wudo,AAAAAA==', 'abcd,AA=='] },
    { licenseDuration: '0', playbackDuration: '4294967295' }
  ];
  for (const form of allowed)
    t.equal((await callToken(emulator, 'widevine', form)).status, 200, JSON.stringify(form));
});
