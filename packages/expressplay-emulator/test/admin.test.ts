import t from 'tap';
import type { Emulator } from '../src/index.ts';
import { AUTHENTICATOR, callToken, licenseUrl, records, redeem, start, TV } from './helper.ts';

const patch = ({ url }: Emulator, body: unknown): Promise<Response> =>
  fetch(`${url}/emulator/switches`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body)
  });

t.test('switches change over HTTP, and a group may be partial', async t => {
  const emulator = await start(t);
  const response = await patch(emulator, { parameters: 'strict', deviceBinding: { widevine: 'rejected' } });
  t.equal(response.status, 200);
  t.match(await response.json(), {
    parameters: 'strict',
    deviceBinding: { widevine: 'rejected', playready: 'enforced' }
  });
  t.equal((await callToken(emulator, 'widevine', { deviceId: TV })).status, 400);
  t.match(await (await fetch(`${emulator.url}/emulator/switches`)).json(), { parameters: 'strict' });
});

t.test('a wrong change says what is wrong and changes nothing', async t => {
  const emulator = await start(t);
  const before = emulator.switches;
  const cases: readonly (readonly [unknown, string])[] = [
    [{ credits: 1, colour: 'red' }, 'There is no switch "colour".'],
    [{ credits: -1 }, 'The switch "credits" must be'],
    [{ records: { delay: 0.5 } }, 'The switch "records.delay" must be integer.'],
    [{ records: { speed: 1 } }, 'There is no switch "records.speed".'],
    [{ clock: 'noon' }, 'The switch "clock" must'],
    [{ deviceIdParameters: [] }, 'The switch "deviceIdParameters" must'],
    [{ faults: [{ kind: 'flood' }] }, 'The switch "faults.0'],
    [{ faults: [{ kind: 'status', status: 200 }] }, 'The switch "faults.0'],
    [{ customerAuthenticators: ['secret'] }, 'The switch "customerAuthenticators'],
    [[], 'Switches are given as an object.'],
    ['{', 'JSON']
  ];
  for (const [body, message] of cases) {
    const response = await patch(emulator, body);
    t.equal(response.status, 400, JSON.stringify(body));
    const problem = JSON.parse(await response.text());
    t.match(problem.message, message);
    t.notMatch(problem.message, 'secret');
  }
  t.equal(emulator.switches, before);
});

t.test('authenticators can be set but not read', async t => {
  const emulator = await start(t);
  const response = await patch(emulator, { customerAuthenticators: [AUTHENTICATOR] });
  t.notMatch(await response.text(), AUTHENTICATOR);
  t.notMatch(await (await fetch(`${emulator.url}/emulator/switches`)).text(), AUTHENTICATOR);
  t.equal((await callToken(emulator, 'widevine')).status, 200);
  t.equal(
    (await callToken(emulator, 'widevine', { customerAuthenticator: `1${AUTHENTICATOR}` })).status,
    401
  );
});

t.test('calls are counted per API', async t => {
  const emulator = await start(t);
  await redeem(await licenseUrl(emulator, 'ms3'), TV);
  await records(emulator);
  await callToken(emulator, 'bb', { customerAuthenticator: undefined });
  const calls = JSON.parse(await (await fetch(`${emulator.url}/emulator/calls`)).text());
  t.match(calls, {
    tokens: { ms3: 1, bb: 1, widevine: 0 },
    redemptions: { ms3: 1 },
    records: 1,
    refused: { '-2017': 1 }
  });
  t.same(calls, emulator.calls);
});

t.test('reset forgets and puts the switches back to the start', async t => {
  const emulator = await start(t, { credits: 5 });
  const url = await licenseUrl(emulator, 'widevine');
  await redeem(url, TV);
  emulator.configure({ parameters: 'strict' });
  t.equal((await fetch(`${emulator.url}/emulator/reset`, { method: 'POST' })).status, 204);
  t.match(emulator.switches, { credits: 5, parameters: 'lenient' });
  t.equal(emulator.calls.tokens.widevine, 0);
  t.same(await records(emulator), []);
  t.equal((await redeem(url, TV)).status, 200, 'issued tokens stay valid');
  t.match(await records(emulator), [{ event_id: 1 }]);
});

t.test('configure copies its argument', async t => {
  const emulator = await start(t);
  const change = { deviceIdParameters: ['deviceId'] };
  emulator.configure(change);
  change.deviceIdParameters.push('other');
  t.same(emulator.switches.deviceIdParameters, ['deviceId']);
});

t.test('configure throws a TypeError for a switch that does not exist', async t => {
  const emulator = await start(t);
  t.throws(
    () => emulator.configure({ colour: 'red' } as never),
    new TypeError('There is no switch "colour".')
  );
  await t.rejects(start(t, { colour: 'red' } as never), new TypeError('There is no switch "colour".'));
});

t.test('the OpenAPI document describes exactly the emulator’s own calls', async t => {
  const { url } = await start(t);
  const document = JSON.parse(await (await fetch(`${url}/emulator/openapi.json`)).text());
  t.equal(document.openapi, '3.1.0');
  t.same(Object.keys(document.paths), [
    '/emulator/switches',
    '/emulator/calls',
    '/emulator/licenses',
    '/emulator/reset'
  ]);
  const body = document.paths['/emulator/switches'].patch.requestBody.content['application/json'].schema;
  t.ok(body.properties.faults.items.anyOf.length > 10);
  t.notOk(body.required);
});

t.test('there is a page to read, found from the root', async t => {
  const { url } = await start(t);
  const page = await fetch(url);
  t.equal(page.url, `${url}/emulator/docs`);
  const html = await page.text();
  t.match(html, '<title>ExpressPlay emulator</title>');
  for (const [, asset = ''] of html.matchAll(/(?:src|href)="([^"]+)"/g))
    t.equal((await fetch(url + asset)).status, 200, asset);
});

t.test('other origins cannot use the admin API', async t => {
  const { url } = await start(t);
  const response = await fetch(`${url}/emulator/switches`, { headers: { origin: 'https://other.example' } });
  t.equal(response.headers.get('access-control-allow-origin'), null);
});
