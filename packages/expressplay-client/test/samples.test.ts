import t, { type Test } from 'tap';
import { type ExpressPlayClient, inspectMarlinToken, inspectToken } from '../src/index.ts';
import { samples } from './support/samples.ts';
import { clearKey, kid, levels, setup, widevine } from './support/server.ts';

const customerAuthenticator = '000000,00000000000000000000000000000000';
const zeroKey = { kind: 'clear', value: '00000000000000000000000000000000' } as const;
const kek = '000102030405060708090a0b0c0d0e0f';
const user = { userId: 'user-1', userKey: kek };

/** The call that makes the request of the sample of that name. */
const calls: Record<string, (client: ExpressPlayClient) => Promise<unknown>> = {
  'widevine-token-production-2016': client =>
    client.widevineToken({ ...widevine, securityLevel: 1, hdcpOutputControl: 0 }),
  'widevine-url-production-v7-one-key': client =>
    client.widevineToken({
      expirationTime: '+2592000',
      generalFlags: '00000000',
      keys: [{ kid, key: clearKey, hdcpOutputControl: 0, trackType: 1, securityLevel: 1 }]
    }),
  'fairplay-token-production-2016': client => client.fairplayToken({ key: clearKey, iv: kid }),
  'ms3-token-test-tutorial': client =>
    client.marlinMs3Token({
      contentId: 'urn:marlin:kid:67895432987623454756654729382341',
      key: { kind: 'clear', value: '43210987123478904321098712340987' },
      contentURL: 'https://www.expressplay.com/ep/video/ExpressPlayerDASH-BBB/stream.mpd'
    }),
  'ms3-token-request-test-indexed-2017': client =>
    client.marlinMs3Token({
      keys: [{ contentId: 'cid:marlin#Pnaifei@00000003', key: zeroKey }],
      contentURL:
        'http://vodpub.oss-cn-hangzhou.aliyuncs.com/drm/test/17/1080p/16_9/853d/9419/853d9419381e99d26ad727d2781c1f8b.m3u8',
      expirationTime: new Date('2017-09-14T00:25:22Z'),
      ms3Scheme: true,
      ms3Extension: { type: 'wudo', critical: false, payload: 'AAAAAA==' }
    }),
  'bb-registration-request-test': client => client.marlinBbRegistrationToken(user),
  'bb-license-request-test': client =>
    client.marlinBbLicenseToken({
      ...user,
      contentId: 'urn:philips:drm:content:<content id>',
      key: { kind: 'clear', value: kek },
      rightsType: 'BuyToOwn'
    }),
  'skm-create-key': client => client.keyStorage.create({}, { kek }),
  'skm-create-key-existing-kid': client =>
    client.keyStorage.create({ kid: '4e2df6b45e8257e187b2802b22ae7418' }, { kek }),
  'skm-get-key': client => client.keyStorage.get('11a48707853ed5f13485f161523ffdc4'),
  'skm-get-key-with-kek': client => client.keyStorage.get('11a48707853ed5f13485f161523ffdc4', { kek }),
  'skm-get-value-with-kek': client =>
    client.keyStorage.value('00112233445566778899aabbccddeefc', { kek: '00112233445566778899aabbccddeeff' }),
  'skm-key-count': client => client.keyStorage.count()
};

t.test('there is a call for every published request', async t => {
  const published = samples.filter(({ request }) => request).map(({ name }) => name);
  t.strictSame(Object.keys(calls).toSorted(), published.toSorted());
});

for (const { name, request } of samples) {
  if (!request) continue;
  t.test(`the published request ${name} is produced by the client`, async t => {
    const { client, seen } = await setup(t, '{}', {
      customerAuthenticator,
      useHttps: request.params?.useHttps === 'true'
    });
    // The bare `{}` is not what most calls return; this test is about what was sent.
    await calls[name]?.(client).catch(() => {});
    const { pathname, searchParams } = new URL(
      request.url ?? request.urlTemplate ?? '',
      'https://api.test.expressplay.com/keystore'
    );
    const isKeyStorage = request.url?.startsWith('/') ?? false;
    t.equal(seen[0]?.path, isKeyStorage ? `/keystore${pathname}` : pathname);
    t.equal(seen[0]?.method, isKeyStorage ? request.method : 'POST');
    const sent = isKeyStorage ? seen[0]?.query : seen[0]?.form;
    const published = { ...Object.fromEntries(searchParams), ...request.params, ...request.form };
    for (const [parameter, value] of Object.entries(published)) {
      const isPlaceholder = /^\[|^<|^YOUR_/.test(value);
      if (isPlaceholder) t.ok(sent?.get(parameter), parameter);
      else t.equal(sent?.get(parameter), value, parameter);
    }
    const added = [...(sent?.keys() ?? [])].filter(parameter => !(parameter in published));
    t.strictSame(
      added.filter(parameter => !['customerAuthenticator', 'errorFormat'].includes(parameter)),
      []
    );
    if (isKeyStorage && request.method === 'POST') t.equal(seen[0]?.body, request.body ?? '{}');
  });
}

for (const { name, response } of samples) {
  if (!response) continue;
  t.test(`the published response ${name} is read by the client`, async t => {
    const { client } = await setup(t, reply =>
      reply
        .writeHead(response.status ?? 200, { 'content-type': response.contentType ?? 'text/uri-list' })
        .end(response.body)
    );
    await checkAnswer(t, name, client, response.body);
  });
}

async function checkAnswer(t: Test, name: string, client: ExpressPlayClient, body: string) {
  if (name.startsWith('skm-')) return t.match(await calls[name]?.(client), expectedOf(body));
  if (body.startsWith('<?xml')) {
    const token = await client.marlinBbLicenseToken({
      contentId: 'c',
      key: clearKey,
      rightsType: 'BuyToOwn'
    });
    t.equal(token.actionToken, body);
    t.equal(token.type, 'personality');
    t.match(
      token.configurationUrl,
      /^http:\/\/bb\.test\.expressplay\.c(om|n):80\/mbs\/ConfigurationToken\.xml$/
    );
    return t.match(inspectMarlinToken(token.token ?? ''), { serviceName: /^(wsbtest|HDP)$/ });
  }
  if (body.includes('/hms/ms3/')) {
    const token = await client.marlinMs3Token({ contentId: 'c', key: clearKey });
    t.equal(`${token.rightsUrl}#${body.split('#')[1]}`, token.licenseUrl);
    t.match(token.contentUrl, /^(https?|hls):\/\//);
    return t.match(inspectMarlinToken(token.token), { serviceName: /^(TW|expressplay-demo)$/ });
  }
  const token = body.startsWith('{')
    ? await client.playreadyToken({ ...widevine, ...levels, rightsType: 'BuyToOwn' })
    : await client.widevineToken(widevine);
  t.match(token.licenseUrl, `?ExpressPlayToken=${token.token}`);
  const isDamagedInPrint = name === 'playready-url-html5-axprod';
  return t.equal(inspectToken(token.token) === undefined, isDamagedInPrint);
}

function expectedOf(body: string) {
  if (!body.startsWith('{')) return { kind: 'clear', value: body };
  const json = JSON.parse(body);
  return json.keyCount ?? json;
}
