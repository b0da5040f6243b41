import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { readConfiguration } from '../src/config/configuration.ts';
import { environmentOf } from './support/environment.ts';
import { runSource } from './support/process.ts';
import { startService } from './support/service.ts';

const complete = environmentOf({ databaseUrl: 'sqlite::memory:', expressPlayUrl: 'http://127.0.0.1:9' });

const mistakes: readonly [NodeJS.ProcessEnv, RegExp][] = [
  [{ DATABASE_URL: undefined }, /^DATABASE_URL is not set\.$/],
  [{ DATABASE_URL: '' }, /^DATABASE_URL is not set\.$/],
  [{ SEALING_KEYS: undefined }, /^SEALING_KEYS is not set\.$/],
  [{ SEALING_KEYS: 'c2hvcnQ' }, /^SEALING_KEYS does not have the format/],
  [{ PORT: '70000' }, /^PORT must be <= 65535\.$/],
  [{ PORT: 'http' }, /^PORT must be a whole number, written in digits\.$/],
  [{ PORT: '0x10' }, /^PORT must be a whole number, written in digits\.$/],
  [{ TOKEN_TTL_SECONDS: '1e3' }, /^TOKEN_TTL_SECONDS must be a whole number, written in digits\.$/],
  [{ EXPRESSPLAY_BASE_URL: undefined }, /^EXPRESSPLAY_ENVIRONMENT is not set\.$/],
  [{ EXPRESSPLAY_BASE_URL: 'ftp://x' }, /^EXPRESSPLAY_BASE_URL does not have the format/],
  [{ EXPRESSPLAY_BASE_URL: 'http://[' }, /^EXPRESSPLAY_BASE_URL is not a URL\.$/],
  [{ EXPRESSPLAY_ENVIRONMENT: 'staging' }, /^EXPRESSPLAY_ENVIRONMENT must be one of production, test/],
  [{ EXPRESSPLAY_ENVIRONMENT: 'test' }, /are both set: choose one\.$/],
  [{ EXPRESSPLAY_CUSTOMER_AUTHENTICATOR: 'secret-value' }, /^EXPRESSPLAY_CUSTOMER_AUTHENTICATOR does not/],
  [{ DUMMY_CONTENT_KID: 'x' }, /^DUMMY_CONTENT_KID does not have the format/],
  [{ DUMMY_CONTENT_KEY: undefined }, /^DUMMY_CONTENT_KEY is not set\.$/],
  [{ TOKEN_TTL_SECONDS: '2592001' }, /^TOKEN_TTL_SECONDS must be <= 2592000\.$/],
  [{ UPSTREAM_TIMEOUT_MS: '0' }, /^UPSTREAM_TIMEOUT_MS must be >= 100\.$/],
  [{ LOG_LEVEL: 'loud' }, /^LOG_LEVEL must be one of fatal/],
  [{ TRUST_PROXY: 'maybe' }, /^TRUST_PROXY must be true, false, or addresses/],
  [{ TRUST_PROXY: '10.0.0.0/33' }, /^TRUST_PROXY must be/],
  [{ TRUST_PROXY: '0.0.0.0/0' }, /^TRUST_PROXY must be true/],
  [{ TRUST_PROXY: '::/0' }, /^TRUST_PROXY must be true/],
  [{ DEVICE_BINDING_UNSUPPORTED: 'widevine,none' }, /^DEVICE_BINDING_UNSUPPORTED does not have the format/],
  [
    { DEVICE_BINDING_ENFORCED: 'fairplay', DEVICE_BINDING_UNSUPPORTED: 'widevine,fairplay' },
    /^DEVICE_BINDING_ENFORCED and DEVICE_BINDING_UNSUPPORTED both name fairplay: choose one\.$/
  ],
  [{ ALLOW_UNBOUND_DRMS: 'all' }, /^ALLOW_UNBOUND_DRMS does not have the format/],
  [{ LOOKUP_WORKER: 'maybe' }, /^LOOKUP_WORKER must be boolean\.$/],
  [{ LOOKUP_INTERVAL_MS: '1' }, /^LOOKUP_INTERVAL_MS must be >= 50\.$/],
  [{ LOOKUPS_PER_MINUTE: '0' }, /^LOOKUPS_PER_MINUTE must be >= 1\.$/],
  [{ EXPRESSPLAY_DEVICE_ID_PARAMETER: 'deviceId,' }, /^EXPRESSPLAY_DEVICE_ID_PARAMETER does not have/],
  [{ EXPRESSPLAY_COOKIE_TRANSPORT: 'body' }, /^EXPRESSPLAY_COOKIE_TRANSPORT does not have the format/],
  [{ EXPRESSPLAY_API_URLS: '{' }, /^EXPRESSPLAY_API_URLS is not JSON\.$/],
  [{ EXPRESSPLAY_API_URLS: '{"widevine":1}' }, /^EXPRESSPLAY_API_URLS: \/widevine must be string\.$/],
  [{ EXPRESSPLAY_API_URLS: '{"ms3":"https://x/y"}' }, /^EXPRESSPLAY_API_URLS names no API .*marlin-ms3/],
  [{ EXPRESSPLAY_API_URLS: '{"widevine":"ftp://x"}' }, /^EXPRESSPLAY_API_URLS: endpoints need an http/],
  [{ EXPRESSPLAY_RECORD_FORMAT: '[]' }, /^EXPRESSPLAY_RECORD_FORMAT: \/ must be object\.$/],
  [{ EXPRESSPLAY_RECORD_FORMAT: '{"members":{"device":"id"}}' }, /^EXPRESSPLAY_RECORD_FORMAT: \/members/],
  [{ DRM_OPTIONS: '{' }, /^DRM_OPTIONS is not JSON\.$/],
  [{ DRM_OPTIONS: '[]' }, /^DRM_OPTIONS: \/ must be object\.$/],
  [
    { DRM_OPTIONS: '{"widevine":{"securityLevel":6}}' },
    /^DRM_OPTIONS: \/widevine\/securityLevel must be <= 5/
  ],
  [{ DRM_OPTIONS: '{"widevine":{"secret":1}}' }, /^DRM_OPTIONS: \/widevine\/secret is not a member/],
  [
    { DRM_OPTIONS: '{"widevine":{"parameters":{"Device_ID":"x"}}}' },
    /^DRM_OPTIONS: \/widevine\/parameters\/Device_ID is decided by the rules/
  ],
  [{ TOKEN_BUDGET: '0/60' }, /^TOKEN_BUDGET does not have the format/],
  [{ COOKIE_SECRETS: 'x'.repeat(31) }, /^COOKIE_SECRETS does not have the format/],
  [{ COOKIE_SECRETS: `${'x'.repeat(32)},short` }, /^COOKIE_SECRETS does not have the format/],
  [{ COOKIE_SECRETS: ' '.repeat(40) }, /^COOKIE_SECRETS does not have the format/],
  [{ COOKIE_SECRETS: 'x'.repeat(32) }, /^COOKIE_SECRETS and PLAYER_ORIGINS belong together/],
  [{ PLAYER_ORIGINS: 'https://shop.example' }, /^COOKIE_SECRETS and PLAYER_ORIGINS belong together/],
  [
    { PLAYER_ORIGINS: 'https://shop.example/', COOKIE_SECRETS: 'x'.repeat(32) },
    /^PLAYER_ORIGINS must be origins such as/
  ],
  [
    { PLAYER_ORIGINS: 'https://*.example', COOKIE_SECRETS: 'x'.repeat(32) },
    /^PLAYER_ORIGINS must be origins such as/
  ],
  [{ PLAYER_CODE_TTL_SECONDS: '9' }, /^PLAYER_CODE_TTL_SECONDS must be >= 10\.$/],
  [{ PLAYER_COOKIES: 'lax' }, /^PLAYER_COOKIES must be one of same-site, cross-site, development\.$/],
  [{ SEES_TIME_BASED: 'yes' }, /^SEES_TIME_BASED must be one of allow, deny\.$/],
  [{ TLS_CERT: '/none' }, /^TLS_CERT and TLS_KEY belong together/],
  [{ TLS_CLIENT_CA: '/none' }, /^TLS_CERT and TLS_KEY belong together/],
  [{ TLS_CERT: '/none', TLS_KEY: '/none' }, /^TLS_CERT names a file that cannot be read\.$/],
  [{ TLS_CERT: '/etc/hostname', TLS_KEY: '/etc/hostname' }, /must be PEM files/],
  [{ BOOTSTRAP_API_KEY: 'short' }, /^BOOTSTRAP_API_KEY must NOT have fewer than 8 characters\.$/]
];

for (const [change, sentence] of mistakes) {
  const [[name, value] = []] = Object.entries(change);
  t.test(`${name}=${value ?? ''} is refused in one sentence that names it`, async t => {
    t.throws(() => readConfiguration({ ...complete, ...change }), {
      name: 'ConfigurationError',
      message: sentence
    });
  });
}

t.test('every mistake is reported at once, a line each', async t => {
  const { DATABASE_URL: _1, SEALING_KEYS: _2, EXPRESSPLAY_BASE_URL: _3, ...rest } = complete;
  t.throws(() => readConfiguration({ ...rest, LOG_LEVEL: 'loud', PORT: '70000' }), {
    message: [
      'DATABASE_URL, SEALING_KEYS and EXPRESSPLAY_ENVIRONMENT are not set.',
      'PORT must be <= 65535.',
      'LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent.'
    ].join('\n')
  });
});

t.test('a complete environment is read, with its defaults', async t => {
  const configuration = readConfiguration({
    ...complete,
    PORT: undefined,
    LOOKUP_WORKER: undefined,
    TRUST_PROXY: '10.0.0.0/8, ::1'
  });
  t.match(configuration, {
    listen: { host: '127.0.0.1', port: 3000 },
    settings: {
      registrationTtl: 900,
      tokenTtl: 86_400,
      endingTokenTtl: 300,
      deviceBinding: {},
      allowUnbound: [],
      lookUpsPerMinute: 600
    },
    licenses: { widevineDurations: 'either' },
    lookUpInterval: 1000,
    expressPlay: {
      endpoints: { baseUrl: 'http://127.0.0.1:9' },
      deviceIdParameter: ['deviceId'],
      cookieTransport: 'form',
      deadline: 2000
    },
    rateLimitPerMinute: 60_000,
    failedAuthenticationsPerMinute: 300,
    trustProxy: '10.0.0.0/8, ::1'
  });
});

t.test('lists and words are parsed', async t => {
  const { settings, trustProxy, storage } = readConfiguration({
    ...complete,
    DEVICE_BINDING_UNSUPPORTED: 'widevine,fairplay',
    DEVICE_BINDING_ENFORCED: 'playready',
    ALLOW_UNBOUND_DRMS: 'fairplay',
    SEALING_KEYS: `${'A'.repeat(43)},${'B'.repeat(43)}`,
    DATABASE_POOL_SIZE: '25',
    TRUST_PROXY: 'true'
  });
  t.strictSame(storage.pool, { connectionLimit: 25, statementTimeout: 5000 });
  t.strictSame(settings.deviceBinding, {
    playready: 'enforced',
    widevine: 'unsupported',
    fairplay: 'unsupported'
  });
  t.strictSame(settings.allowUnbound, ['fairplay']);
  t.strictSame(storage.sealingKeys, ['A'.repeat(43), 'B'.repeat(43)]);
  t.equal(trustProxy, true);
});

t.test('the code of a browser expires after the seconds that were configured', async t => {
  const service = await startService(t, 'sqlite::memory:', 'http://127.0.0.1:9', {
    PLAYER_CODE_TTL_SECONDS: '10'
  });
  const before = Date.now();
  const { status, body } = await service.call('POST', '/v1/accounts/ada/player-sessions');
  const expiresAt = Date.parse(body.expiresAt);
  t.equal(status, 201);
  t.ok(expiresAt >= before + 10_000 && expiresAt <= Date.now() + 10_000);
});

t.test('the process ends with one sentence and exit code 1', async t => {
  t.setTimeout(300_000);

  t.test('when a variable is missing', t =>
    expectSentence(t, { SEALING_KEYS: '' }, /^SEALING_KEYS is not set\.$/)
  );

  t.test('when the port is in use', async t => {
    const other = createServer().listen(0, '127.0.0.1');
    t.teardown(() => other.close());
    await new Promise(resolve => other.once('listening', resolve));
    const { port } = other.address() as { port: number };
    await expectSentence(t, { PORT: String(port) }, new RegExp(`^Port ${port} on 127.0.0.1 is in use`));
  });

  t.test('when the data folder cannot be written', async t => {
    const folder = t.testdir({ file: '' });
    await expectSentence(t, { DATABASE_URL: `sqlite:${join(folder, 'file/binding.db')}` }, /./);
  });

  t.test('when the file is no database', async t => {
    const file = join(t.testdir(), 'binding.db');
    await mkdir(join(file, '..'), { recursive: true });
    await writeFile(file, 'this is not a database, but long enough to look like a file '.repeat(50));
    await expectSentence(t, { DATABASE_URL: `sqlite:${file}` }, /database/);
  });

  t.test('when the database server does not answer', async t => {
    const { stderr } = await expectSentence(t, { DATABASE_URL: 'mysql://root:5ec4e7@127.0.0.1:1/x' }, /./);
    t.notMatch(stderr, '5ec4e7', 'the password is not shown');
  });

  t.test('when the database URL names no database', t =>
    expectSentence(t, { DATABASE_URL: 'postgres://x' }, /^The database URL must be sqlite:/)
  );
});

async function expectSentence(t: Test, change: NodeJS.ProcessEnv, sentence: RegExp) {
  const ended = await runSource(t, 'bin.ts', { PATH: process.env.PATH, ...complete, ...change });
  const line = ended.stderr.trimEnd();
  t.equal(ended.code, 1);
  t.match(line, sentence);
  t.notMatch(line, '\n', 'one line, no stack trace');
  t.match(line, /\.$/);
  return ended;
}

t.test(
  'the URL of each API, the names of records and the way of the cookie follow from variables',
  async t => {
    const { expressPlay } = readConfiguration({
      ...complete,
      EXPRESSPLAY_API_URLS: '{"marlin-ms3":"https://ms3-gen-2.test.expressplay.com/hms/ms3/token"}',
      EXPRESSPLAY_COOKIE_TRANSPORT: 'header:x-cookie',
      EXPRESSPLAY_DEVICE_ID_PARAMETER: 'deviceId,deviceid',
      EXPRESSPLAY_RECORD_FORMAT: '{"envelope":"data.events","members":{"deviceId":"device.id"}}'
    });
    t.match(expressPlay, {
      endpoints: {
        widevine: 'http://127.0.0.1:9/hms/wv/token',
        'marlin-ms3': 'https://ms3-gen-2.test.expressplay.com/hms/ms3/token'
      },
      cookieTransport: { header: 'x-cookie' },
      deviceIdParameter: ['deviceId', 'deviceid']
    });
    t.match(expressPlay.decodeRecords?.({ data: { events: [{ device: { id: 'd' } }] } }), [
      { deviceId: 'd' }
    ]);
  }
);
