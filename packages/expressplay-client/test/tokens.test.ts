import t from 'tap';
import {
  authenticator,
  clearKey,
  contentKey,
  fairplay,
  fairplayAnswer,
  kid,
  playready,
  playreadyAnswer,
  setup,
  widevine,
  widevineAnswer
} from './support/server.ts';

t.test('a Widevine token is requested by a POST form and read from the returned URL', async t => {
  const { client, seen } = await setup(t, widevineAnswer);
  const token = await client.widevineToken({
    ...widevine,
    securityLevel: 1,
    hdcpOutputControl: 0,
    cookie: 'c',
    wvExtension: [{ type: 'wudo', payload: 'AAAAAA==' }]
  });
  t.strictSame(token, { licenseUrl: widevineAnswer, token: 'AQAAABIDKbgAAABQbt68' });
  t.equal(seen[0]?.method, 'POST');
  t.equal(seen[0]?.path, '/hms/wv/token');
  t.equal(seen[0]?.query.size, 0, 'nothing is in the URL');
  t.equal(seen[0]?.headers['content-type'], 'application/x-www-form-urlencoded');
  t.strictSame(Object.fromEntries(seen[0]?.form ?? []), {
    customerAuthenticator: authenticator,
    errorFormat: 'json',
    cookie: 'c',
    wvExtension: 'wudo,AAAAAA==',
    kid,
    contentKey,
    securityLevel: '1',
    hdcpOutputControl: '0'
  });
});

t.test('several keys become indexed names, each with its own policy', async t => {
  const { client, seen } = await setup(t, widevineAnswer);
  await client.widevineToken({
    keys: [
      { kid, key: clearKey, trackType: 0 },
      { kid: '^uhd', key: clearKey, trackType: 3, securityLevel: 5 }
    ]
  });
  const form = Object.fromEntries(seen[0]?.form ?? []);
  t.match(form, {
    'kid.0': kid,
    'trackType.0': '0',
    'kid.1': '^uhd',
    'trackType.1': '3',
    'securityLevel.1': '5'
  });
  t.notOk('kid' in form);
});

t.test('a PlayReady token joins the two parts of its answer', async t => {
  const { client, seen } = await setup(t, playreadyAnswer);
  const token = await client.playreadyToken({ ...playready, deviceId: 'ab'.repeat(16) });
  t.strictSame(token, {
    licenseUrl: 'https://pr.test.expressplay.com/playready/RightsManager.asmx?ExpressPlayToken=AQAAAxBbWv4',
    licenseAcquisitionUrl: 'https://pr.test.expressplay.com/playready/RightsManager.asmx',
    token: 'AQAAAxBbWv4'
  });
  t.equal(seen[0]?.path, '/hms/pr/token');
  t.match(Object.fromEntries(seen[0]?.form ?? []), { rightsType: 'BuyToOwn', deviceId: 'ab'.repeat(16) });
});

t.test('a PlayReady rental carries its two clocks under their dotted names', async t => {
  const { client, seen } = await setup(t, playreadyAnswer);
  await client.playreadyToken({
    ...playready,
    rightsType: 'Rental',
    generalFlags: '00000001',
    rentalPeriodEndTime: new Date('2036-04-14T12:01:10.500Z'),
    rentalPlayDuration: 3600
  });
  t.match(Object.fromEntries(seen[0]?.form ?? []), {
    rightsType: 'Rental',
    generalFlags: '00000001',
    'rental.periodEndTime': '2036-04-14T12:01:10Z',
    'rental.playDuration': '3600'
  });
});

t.test('a PlayReady token joins a license URL that has a query, and nothing but a URL', async t => {
  const reply = (licenseAcquisitionUrl: string) => JSON.stringify({ licenseAcquisitionUrl, token: 'AQAA' });
  const { client } = await setup(t, reply('https://pr.example/rights?a=1'));
  t.equal(
    (await client.playreadyToken(playready)).licenseUrl,
    'https://pr.example/rights?a=1&ExpressPlayToken=AQAA'
  );
  const broken = await setup(t, reply('RightsManager.asmx'));
  await t.rejects(broken.client.playreadyToken(playready), { code: 'undecodable-answer' });
});

t.test('the license URL of CBCS content for PlayReady is on the pr2 host', async t => {
  const { client } = await setup(t, playreadyAnswer);
  const { licenseUrl } = await client.playreadyToken({ ...playready, algId: 'aescbc' });
  t.match(licenseUrl, /^https:\/\/pr2\.test\.expressplay\.com\/playready\//);
});

t.test('a FairPlay token sends either the kid or the wrapped key beside kek', async t => {
  const { client, seen } = await setup(t, fairplayAnswer);
  const kek = '0'.repeat(32);
  t.equal((await client.fairplayToken(fairplay)).token, 'AQAAABNl');
  await client.fairplayToken({ ...fairplay, key: { kind: 'wrapped', ek: 'e'.repeat(48), kek } });
  await client.fairplayToken({ ...fairplay, key: { kind: 'key-storage', kek } });
  const [clear, wrapped, stored] = seen.map(({ form }) => Object.fromEntries(form));
  t.match(clear, { kid, contentKey, iv: fairplay.iv });
  t.match(wrapped, { ek: 'e'.repeat(48), kek });
  t.notOk(wrapped && 'kid' in wrapped);
  t.match(stored, { kid, kek });
  t.equal(seen[0]?.path, '/hms/fp/token');
});

t.test('the device restriction is sent under the configured name', async t => {
  const { client, seen } = await setup(t, widevineAnswer, { deviceIdParameter: 'deviceid' });
  await client.widevineToken({ ...widevine, deviceId: 'device-1' });
  t.equal(seen[0]?.form.get('deviceid'), 'device-1');
  t.notOk(seen[0]?.form.has('deviceId'));
});

t.test('the device restriction is sent under every configured name', async t => {
  const { client, seen } = await setup(t, widevineAnswer, { deviceIdParameter: ['deviceId', 'deviceid'] });
  await client.widevineToken({ ...widevine, deviceId: 'device-1' });
  t.equal(seen[0]?.form.get('deviceid'), 'device-1');
  t.equal(seen[0]?.form.get('deviceId'), 'device-1');
  await t.rejects(client.widevineToken({ ...widevine, parameters: { deviceid: 'device-2' } }), {
    code: 'invalid-argument',
    option: 'parameters.deviceid'
  });
});

t.test('the cookie is sent in the form, the query or a header, and nowhere else', async t => {
  for (const [cookieTransport, place] of [
    ['form', 'form'],
    ['query', 'query'],
    [{ header: 'X-Cookie' }, 'header']
  ] as const) {
    const { client, seen } = await setup(t, widevineAnswer, { cookieTransport });
    await client.widevineToken({ ...widevine, cookie: 'cookie-1' });
    await client.widevineToken(widevine);
    const places = {
      form: seen[0]?.form.get('cookie'),
      query: seen[0]?.query.get('cookie'),
      header: seen[0]?.headers['x-cookie']
    };
    t.strictSame(
      Object.entries(places).filter(([, value]) => value),
      [[place, 'cookie-1']]
    );
    t.notOk(seen[1]?.query.has('cookie') || seen[1]?.headers['x-cookie'], 'without a cookie nothing is sent');
  }
});

t.test('a cookie that a header cannot hold is refused before anything is sent', async t => {
  const { client, seen } = await setup(t, widevineAnswer, { cookieTransport: { header: 'x-cookie' } });
  await t.rejects(client.widevineToken({ ...widevine, cookie: 'a\nb' }), {
    code: 'invalid-argument',
    option: 'cookie',
    eventCode: -2033
  });
  t.equal(seen.length, 0);
});

t.test('the general flags 0000 of 2016 are sent unchanged', async t => {
  const { client, seen } = await setup(t, widevineAnswer);
  await client.widevineToken({ ...widevine, generalFlags: '0000' });
  await client.fairplayToken({ ...fairplay, generalFlags: '0000' });
  t.strictSame(
    seen.map(({ form }) => form.get('generalFlags')),
    ['0000', '0000']
  );
});

t.test('https license URLs are asked for when the option says so', async t => {
  const { client, seen } = await setup(t, widevineAnswer, { useHttps: true });
  await client.widevineToken(widevine);
  t.equal(seen[0]?.form.get('useHttps'), 'true');
});

t.test('a parameter that the client does not know is sent as it is', async t => {
  const { client, seen } = await setup(t, widevineAnswer);
  await client.widevineToken({ ...widevine, parameters: { prFlag: 'true', repeated: ['a', 'b'] } });
  t.equal(seen[0]?.form.get('prFlag'), 'true');
  t.strictSame(seen[0]?.form.getAll('repeated'), ['a', 'b']);
});
