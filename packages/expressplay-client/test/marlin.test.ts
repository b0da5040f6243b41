import t from 'tap';
import { inspectMarlinToken, inspectToken, parseActionToken, parseMarlinMs3Answer } from '../src/index.ts';
import { clearKey, contentKey, setup } from './support/server.ts';

const actionToken = `<?xml version="1.0" encoding="UTF-8"?>
<nemo:ActionToken xmlns:nemo="urn:marlin:broadband:1-2:nemo:services:action-token"><nemo:ConfigurationInfo>
<nemo:ResourceLocation>http://bb.test.expressplay.com:80/mbs/c.xml?a=1&amp;b=2</nemo:ResourceLocation>
</nemo:ConfigurationInfo></nemo:ActionToken>`;
const user = { userId: 'user 1', userKey: '000102030405060708090a0b0c0d0e0f' };

t.test('the three kinds of Marlin Broadband token differ by actionTokenType', async t => {
  const { client, seen } = await setup(t, actionToken);
  await client.marlinBbRegistrationToken(user);
  await client.marlinBbLicenseToken({
    ...user,
    contentId: 'urn:c',
    key: clearKey,
    rightsType: 'Rental',
    rentalPeriodEndTime: '+3600',
    generalFlags: '00000001',
    outputControlOverrideId: 'urn:marlin:organization:intertrust:wudo',
    outputControlOverrideParameter: 'ImageConstraintLevel',
    outputControlOverrideValue: '0'
  });
  await client.marlinBbDeregistrationToken(user);
  await client.marlinBbDeregistrationToken({ ...user, actionTokenType: '7' });
  const forms = seen.map(({ form }) => Object.fromEntries(form));
  t.strictSame(
    forms.map(({ actionTokenType }) => actionTokenType),
    ['0', '1', '2', '7']
  );
  t.match(forms[1], { ...user, contentId: 'urn:c', contentKey, 'rental.periodEndTime': '+3600' });
  t.ok(seen.every(({ path }) => path === '/hms/bb/token'));
});

t.test('an action token is returned unchanged, with its readable parts', async t => {
  t.strictSame(parseActionToken(actionToken), {
    actionToken,
    configurationUrl: 'http://bb.test.expressplay.com:80/mbs/c.xml?a=1&b=2'
  });
});

t.test('XML that is not a complete action token is not accepted', async t => {
  const bodies = [
    '',
    '<html></html>',
    '<ActionToken/>',
    actionToken.slice(0, -5),
    actionToken.replaceAll('ActionToken', 'Other'),
    `<!-- ActionToken urn:marlin:broadband:1-2:nemo:services:action-token ActionToken>`
  ];
  for (const body of bodies) t.equal(parseActionToken(body), undefined, body.slice(0, 40));
});

t.test('an MS3 answer is split into rights URL, token and media URL', async t => {
  t.strictSame(parseMarlinMs3Answer('https://h:8443/hms/ms3/rights/?b=AAwA#https%3A%2F%2Fx%2Fa.mpd\r\n'), {
    licenseUrl: 'https://h:8443/hms/ms3/rights/?b=AAwA#https%3A%2F%2Fx%2Fa.mpd',
    rightsUrl: 'https://h:8443/hms/ms3/rights/?b=AAwA',
    token: 'AAwA',
    contentUrl: 'https://x/a.mpd'
  });
  for (const scheme of ['ms3h', 'ms3ha', 'ms3hs'])
    t.match(parseMarlinMs3Answer(`${scheme}://h/rights/?b=AAwA`), {
      rightsUrl: `${scheme}://h/rights/?b=AAwA`
    });
  t.equal(parseMarlinMs3Answer('javascript://h/rights/?b=AAwA'), undefined);
  t.strictSame(parseMarlinMs3Answer('ms3://h/rights/?b=AAwA'), {
    licenseUrl: 'ms3://h/rights/?b=AAwA',
    rightsUrl: 'ms3://h/rights/?b=AAwA',
    token: 'AAwA'
  });
  t.equal(
    parseMarlinMs3Answer('https://h/?b=A#%')?.contentUrl,
    '%',
    'a fragment that cannot be decoded stays as it is'
  );
  for (const body of ['', 'https://h/?c=A', 'ftp://h/?b=A', 'https://h/?b=A\nhttps://h/?b=B']) {
    t.equal(parseMarlinMs3Answer(body), undefined);
  }
});

t.test('a Marlin token of version 5 shows its service’s GUID', async t => {
  const text = (value: string) => Buffer.from([0, value.length, ...Buffer.from(value)]);
  const header = Buffer.concat([
    Buffer.from([0, 5, 0, 0, 3, 25]),
    text('TW'),
    Buffer.from([0, 1]),
    text('a-guid')
  ]);
  const token = Buffer.concat([
    Buffer.from([0, header.length]),
    header,
    Buffer.from([0, 1, 1, 0, 1, 1, 0, 0, 0, 1, 1])
  ]).toString('base64url');
  t.strictSame(inspectMarlinToken(token), {
    version: 5,
    serviceId: 793,
    serviceName: 'TW',
    serviceGuid: 'a-guid'
  });
});

t.test('bytes of another layout are not read as a token', async t => {
  for (const token of ['', 'A', 'AQAAABIDKbgAAABQ', '!', 'AAAA'.repeat(100)]) {
    t.equal(inspectToken(token), undefined);
    t.equal(inspectMarlinToken(token), undefined);
  }
});

t.test('ms3SchemeType asks for another scheme of the compound URL', async t => {
  const { client, seen } = await setup(t, 'ms3hs://ms3.test.expressplay.com:8443/hms/ms3/rights/?b=AAwA');
  const token = await client.marlinMs3Token({ contentId: 'c', key: clearKey, ms3SchemeType: 'ms3hs' });
  t.equal(seen[0]?.form.get('ms3SchemeType'), 'ms3hs');
  t.equal(token.licenseUrl, 'ms3hs://ms3.test.expressplay.com:8443/hms/ms3/rights/?b=AAwA');
});
