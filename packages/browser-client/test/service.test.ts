import t from 'tap';
import { connectService } from '../src/api/service.ts';
import { BrowserClientError } from '../src/index.ts';

/** A `fetch` with prepared outcomes, and the requests that it got. */
function prepared(...outcomes: readonly (Response | Error)[]) {
  const requests: { url: string; key: string | undefined }[] = [];
  const fetch = async (url: unknown, init?: RequestInit) => {
    const { 'idempotency-key': key } = (init?.headers ?? {}) as Record<string, string>;
    const outcome = outcomes[requests.push({ url: String(url), key }) - 1];
    if (outcome instanceof Error || outcome === undefined) throw outcome ?? new Error('one request too many');
    return outcome;
  };
  return { requests, service: connectService('https://binding.example/player', fetch) };
}

function problem(status: number, code: string, headers: Record<string, string> = {}) {
  return new Response(JSON.stringify({ status, code, detail: 'A sentence.', title: '', type: '' }), {
    status,
    headers
  });
}

const ok = () => new Response('{"done":true}', { status: 201 });

t.test('a call with an idempotency key is repeated with the same key', async t => {
  const { requests, service } = prepared(
    new TypeError('connection lost'),
    problem(409, 'idempotency-in-flight', { 'retry-after': '0.01' }),
    problem(503, 'upstream-unavailable', { 'retry-after': '0.01' }),
    ok()
  );
  const { body } = await service('POST', '/tokens', { body: {}, idempotencyKey: 'one' });
  t.strictSame(body, { done: true });
  t.strictSame(requests, Array(4).fill({ url: 'https://binding.example/player/tokens', key: 'one' }));
});

t.test('a call that is not safe to repeat is sent once', async t => {
  const lost = prepared(new TypeError('connection lost'));
  await t.rejects(lost.service('POST', '/session', { body: { code: 'x' } }), { code: 'network' });
  t.equal(lost.requests.length, 1);
});

t.test('a refusal for good is not repeated, and is typed', async t => {
  const { requests, service } = prepared(problem(403, 'not-entitled'));
  const error = await service('GET', '/devices').catch(error => error);
  t.ok(error instanceof BrowserClientError);
  t.match(error, { code: 'not-entitled', status: 403, message: 'A sentence.' });
  t.strictSame(error.conflicts, []);
  t.equal(requests.length, 1);
});

t.test('a long wait is left to the customer', async t => {
  const { requests, service } = prepared(problem(429, 'rate-limited', { 'retry-after': '60' }));
  await t.rejects(service('GET', '/devices'), { code: 'rate-limited' });
  t.equal(requests.length, 1);
});

t.test('an answer that is not the service’s is no refusal of it', async t => {
  const { service } = prepared(new Response('<html>', { status: 502 }));
  await t.rejects(service('DELETE', '/session'), { code: 'network' });
});
