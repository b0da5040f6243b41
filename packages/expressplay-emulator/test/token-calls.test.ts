import t from 'tap';
import type { Drm } from '../src/index.ts';
import {
  AUTHENTICATOR,
  callToken,
  codeOf,
  encode,
  type Form,
  GOOD,
  KEY,
  KID,
  licenseUrl,
  records,
  redeem,
  start,
  TOKEN_PATHS,
  TV
} from './helper.ts';

const DRMS = Object.keys(GOOD) as Drm[];
const READY: Partial<Record<Drm, string>> = {
  widevine: '/hms/wv/rights/?ExpressPlayToken=',
  fairplay: '/hms/fp/rights/?ExpressPlayToken=',
  universal: '/hms/ut/rights/?ExpressPlayToken='
};

for (const [drm, path] of Object.entries(READY)) {
  t.test(`${drm} answers a ready license URL as text/uri-list`, async t => {
    const emulator = await start(t);
    const response = await callToken(emulator, drm as Drm);
    t.equal(response.status, 200);
    t.match(response.headers.get('content-type'), /^text\/uri-list/);
    t.match(await response.text(), new RegExp(`^${emulator.url}${path.replaceAll(/[?/]/g, '\\$&')}[\\w-]+$`));
  });
}

t.test(
  'playready answers the license acquisition URL and the token apart, as JSON labeled text/uri-list',
  async t => {
    const emulator = await start(t);
    const response = await callToken(emulator, 'playready');
    t.match(response.headers.get('content-type'), /^text\/uri-list/);
    t.match(JSON.parse(await response.text()), {
      licenseAcquisitionUrl: `${emulator.url}/playready/RightsManager.asmx`,
      token: /^[\w-]+$/
    });
  }
);

t.test('ms3 answers a compound URL whose fragment is the encoded media URL', async t => {
  const emulator = await start(t);
  const [rights, media] = (await licenseUrl(emulator, 'ms3')).split('#');
  t.match(rights, /\/hms\/ms3\/rights\/\?b=[\w-]+$/);
  t.equal(media, encodeURIComponent('https://media.example/a b.mpd'));
});

t.test('ms3Scheme turns the scheme into ms3, and without contentURL there is no fragment', async t => {
  const emulator = await start(t);
  t.match(
    await licenseUrl(emulator, 'ms3', { ms3Scheme: 'true', contentURL: undefined }),
    /^ms3:\/\/127[^#]+$/
  );
});

t.test('a form POST and a GET query are the same call', async t => {
  const emulator = await start(t, { seed: 'same' });
  for (const drm of DRMS) {
    const parameters = encode({ customerAuthenticator: AUTHENTICATOR, ...GOOD[drm] });
    const response = await fetch(`${emulator.url}${TOKEN_PATHS[drm]}?${parameters}`);
    t.equal(response.status, 200, drm);
    t.equal((await callToken(emulator, drm)).status, 200, drm);
    t.equal(emulator.calls.tokens[drm], 2);
  }
});

t.test('the comma of the authenticator may be raw or encoded', async t => {
  const { url } = await start(t);
  const others = encode(GOOD.widevine);
  for (const comma of [',', '%2C']) {
    const authenticator = AUTHENTICATOR.replace(',', comma);
    const response = await fetch(`${url}/hms/wv/token?customerAuthenticator=${authenticator}&${others}`);
    t.equal(response.status, 200);
  }
});

t.test('strict parameters take what the 2016 text lists', async t => {
  const emulator = await start(t, { parameters: 'strict' });
  for (const drm of DRMS) t.equal((await callToken(emulator, drm)).status, 200, drm);
});

t.test('lenient parameters take requests that carry no policy', async t => {
  const emulator = await start(t);
  for (const drm of ['widevine', 'playready'] as const) {
    const parameters = encode({ customerAuthenticator: AUTHENTICATOR, kid: KID, contentKey: KEY });
    t.equal((await fetch(`${emulator.url}${TOKEN_PATHS[drm]}?${parameters}`)).status, 200, drm);
  }
});

t.test('one token carries several keys under indexed names', async t => {
  const emulator = await start(t);
  const other = 'ffffffffffffffffffffffffffffffff';
  const url = await licenseUrl(emulator, 'widevine', {
    ...{ kid: undefined, contentKey: undefined },
    ...{ 'kid.0': KID, 'contentKey.0': KEY, 'securityLevel.0': '1', 'trackType.0': '1' },
    ...{ 'kid.1': other, 'contentKey.1': other, 'hdcpOutputControl.1': '5' }
  });
  const { keys } = JSON.parse(await (await redeem(url, TV)).text());
  t.equal(keys.length, 2);
});

t.test('publicUrl is where license URLs point', async t => {
  const emulator = await start(t, { publicUrl: 'https://drm.example/play/' });
  t.match(await licenseUrl(emulator, 'widevine'), /^https:\/\/drm\.example\/play\/hms\/wv\/rights\/\?/);
});

t.test('useHttps is ignored unless it is switched on', async t => {
  const emulator = await start(t);
  t.match(await licenseUrl(emulator, 'widevine', { useHttps: 'true' }), /^http:/);
  emulator.configure({ useHttps: 'honored' });
  t.match(await licenseUrl(emulator, 'widevine', { useHttps: 'true' }), /^https:/);
  t.match(await licenseUrl(emulator, 'widevine'), /^http:/);
});

t.test('a public URL that is no http URL stops the start with a plain sentence', async t => {
  for (const publicUrl of ['drm.example', 'ftp://drm.example', '']) {
    await t.rejects(
      start(t, { publicUrl }),
      new TypeError('The option publicUrl must be an http or https URL.')
    );
  }
});

t.test('a path that ExpressPlay does not have is a 404 in the format asked for', async t => {
  const { url } = await start(t);
  const html = await fetch(`${url}/hms/xx/token`);
  t.equal(html.status, 404);
  t.match(html.headers.get('content-type'), /^text\/html/);
  const json = await fetch(`${url}/hms/xx/token?errorFormat=json`);
  t.same(await json.json(), { errorMessage: 'Not Found' });
});

t.test('ms3SchemeType chooses the scheme of the compound URL', async t => {
  const emulator = await start(t);
  const url = async (form: Form) => (await callToken(emulator, 'ms3', form)).text();
  t.match(await url({ ms3SchemeType: 'ms3hs' }), /^ms3hs:\/\/127/);
  t.match(await url({ ms3SchemeType: 'ms3ha', ms3Scheme: 'true' }), /^ms3h:\/\/127/);
  t.equal(await codeOf(await callToken(emulator, 'ms3', { ms3SchemeType: 'http' })), -2034);
});

t.test('the cookie may come in the query, the form or the header of the switch', async t => {
  const emulator = await start(t, { cookieHeader: 'x-correlation' });
  const form = encode({ customerAuthenticator: AUTHENTICATOR, errorFormat: 'json', ...GOOD.widevine });
  const call = async (query: string, headers: Record<string, string>, extra = '') => {
    const body = new URLSearchParams(form + extra);
    const response = await fetch(emulator.url + TOKEN_PATHS.widevine + query, {
      method: 'POST',
      body,
      headers
    });
    await redeem(await response.text(), TV);
  };
  await call('?cookie=in-query', {});
  await call('', { 'X-Correlation': 'in-header' });
  await call('', { 'x-correlation': 'loses' }, '&cookie=in-form');
  await call('', { 'x-cookie': 'another header' });
  t.same(
    (await records(emulator)).map(({ cookie }) => cookie),
    [undefined, 'in-form', 'in-header', 'in-query']
  );
});
