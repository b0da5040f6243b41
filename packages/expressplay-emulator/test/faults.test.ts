import t from 'tap';
import type { Emulator, Fault } from '../src/index.ts';
import { callToken, codeOf, licenseUrl, records, redeem, start, TV } from './helper.ts';

const withFault = async (t: Parameters<typeof start>[0], fault: Fault): Promise<Emulator> =>
  start(t, { faults: [{ times: 1, ...fault }] });

const recovered = async (emulator: Emulator): Promise<boolean> =>
  (await callToken(emulator, 'widevine')).status === 200;

t.test('status answers that status as HTML, with Retry-After when asked', async t => {
  const emulator = await withFault(t, { kind: 'status', status: 503, retryAfter: 7 });
  const response = await callToken(emulator, 'widevine');
  t.equal(response.status, 503);
  t.equal(response.headers.get('retry-after'), '7');
  t.match(response.headers.get('content-type'), /^text\/html/);
  t.ok(await recovered(emulator));
});

t.test('html answers a page instead of the answer', async t => {
  const emulator = await withFault(t, { kind: 'html' });
  const response = await callToken(emulator, 'playready');
  t.equal(response.status, 200);
  t.match(await response.text(), /^<!DOCTYPE html>/);
  t.ok(await recovered(emulator));
});

t.test('malformed answers a broken body with the right content type', async t => {
  const emulator = await withFault(t, { kind: 'malformed' });
  const token = await callToken(emulator, 'playready');
  t.match(token.headers.get('content-type'), /^text\/uri-list/);
  t.throws(JSON.parse.bind(undefined, await token.text()));
  emulator.configure({ faults: [{ kind: 'malformed', api: 'records' }] });
  await t.rejects(records(emulator), SyntaxError);
});

t.test('answer answers exactly what it says', async t => {
  const emulator = await withFault(t, { kind: 'answer', status: 418, contentType: 'text/plain', body: '42' });
  const response = await callToken(emulator, 'widevine');
  t.equal(response.status, 418);
  t.match(response.headers.get('content-type'), /^text\/plain/);
  t.equal(await response.text(), '42');
});

t.test('refuse answers an event error in the format asked for', async t => {
  const emulator = await withFault(t, { kind: 'refuse', code: -2031 });
  t.equal(await codeOf(await callToken(emulator, 'widevine')), -2031);
  t.same(emulator.calls.refused, { '-2031': 1 });
});

t.test('reset ends the connection before the call is processed', async t => {
  const emulator = await start(t);
  const url = await licenseUrl(emulator, 'widevine');
  emulator.configure({ faults: [{ kind: 'reset', times: 1 }] });
  await t.rejects(redeem(url, TV), TypeError);
  t.same(await records(emulator), []);
  t.equal((await redeem(url, TV)).status, 200);
});

t.test('lost-answer ends the connection after the call was processed', async t => {
  const emulator = await start(t);
  const url = await licenseUrl(emulator, 'widevine');
  emulator.configure({ faults: [{ kind: 'lost-answer', times: 1 }] });
  await t.rejects(redeem(url, TV), TypeError);
  t.equal((await records(emulator)).length, 1);
});

t.test('truncated-body sends less than it promises', async t => {
  const emulator = await withFault(t, { kind: 'truncated-body' });
  const response = await callToken(emulator, 'widevine');
  t.equal(response.status, 200);
  await t.rejects(response.text(), TypeError);
  t.ok(await recovered(emulator));
});

t.test('slow-body sends the whole answer, slowly', async t => {
  const emulator = await withFault(t, { kind: 'slow-body', ms: 0 });
  t.match(await (await callToken(emulator, 'widevine')).text(), /ExpressPlayToken=[\w-]{200,}$/);
});

t.test('large-body sends as many bytes as it says', async t => {
  const emulator = await withFault(t, { kind: 'large-body', bytes: 10_000_001 });
  t.equal((await (await callToken(emulator, 'widevine')).arrayBuffer()).byteLength, 10_000_001);
});

t.test('endless-body sends until the client closes the connection', async t => {
  const emulator = await withFault(t, { kind: 'endless-body' });
  const leave = new AbortController();
  const response = await fetch(`${emulator.url}/cmiapi/getrecord/`, { signal: leave.signal });
  let received = 0;
  for await (const chunk of response.body ?? []) {
    received += chunk.length;
    if (received > 1_000_000) break;
  }
  leave.abort();
  t.ok(received > 1_000_000);
  t.ok(await recovered(emulator));
});

t.test('close ends at once, also while a fault holds connections open', async t => {
  for (const fault of [
    { kind: 'latency', ms: 3_600_000 },
    { kind: 'slow-body', ms: 3_600_000 }
  ] as const) {
    const emulator = await start(t, { faults: [fault] });
    const held = callToken(emulator, 'widevine').then(response => response.text());
    held.catch(() => undefined);
    while (emulator.calls.tokens.widevine === 0) await new Promise(setImmediate);
    await emulator.close();
    await t.rejects(held, TypeError);
  }
});

t.test('many calls can wait at once, and none is processed after the emulator closed', async t => {
  const emulator = await start(t, { faults: [{ kind: 'latency', ms: 3_600_000 }] });
  const warnings: Error[] = [];
  const collect = (warning: Error): unknown => warnings.push(warning);
  process.on('warning', collect);
  t.teardown(() => process.off('warning', collect));
  const held = Array.from({ length: 50 }, () => callToken(emulator, 'widevine'));
  const ends = Promise.allSettled(held);
  while (emulator.calls.tokens.widevine < held.length) await new Promise(setImmediate);
  await emulator.close();
  t.ok((await ends).every(({ status }) => status === 'rejected'));
  t.same(warnings, []);
});

t.test('latency adds up and lets other faults follow', async t => {
  const emulator = await start(t, {
    faults: [
      { kind: 'latency', ms: 1 },
      { kind: 'latency', ms: 1 },
      { kind: 'status', status: 500, times: 1 }
    ]
  });
  t.equal((await callToken(emulator, 'widevine')).status, 500);
  t.equal((await callToken(emulator, 'widevine')).status, 200);
});

t.test('a fault hits only the API and the DRM that it names', async t => {
  const emulator = await start(t);
  const url = await licenseUrl(emulator, 'widevine');
  emulator.configure({ faults: [{ kind: 'status', status: 500, api: 'tokens', drm: 'widevine' }] });
  t.equal((await callToken(emulator, 'widevine')).status, 500);
  t.equal((await callToken(emulator, 'fairplay')).status, 200);
  t.equal((await redeem(url, TV)).status, 200);
  t.equal((await records(emulator)).length, 1);
  emulator.configure({ faults: [{ kind: 'status', status: 500, drm: 'widevine' }] });
  t.equal((await redeem(url, TV)).status, 500);
});

t.test('a fault ends after as many calls as it says', async t => {
  const emulator = await start(t, { faults: [{ kind: 'status', status: 500, times: 2 }] });
  const statuses = [];
  for (let call = 0; call < 4; call++) statuses.push((await callToken(emulator, 'widevine')).status);
  t.same(statuses, [500, 500, 200, 200]);
});

t.test('switching the same fault on again starts its count again', async t => {
  const faults: readonly Fault[] = [{ kind: 'status', status: 500, times: 1 }];
  const emulator = await start(t, { faults });
  for (let round = 0; round < 2; round++) {
    t.equal((await callToken(emulator, 'widevine')).status, 500);
    t.ok(await recovered(emulator));
    emulator.configure({ faults });
  }
});

t.test('a rate hits a share of the calls, the same ones for the same seed', async t => {
  const run = async (): Promise<number[]> => {
    const emulator = await start(t, { seed: 'chance', faults: [{ kind: 'status', status: 500, rate: 0.5 }] });
    const statuses = [];
    for (let call = 0; call < 40; call++) statuses.push((await callToken(emulator, 'widevine')).status);
    return statuses;
  };
  const first = await run();
  t.ok(first.includes(500));
  t.ok(first.includes(200));
  t.same(await run(), first);
});

t.test('a rate of 0 hits nothing', async t => {
  const emulator = await start(t, { faults: [{ kind: 'reset', rate: 0 }] });
  t.ok(await recovered(emulator));
});

t.test('failed calls are counted', async t => {
  const emulator = await start(t, { faults: [{ kind: 'status', status: 500 }] });
  await callToken(emulator, 'widevine');
  t.equal(emulator.calls.tokens.widevine, 1);
});
