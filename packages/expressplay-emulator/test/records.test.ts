import t from 'tap';
import type { Emulator } from '../src/index.ts';
import {
  AUTHENTICATOR,
  codeOf,
  encode,
  type Form,
  KEY,
  licenseUrl,
  PHONE,
  records,
  redeem,
  start,
  TV
} from './helper.ts';

const ask = ({ url }: Emulator, query: Form, path = '/cmiapi/getrecord/'): Promise<Response> =>
  fetch(`${url}${path}?${encode({ customerAuthenticator: AUTHENTICATOR, errorFormat: 'json', ...query })}`);

async function log(emulator: Emulator, count: number, cookie = 'c'): Promise<void> {
  const url = await licenseUrl(emulator, 'widevine', { cookie });
  for (let made = 0; made < count; made++) await redeem(url, TV);
}

const idsOf = (found: { event_id: number }[]): number[] => found.map(({ event_id }) => event_id);

t.test('a record says event id, cookie and device ID', async t => {
  const emulator = await start(t, { clock: '2026-01-01T00:00:00Z' });
  await log(emulator, 1, 'correlation');
  t.match(await records(emulator, { cookie: 'correlation' }), [
    { event_id: 1, cookie: 'correlation', device_id: TV, drm: 'widevine', time: '2026-01-01T00:00:00Z' }
  ]);
});

t.test('without a mode the 32 newest come, newest first', async t => {
  const emulator = await start(t);
  await log(emulator, 40);
  t.same(
    idsOf(await records(emulator)),
    Array.from({ length: 32 }, (_, index) => 40 - index)
  );
});

t.test('by cookie only records of that cookie are returned, at most 32', async t => {
  const emulator = await start(t);
  await log(emulator, 2, 'one');
  await log(emulator, 33, 'two');
  t.same(idsOf(await records(emulator, { cookie: 'one' })), [2, 1]);
  t.equal((await records(emulator, { cookie: 'two' })).length, 32);
  t.same(await records(emulator, { cookie: 'three' }), []);
});

t.test('by id that event is returned', async t => {
  const emulator = await start(t);
  await log(emulator, 3);
  t.same(idsOf(await records(emulator, { id: '2' })), [2]);
  t.same(await records(emulator, { id: '4' }), []);
});

t.test('windows page through all records until one is empty', async t => {
  const emulator = await start(t);
  await log(emulator, 5);
  t.same(idsOf(await records(emulator, { start: '0', length: '2' })), [5, 4]);
  t.same(idsOf(await records(emulator, { start: '2', length: '2' })), [3, 2]);
  t.same(idsOf(await records(emulator, { start: '1', length: '100' })), [4, 3, 2, 1]);
  t.same(await records(emulator, { start: '0', length: '0' }), []);
  t.same(idsOf(await records(emulator, { start: '4', length: '2' })), [1]);
  t.same(await records(emulator, { start: '5', length: '2' }), []);
});

t.test('a service sees its own records only', async t => {
  const emulator = await start(t);
  await log(emulator, 1, 'mine');
  const customerAuthenticator = `1001,${KEY}`;
  t.same(await records(emulator, { customerAuthenticator }), []);
  t.same(await records(emulator, { customerAuthenticator, cookie: 'mine' }), []);
});

t.test('bad queries are refused with their event codes', async t => {
  const emulator = await start(t);
  const cases: readonly (readonly [number, Form])[] = [
    [-2017, { customerAuthenticator: undefined }],
    [-2018, { customerAuthenticator: '1000' }],
    [-2033, { cookie: 'x'.repeat(33) }],
    [-2035, { id: 'first' }],
    [-2035, { start: '0' }],
    [-2035, { length: '10' }],
    [-2035, { start: '-1', length: '10' }],
    [-2035, { cookie: 'c', id: '1' }],
    [-2035, { cookie: 'c', start: '0', length: '1' }],
    [-2035, { id: '1', start: '0', length: '1' }]
  ];
  for (const [code, query] of cases) {
    const response = await ask(emulator, query);
    t.equal(response.status, code > -2020 ? 401 : 400);
    t.equal(await codeOf(response), code, JSON.stringify(query));
  }
  t.equal(emulator.calls.records, cases.length);
});

t.test('the path works without its last slash, but only for GET', async t => {
  const emulator = await start(t);
  t.equal((await ask(emulator, {}, '/cmiapi/getrecord')).status, 200);
  t.equal((await fetch(`${emulator.url}/cmiapi/getrecord/`, { method: 'POST' })).status, 404);
});

t.test('records are returned in each shape', async t => {
  const emulator = await start(t);
  await log(emulator, 2, 'c');
  emulator.configure({ records: { shape: 'wrapped' } });
  t.match(await (await ask(emulator, { cookie: 'c' })).json(), {
    events: [{ event_id: 2 }, { event_id: 1 }]
  });
  emulator.configure({ records: { envelope: 'data' } });
  t.match(await (await ask(emulator, { cookie: 'c' })).json(), { data: [{ event_id: 2 }, { event_id: 1 }] });
  emulator.configure({ records: { shape: 'single' } });
  t.match(await (await ask(emulator, { cookie: 'c' })).json(), { event_id: 2 });
  t.match(await (await ask(emulator, { id: '1' })).json(), { event_id: 1 });
  t.match(await (await ask(emulator, {})).json(), [{ event_id: 2 }, { event_id: 1 }]);
  t.same(await (await ask(emulator, { cookie: 'none' })).json(), []);
});

t.test('delayed records appear after the delay', async t => {
  const emulator = await start(t, { clock: '2026-01-01T00:00:00Z', records: { delay: 5000 } });
  await log(emulator, 1);
  t.same(await records(emulator), []);
  emulator.configure({ clock: '2026-01-01T00:00:05Z' });
  t.equal((await records(emulator)).length, 1);
});

t.test('missing records appear again when the switch is off', async t => {
  const emulator = await start(t, { records: { missing: true } });
  await log(emulator, 1);
  t.same(await records(emulator), []);
  emulator.configure({ records: { missing: false } });
  t.equal((await records(emulator)).length, 1);
});

t.test('two devices on one cookie make two records', async t => {
  const emulator = await start(t);
  const url = await licenseUrl(emulator, 'fairplay', { cookie: 'shared' });
  await redeem(url, TV);
  await redeem(url, PHONE);
  t.same(
    (await records(emulator, { cookie: 'shared' })).map(({ device_id }) => device_id),
    [PHONE, TV]
  );
});

t.test('records can be nested or XML, and have other member names', async t => {
  const emulator = await start(t, { records: { members: { deviceId: 'DevId', cookie: 'the cookie' } } });
  await redeem(await licenseUrl(emulator, 'fairplay', { cookie: '<c>' }), TV);
  const [record] = (await (await ask(emulator, { cookie: '<c>' })).json()) as Record<string, unknown>[];
  t.match(record, { event_id: 1, DevId: TV, 'the cookie': '<c>', device_id: undefined });
  emulator.configure({ records: { shape: 'nested' } });
  t.match(await (await ask(emulator, {})).json(), [{ event: { event_id: 1, DevId: TV } }]);
  emulator.configure({ records: { shape: 'xml', members: { cookie: 'Cookie' } } });
  const xml = await ask(emulator, {});
  t.match(xml.headers.get('content-type'), 'application/xml');
  t.match(await xml.text(), `<DevId>${TV}</DevId>`);
  emulator.configure({ records: { members: { cookie: 'the cookie' } } });
  t.match(await (await ask(emulator, {})).text(), '<Member name="the cookie">&lt;c&gt;</Member>');
});

t.test('a refused redemption writes a record with its error code only when the switch is on', async t => {
  const emulator = await start(t);
  const url = await licenseUrl(emulator, 'playready', { cookie: 'c', deviceId: TV });
  await redeem(url, PHONE);
  t.same(await records(emulator, { cookie: 'c' }), []);
  emulator.configure({ records: { failures: true } });
  await redeem(url, PHONE);
  await redeem(url.replace(/=.*/, '=AAAA'), PHONE);
  t.match(await records(emulator, { cookie: 'c' }), [{ device_id: PHONE, error_code: -4001, cookie: 'c' }]);
  t.equal((await records(emulator)).length, 1, 'a token that cannot be read leaves no record');
  t.same(emulator.licenses, []);
});
