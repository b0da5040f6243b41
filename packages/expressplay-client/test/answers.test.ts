import fc from 'fast-check';
import t from 'tap';
import {
  parseActionToken,
  parseLicenseUrl,
  parseMarlinMs3Answer,
  parsePlayReadyAnswer
} from '../src/index.ts';

const licenseUrl = 'https://wv.test.expressplay.com/hms/wv/rights/?ExpressPlayToken=AQAA_-';
const token = 'AQAA_-';

t.test('a license URL is the first one of the list, without comments and line ends', async t => {
  const bodies = [
    licenseUrl,
    `${licenseUrl}\r\n`,
    `\n  ${licenseUrl}  \n`,
    `# a comment\r\n${licenseUrl}\r\nhttps://wv.test.expressplay.com/other`
  ];
  for (const body of bodies) t.strictSame(parseLicenseUrl(body), { licenseUrl, token });
});

t.test('a license URL may be http, have a port, and parameters beside the token', async t => {
  for (const url of [
    `http://wv.service.expressplay.com/hms/wv/rights/?ExpressPlayToken=${token}`,
    `https://fp.service.expressplay.com:80/hms/fp/rights/?a=1&ExpressPlayToken=${token}&b=2`
  ]) {
    t.strictSame(parseLicenseUrl(url), { licenseUrl: url, token });
  }
});

t.test('a URL without a token is not a license URL', async t => {
  const bodies = [
    '',
    '#',
    'https://wv.test.expressplay.com/',
    'https://wv.test.expressplay.com/?ExpressPlayToken=',
    `https://wv.test.expressplay.com/?expressplaytoken=${token}`,
    `https://wv.test.expressplay.com/#?ExpressPlayToken=${token}`,
    `javascript:alert(1)?ExpressPlayToken=${token}`,
    `skd://wv.test.expressplay.com/?ExpressPlayToken=${token}`,
    `/hms/wv/rights/?ExpressPlayToken=${token}`
  ];
  for (const body of bodies) t.equal(parseLicenseUrl(body), undefined, body);
});

t.test('a PlayReady answer has both parts, as text', async t => {
  const licenseAcquisitionUrl = 'https://pr.test.expressplay.com/playready/RightsManager.asmx';
  t.match(parsePlayReadyAnswer(JSON.stringify({ licenseAcquisitionUrl, token, more: 1 })), {
    licenseAcquisitionUrl,
    token
  });
  const wrong = [
    { licenseAcquisitionUrl },
    { token },
    { licenseAcquisitionUrl, token: '' },
    { licenseAcquisitionUrl, token: 1 },
    { licenseAcquisitionUrl: [licenseAcquisitionUrl], token },
    { licenseAcquisitionUrl: 'file:///etc/hosts', token },
    [licenseAcquisitionUrl, token]
  ];
  for (const body of wrong)
    t.equal(parsePlayReadyAnswer(JSON.stringify(body)), undefined, JSON.stringify(body));
});

t.test('a token with reserved characters of URLs is escaped', async t => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), token => {
      const body = JSON.stringify({ licenseAcquisitionUrl: 'https://pr.example/r.asmx', token });
      const url = parsePlayReadyAnswer(body)?.licenseUrl ?? '';
      t.equal(new URL(url).searchParams.get('ExpressPlayToken'), token);
    }),
    { numRuns: 50 }
  );
});

t.test('no parser throws, for any text', async () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.jsonValue(), (text, json) => {
      for (const body of [text, JSON.stringify(json), `https://${text}`]) {
        parseLicenseUrl(body);
        parsePlayReadyAnswer(body);
        parseMarlinMs3Answer(body);
        parseActionToken(body);
      }
    })
  );
});
