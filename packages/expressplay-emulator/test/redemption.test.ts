import t from 'tap';
import type { Drm, Emulator } from '../src/index.ts';
import {
  base64url,
  codeOf,
  GOOD,
  KEY,
  KID,
  licenseUrl,
  PHONE,
  records,
  redeem,
  start,
  TV
} from './helper.ts';

const DRMS = Object.keys(GOOD) as Drm[];
const OTHER = 'ffffffffffffffffffffffffffffffff';

const twoKeys = (emulator: Emulator): Promise<string> =>
  licenseUrl(emulator, 'widevine', {
    ...{ kid: undefined, contentKey: undefined },
    ...{ 'kid.0': KID, 'contentKey.0': KEY, 'kid.1': OTHER, 'contentKey.1': OTHER }
  });

for (const drm of DRMS) {
  t.test(`${drm}: the license is a Clear Key JWK set with the token's key`, async t => {
    const emulator = await start(t);
    const response = await redeem(await licenseUrl(emulator, drm), TV, {
      kids: [base64url(KID)],
      type: 'temporary'
    });
    t.equal(response.status, 200);
    t.match(response.headers.get('content-type'), /^application\/json/);
    t.same(await response.json(), {
      keys: [{ kty: 'oct', kid: base64url(KID), k: base64url(KEY) }],
      type: 'temporary'
    });
    t.equal(emulator.calls.redemptions[drm], 1);
  });

  t.test(`${drm}: a token of another DRM is refused`, async t => {
    const emulator = await start(t);
    const own = new URL(await licenseUrl(emulator, drm));
    for (const other of DRMS.filter(name => name !== drm)) {
      const foreign = new URL(await licenseUrl(emulator, other));
      const [token = ''] = foreign.searchParams.values();
      const [name = ''] = own.searchParams.keys();
      own.searchParams.set(name, token);
      const refusal = await redeem(own.href, TV);
      t.equal(refusal.status, 403, other);
      t.equal(await codeOf(refusal), -4010, other);
    }
  });
}

t.test('the token may come as the header ExpressPlayToken', async t => {
  const emulator = await start(t);
  for (const drm of DRMS) {
    const url = new URL(await licenseUrl(emulator, drm));
    const [token = ''] = url.searchParams.values();
    const headers = { ExpressPlayToken: token, 'x-emulated-device-id': TV };
    const response = await fetch(url.origin + url.pathname, { method: 'POST', headers, body: '{}' });
    t.equal(response.status, 200, drm);
  }
});

t.test('PlayReady takes the token out of the CustomData of a SOAP challenge', async t => {
  const emulator = await start(t);
  const { origin, pathname, searchParams } = new URL(await licenseUrl(emulator, 'playready'));
  const token = searchParams.get('ExpressPlayToken');
  const soap = `<?xml version="1.0"?><soap:Envelope><Challenge><ns:CustomData xmlns:ns="x">${token}</ns:CustomData></Challenge></soap:Envelope>`;
  t.equal((await redeem(origin + pathname, TV, soap)).status, 200);
  t.equal((await redeem(origin + pathname, TV, '<soap/>')).status, 403);
});

t.test('a request without kids, in any form, means all kids of the token', async t => {
  const emulator = await start(t);
  const url = await twoKeys(emulator);
  for (const request of ['', '{}', '{"kids":[]}', '{"type":"temporary"}']) {
    const { keys } = JSON.parse(await (await redeem(url, TV, request)).text());
    t.equal(keys.length, 2, request);
  }
});

t.test('a token with as many keys as it may carry can still be redeemed by its URL', async t => {
  const emulator = await start(t);
  const form = Object.fromEntries(
    Array.from({ length: 64 }, (_, index) => [
      [`contentId.${index}`, `film ${index}`],
      [`contentKey.${index}`, KEY]
    ]).flat()
  );
  const { keys } = JSON.parse(await (await redeem(await licenseUrl(emulator, 'ms3', form), TV)).text());
  t.equal(keys.length, 64);
});

t.test('only the keys asked for are in the license and in the record', async t => {
  const emulator = await start(t);
  const response = await redeem(await twoKeys(emulator), TV, { kids: [base64url(OTHER)] });
  t.match(await response.json(), { keys: [{ kid: base64url(OTHER) }] });
  t.same((await records(emulator))[0]?.kids, [OTHER]);
});

t.test('an unknown kid is refused, also together with a known one', async t => {
  const emulator = await start(t);
  const url = await licenseUrl(emulator, 'widevine');
  for (const kids of [[OTHER], [KID, OTHER]]) {
    const refusal = await redeem(url, TV, { kids: kids.map(base64url) });
    t.equal(refusal.status, 403);
    t.equal(await codeOf(refusal), -4022);
  }
  t.same(await records(emulator), []);
});

t.test('a device without a proper ID is not authenticated', async t => {
  const emulator = await start(t);
  const url = await licenseUrl(emulator, 'widevine');
  for (const deviceId of ['', TV.slice(1), `${TV}a`, 'not hexadecimal, 32 characters!!']) {
    t.equal(await codeOf(await redeem(url, deviceId)), -4001, deviceId);
  }
  t.equal((await fetch(url, { method: 'POST' })).status, 403);
});

t.test('a license request that is not Clear Key cannot be read', async t => {
  const emulator = await start(t);
  const url = await licenseUrl(emulator, 'widevine');
  const unreadable = [
    '\u0008\u0004binary challenge',
    '[]',
    'null',
    '{',
    { kids: 'all' },
    { kids: [1] },
    { kids: ['short'] },
    { kids: [`${base64url(KID)}==`] },
    { type: 'forever' }
  ];
  for (const request of unreadable) {
    const refusal = await redeem(url, TV, request);
    t.equal(refusal.status, 403, JSON.stringify(request));
    t.equal(await codeOf(refusal), -4001, JSON.stringify(request));
  }
});

t.test('a missing, damaged or foreign token is refused', async t => {
  const emulator = await start(t);
  const stranger = await start(t);
  const url = await licenseUrl(emulator, 'widevine');
  const { search } = new URL(await licenseUrl(stranger, 'widevine'));
  const rights = `${emulator.url}/hms/wv/rights/`;
  const bad = [
    rights,
    `${rights}?ExpressPlayToken=`,
    `${rights}?ExpressPlayToken=%00`,
    rights + search,
    url.slice(0, -4)
  ];
  for (const attempt of bad) t.equal(await codeOf(await redeem(attempt, TV)), -4010, attempt.slice(0, 80));
});

t.test('an expired token is refused, for each form of its expiry', async t => {
  const emulator = await start(t, { clock: '2026-01-01T00:00:00Z' });
  const urls = [
    await licenseUrl(emulator, 'widevine', { expirationTime: '+60' }),
    await licenseUrl(emulator, 'widevine', { expirationTime: '2026-01-01T00:01:00Z' }),
    await licenseUrl(emulator, 'playready', {
      rightsType: 'Rental',
      'rental.periodEndTime': '+60',
      generalFlags: '00000001'
    })
  ];
  emulator.configure({ clock: '2026-01-01T00:00:59Z' });
  for (const url of urls) t.equal((await redeem(url, TV)).status, 200);
  emulator.configure({ clock: '2026-01-01T00:01:00Z' });
  for (const url of urls) t.match(await (await redeem(url, TV)).text(), /-4010.*Expired token/);
});

t.test('a token lives for 30 days by default', async t => {
  const emulator = await start(t, { clock: '2026-01-01T00:00:00Z' });
  const url = await licenseUrl(emulator, 'fairplay');
  emulator.configure({ clock: '2026-01-30T23:59:59Z' });
  t.equal((await redeem(url, TV)).status, 200);
  emulator.configure({ clock: '2026-01-31T00:00:00Z' });
  t.equal((await redeem(url, TV)).status, 403);
});

t.test('a persistent license needs a token that allows it', async t => {
  const emulator = await start(t);
  const request = { type: 'persistent-license' };
  t.equal(await codeOf(await redeem(await licenseUrl(emulator, 'widevine'), TV, request)), -5003);
  const url = await licenseUrl(emulator, 'widevine', { generalFlags: '00000001' });
  t.match(await (await redeem(url, TV, request)).json(), { type: 'persistent-license' });
});

t.test('every redemption costs a credit, a refused one none', async t => {
  const emulator = await start(t, { credits: 2 });
  const url = await licenseUrl(emulator, 'widevine', { deviceId: TV });
  await redeem(url, PHONE);
  t.equal(emulator.switches.credits, 2);
  t.equal((await redeem(url, TV)).status, 200);
  t.equal((await redeem(url, TV)).status, 200);
  const refusal = await redeem(url, TV);
  t.equal(refusal.status, 403);
  t.equal(await codeOf(refusal), -2019);
  t.equal((await records(emulator)).length, 2);
  emulator.configure({ credits: 'unlimited' });
  t.equal((await redeem(url, TV)).status, 200);
});

t.test('browsers may redeem from any origin with the custom headers', async t => {
  const emulator = await start(t);
  const url = await licenseUrl(emulator, 'widevine');
  const preflight = await fetch(url, {
    method: 'OPTIONS',
    headers: {
      origin: 'https://player.example',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type,expressplaytoken,x-emulated-device-id'
    }
  });
  t.equal(preflight.status, 204);
  t.equal(preflight.headers.get('access-control-allow-origin'), '*');
  t.match(preflight.headers.get('access-control-allow-methods'), /POST/);
  t.equal(
    preflight.headers.get('access-control-allow-headers'),
    'content-type,expressplaytoken,x-emulated-device-id'
  );
  for (const deviceId of [TV, '']) {
    t.equal((await redeem(url, deviceId)).headers.get('access-control-allow-origin'), '*');
  }
});

t.test(
  'a license URL of Widevine answers the certificate request before the challenge, without a redemption',
  async t => {
    const emulator = await start(t, { credits: 1 });
    const url = await licenseUrl(emulator, 'widevine');
    const certificate = await redeem(url, TV, '\u0008\u0004');
    t.equal(certificate.status, 200);
    t.equal(certificate.headers.get('content-type'), 'application/octet-stream');
    t.same(await records(emulator), []);
    t.equal((await redeem(url, TV)).status, 200, 'the credit is still there');
    t.equal((await redeem(await licenseUrl(emulator, 'playready'), TV, '\u0008\u0004')).status, 403);
  }
);
