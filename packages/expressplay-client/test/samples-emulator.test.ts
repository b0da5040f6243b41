import { createEmulator, type Emulator } from '@expressplay-binding/expressplay-emulator';
import t, { type Test } from 'tap';
import {
  inspectMarlinToken,
  inspectToken,
  parseActionToken,
  parseLicenseUrl,
  parseMarlinMs3Answer,
  parsePlayReadyAnswer
} from '../src/index.ts';
import { type Sample, samples } from './support/samples.ts';

const hex = '00112233445566778899aabbccddeeff';
const kek = '000102030405060708090a0b0c0d0e0f';
const authenticator = '000000,00000000000000000000000000000000';
const tokenTypes = ['text/uri-list', 'application/vnd.marlin.drm.actiontoken+xml'];

/** Before the expiry that one of the requests names. */
const clock = '2017-09-13T00:00:00Z';

for (const { name, request } of samples) {
  if (!request || request.url?.startsWith('/')) continue;
  t.test(`the emulator accepts the published request ${name}, and a device redeems its token`, async t => {
    const emulator = await start(t);
    // A license of a user's node is only for devices that the published registration has registered.
    if (request.form?.actionTokenType === '1')
      await redeem(
        emulator,
        await (await send(emulator, requestNamed('bb-registration-request-test'))).text()
      );
    const response = await send(emulator, request);
    const body = await response.text();
    t.equal(response.status, 200, body);
    t.ok(tokenTypes.includes(response.headers.get('content-type') ?? ''));
    const redeemed = await redeem(emulator, body);
    t.equal(redeemed.status, 200, await redeemed.text());
  });
}

t.test('the emulator answers in the form of every published response', async t => {
  const emulator = await start(t);
  for (const { name, response } of samples) {
    if (!response || name.startsWith('skm-') || otherServers.includes(name)) continue;
    const answer = await (await fetch(requestLike(emulator, response.body))).text();
    // PlayReady's answer has two parts, and some published texts show them joined.
    const joined = response.body.startsWith('{') ? undefined : parsePlayReadyAnswer(answer)?.licenseUrl;
    t.equal(formOf(joined ?? answer), formOf(response.body), name);
  }
});

t.test('the emulator’s key storage answers with the published keys', async t => {
  const emulator = await start(t, 'expressplay');
  // The keys that the published answers tell of, wrapped and stored before they are asked for.
  for (const [kid, k, wrappedBy] of [
    ['4e2df6b45e8257e187b2802b22ae7418', 'a9b9033df0b9ca5447839e3d074817a0', kek],
    ['11a48707853ed5f13485f161523ffdc4', 'd4783a651c96a872daa145ce1a378153', kek],
    ['00112233445566778899aabbccddeefc', '12341234123412341234123412341234', hex]
  ]) {
    const url = keyStorageUrl(emulator, `/keys?kek=${wrappedBy}`);
    const stored = await fetch(url, { method: 'POST', body: JSON.stringify({ kid, k }) });
    t.equal(stored.status, 201);
  }
  for (const { name, request, response } of samples) {
    if (!request?.url?.startsWith('/') || !response) continue;
    const { method, url, body } = request;
    const answer = await fetch(keyStorageUrl(emulator, url), { method, ...(body && { body }) });
    t.equal(answer.status, response.status, name);
    t.match(answer.headers.get('content-type'), response.contentType, name);
    const [shown, published] = [await answer.text(), response.body].map(keyOf);
    // What the emulator makes up, or has fewer of, agrees in its members.
    if (name === 'skm-create-key' || name === 'skm-key-count')
      t.strictSame(Object.keys(shown ?? {}), Object.keys(published ?? {}), name);
    else t.strictSame(shown, published, name);
  }
});

/** Paths of other servers: Axinom's, and one that its own documentation pasted in by mistake. */
const otherServers = ['playready-url-html5-axprod', 'widevine-token-test-2016'];

async function start(t: Test, keystore: 'expressplay' | 'skeyma' = 'skeyma'): Promise<Emulator> {
  const emulator = await createEmulator({ clock, keystore });
  t.teardown(() => emulator.close());
  return emulator;
}

function keyStorageUrl({ url }: Emulator, path: string): string {
  return `${url}/keystore${path}${path.includes('?') ? '&' : '?'}customerAuthenticator=${authenticator}`;
}

function requestNamed(name: string): NonNullable<Sample['request']> {
  const request = samples.find(sample => sample.name === name)?.request;
  if (!request) throw new Error(`There is no published request ${name}`);
  return request;
}

/** Sends a published request as it is, with hex digits in its placeholders. */
function send({ url }: Emulator, { method, form, ...request }: NonNullable<Sample['request']>) {
  const published = new URL(request.url ?? request.urlTemplate ?? '');
  const parameters = new URLSearchParams();
  for (const [name, value] of [...published.searchParams, ...Object.entries({ ...request.params, ...form })])
    parameters.append(name, filled(name, value));
  const target = url + published.pathname;
  return method === 'POST' ? fetch(target, { method, body: parameters }) : fetch(`${target}?${parameters}`);
}

function filled(name: string, value: string): string {
  if (!/^\[|^<|^YOUR_/.test(value)) return value;
  return name === 'customerAuthenticator' ? authenticator : hex;
}

function redeem(emulator: Emulator, body: string): Promise<Response> {
  return fetch(redeemUrl(emulator, body), {
    method: 'POST',
    headers: { 'x-emulated-device-id': hex },
    body: '{"kids":[]}'
  });
}

/** Where a device redeems the token of an answer; a Marlin Broadband device learns that from its configuration token. */
function redeemUrl({ url }: Emulator, body: string): string {
  if (!body.startsWith('<')) return body.replace(/#.*/, '').replace(/^ms3:/, 'http:');
  const { token = '' } = parseActionToken(body) ?? {};
  return `${url}/hms/bb/rights/?ExpressPlayToken=${encodeURIComponent(token)}`;
}

/** A request whose answer should have the form of this published one. */
function requestLike({ url }: Emulator, published: string): string {
  const parameters = new URLSearchParams({ customerAuthenticator: authenticator, kid: hex, contentKey: hex });
  parameters.set('contentId', `urn:marlin:kid:${hex}`);
  if (published.startsWith('{')) return `${url}/hms/pr/token?${parameters}&rightsType=BuyToOwn`;
  if (published.startsWith('<'))
    return `${url}/hms/bb/token?${parameters}&actionTokenType=1&rightsType=BuyToOwn`;
  const { protocol, pathname, hash } = new URL(published);
  const [, , drm = 'pr'] = pathname.split('/');
  if (protocol === 'ms3:') parameters.set('ms3Scheme', 'true');
  if (drm === 'ms3') {
    // `kid` would be a second, indexed name of a content.
    parameters.delete('kid');
    parameters.set('contentURL', decodeURIComponent(hash.slice(1)));
  }
  if (drm === 'fp') parameters.set('iv', hex);
  return `${url}/hms/${/^(wv|fp|ut|ms3)$/.test(drm) ? drm : 'pr'}/token?${parameters}`;
}

/** The form of an answer: what is the same for every token, account and host. */
function formOf(body: string): string {
  if (body.startsWith('<')) return formOfXml(body);
  if (body.startsWith('{')) {
    const { licenseAcquisitionUrl = '' } = parsePlayReadyAnswer(body) ?? {};
    return `${Object.keys(JSON.parse(body))} ${new URL(licenseAcquisitionUrl).pathname}`;
  }
  const { protocol, pathname, searchParams, hash } = new URL(body);
  const scheme = protocol.replace('https:', 'http:');
  const isReadable =
    inspectToken(parseLicenseUrl(body)?.token ?? '') ??
    inspectMarlinToken(parseMarlinMs3Answer(body)?.token ?? '');
  return `${scheme} ${pathname} ${[...searchParams.keys()]} ${hash ? '#media' : ''} ${isReadable !== undefined}`;
}

/** The elements with their attributes, and the values that are no account's own. */
function formOfXml(body: string): string {
  const tags = [...body.matchAll(/<[/?]?([\w:]+)([^<>]*)>/g)].map(([, name, attributes = '']) => {
    const names = [...attributes.matchAll(/([\w:]+)=/g)].map(([, attribute]) => attribute);
    return `${name} ${names}`;
  });
  const { type, configurationUrl = '', token = '' } = parseActionToken(body) ?? {};
  const isReadable = inspectMarlinToken(token) !== undefined;
  return `${tags.join('|')} ${type} ${new URL(configurationUrl).pathname} ${isReadable}`;
}

/** A key as the published server prints it: ExpressPlay prints upper case, a longer kekId, and when it was changed. */
function keyOf(body: string): Record<string, unknown> | string {
  const text = body.toLowerCase();
  if (!text.startsWith('{')) return text;
  const { lastupdate: _own, kekid, ...members } = JSON.parse(text);
  return { ...members, ...(kekid && { kekId: String(kekid).slice(0, 35) }) };
}
