import fc from 'fast-check';
import t from 'tap';
import { apiKey } from './support/environment.ts';
import { buyFilm, film } from './support/flow.ts';
import { startEmulator, startService } from './support/service.ts';

const emulator = await startEmulator(t);
const { server, call } = await startService(t, 'sqlite::memory:', emulator.url, {
  LOG_LEVEL: 'silent',
  COOKIE_SECRETS: 'a cookie secret for this test alone',
  PLAYER_ORIGINS: 'https://shop.example'
});
const { deviceId, entitlementId } = await buyFilm(call, 'ada');
const authorization = `Bearer ${apiKey}`;

const hostileTexts = [
  '',
  ' ',
  '%00',
  '%ff%fe',
  '%',
  '%2F..%2F..',
  '..',
  "' OR 1=1 --",
  '\u{1f4a9}'.repeat(40),
  'x'.repeat(129),
  'x'.repeat(10_000),
  '__proto__',
  'constructor',
  'ﬀ',
  'e\u0301',
  '-1',
  '1e999',
  'null'
];
const segment = fc.oneof(
  fc.constantFrom('ada', 'film', deviceId, entitlementId, ...hostileTexts),
  fc.string({ unit: 'binary', maxLength: 200 }).map(encodeLoosely)
);
const path = fc
  .tuple(
    fc.constantFrom(
      '/v1/contents/:',
      '/v1/contents',
      '/v1/accounts/:',
      '/v1/accounts/:/registrations',
      '/v1/accounts/:/devices',
      '/v1/accounts/:/devices/:',
      '/v1/accounts/:/entitlements',
      '/v1/accounts/:/entitlements/:',
      '/v1/accounts/:/tokens',
      '/v1/accounts/:/policy',
      '/v1/accounts/:/suspension',
      '/v1/accounts/:/swap-resets',
      '/v1/policies/:',
      '/v1/audit-events',
      '/v1/capabilities',
      '/v1/registrations/:',
      '/v1/registrations/:/complete',
      '/player/session',
      '/player/registrations',
      '/player/registrations/:/complete',
      '/player/devices',
      '/player/tokens',
      '/sees/entitlement',
      '/health/ready',
      '/:/:'
    ),
    fc.infiniteStream(segment)
  )
  .map(([template, segments]) => template.replaceAll(':', () => segments.next().value));
const query = fc.oneof(
  fc.constant(''),
  fc.constantFrom(
    '?limit=0',
    '?limit=1e9',
    '?limit=1&limit=2',
    '?cursor=%00',
    '?cursor=eyJ9',
    '?wait=-1',
    '?wait=',
    '?dryRun=true',
    '?dryRun=2',
    '?override=true',
    '?override=true&reason=%00',
    '?reason=why',
    '?from=2026-12-31T23:59:60Z',
    '?action=none&subject=%00',
    '?accountId=%F0%9F%92%A9&actor=x&to=9999-12-31T23:59:59Z',
    '?__proto__=1'
  ),
  fc.string({ maxLength: 50 }).map(value => `?cursor=${encodeURIComponent(value.toWellFormed())}`)
);
const body = fc.oneof(
  fc.constant(undefined),
  fc.json(),
  fc.string({ maxLength: 100 }),
  fc.constantFrom(
    '{',
    '[]',
    'null',
    '""',
    '{"__proto__":{"x":1}}',
    '{"constructor":{"prototype":{}}}',
    '\u0000'
  ),
  fc
    .record(
      {
        contentId: fc.oneof(fc.constant('film'), fc.constantFrom(...hostileTexts), fc.anything()),
        deviceId: fc.oneof(fc.constant(deviceId), fc.constantFrom(...hostileTexts)),
        drm: fc.constantFrom('widevine', 'none', 1, null),
        kind: fc.constantFrom('purchase', 'rental', null),
        startsAt: fc.constantFrom(
          '2026-12-31T23:59:60Z',
          '0000-01-01T00:00:00Z',
          '9999-12-31T23:59:59Z',
          '2026',
          5
        ),
        kid: fc.constantFrom(film.kid, 'x', 1),
        key: fc.constantFrom<unknown>(film.key, {}, { kind: 'clear' }, { kind: 'wrapped', ek: '1' }, 1),
        name: fc.constantFrom<unknown>('TV', ...hostileTexts, 1),
        device: fc.constantFrom<unknown>({ name: 'TV' }, { name: '\u0000' }, { class: 'none' }, []),
        replaces: fc.constantFrom<unknown>(deviceId, 'none', '\u{1f4a9}', 1),
        persistent: fc.constantFrom<unknown>(true, 'true', null),
        iv: fc.constantFrom<unknown>(film.iv, 'x'),
        code: fc.constantFrom<unknown>('x', '', 1),
        messageID: fc.constantFrom<unknown>('m', '', 1),
        version: fc.constantFrom<unknown>(1, 0, '1'),
        requestType: fc.constantFrom<unknown>(1, 2, 3, 4),
        contentID: fc.constantFrom<unknown>('film', 'dummy', ...hostileTexts),
        customerCookie: fc.constantFrom<unknown>('x'.repeat(32), '\u0000', 1),
        policy: fc.constantFrom<unknown>('default', ...hostileTexts, 1),
        reason: fc.constantFrom<unknown>('ticket 1', ...hostileTexts, null),
        maxDevices: fc.constantFrom<unknown>(3, -1, 1e99, '3'),
        overrides: fc.constantFrom<unknown>({}, { maxDevices: -1 }, { swaps: null }, []),
        swaps: fc.constantFrom<unknown>({ count: 'removals', max: 1, windowSeconds: 60 }, { max: -1 }, 1)
      },
      { requiredKeys: [] }
    )
    .map(value => JSON.stringify(value) ?? '')
);
const headers = fc.record(
  {
    'content-type': fc.constantFrom(
      'application/json',
      'application/json; charset=utf-16',
      'text/plain',
      'x',
      ''
    ),
    'idempotency-key': fc.constantFrom('a', ' ', 'x'.repeat(300), 'ÿ'),
    'accept-version': fc.constantFrom('1', 'x'),
    accept: fc.constantFrom('text/html', '*/*'),
    origin: fc.constantFrom('https://shop.example', 'null', '\u00ff'),
    cookie: fc.constantFrom(
      '__Host-epb_session=',
      '__Host-epb_session=a.b',
      '__Host-epb_session=%00; __Host-epb_registration=%E0%A4',
      ';=;'
    )
  },
  { requiredKeys: [] }
);

t.test('nothing that a client sends makes a 500', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('GET', 'PUT', 'POST', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'),
      path,
      query,
      body,
      headers,
      async (method, path, query, payload, headers) => {
        const response = await server.inject({
          method: method as 'GET',
          url: path + query,
          headers: { authorization, 'content-type': 'application/json', ...headers },
          ...(payload !== undefined && { payload })
        });
        if (response.statusCode >= 500) throw new Error(`${response.statusCode} ${response.body}`);
        const isProblem = response.headers['content-type'] === 'application/problem+json';
        if (response.statusCode >= 400 && !isProblem) throw new Error(`no problem: ${response.body}`);
      }
    ),
    { numRuns: 1500 }
  );
});

function encodeLoosely(value: string): string {
  return encodeURIComponent(value.toWellFormed()).replaceAll('%25', '%');
}
