import t from 'tap';
import { RestClientError } from '../src/index.ts';
import { prepared, problem } from './support.ts';

const account = { accountId: 'ada' };

t.test('a refusal has everything that the problem document says', async t => {
  const conflict = { deviceId: 'dev_1', name: 'TV', class: 'tv', removable: true };
  const nextAllowedAt = '2030-01-31T00:00:00.000Z';
  const { api } = prepared([
    problem(409, 'device-limit-reached', {}, { conflicts: [conflict], nextAllowedAt })
  ]);
  const error = await api.readAccount(account).catch(error => error);
  t.ok(error instanceof RestClientError);
  t.match(error, { code: 'device-limit-reached', status: 409, message: 'A sentence.', requestId: 'req-1' });
  t.strictSame(error.conflicts, [conflict]);
  t.strictSame(error.nextAllowedAt, new Date(nextAllowedAt));
  t.equal(error.retryable, false);
});

t.test('no answer is an error of the same class, which names the call and the reason', async t => {
  const cause = new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED 127.0.0.1:3000') });
  const { api } = prepared([cause], { retries: 0 });
  const error = await api.readAccount(account).catch(error => error);
  t.ok(error instanceof RestClientError);
  t.match(error, { code: 'network', status: undefined, retryable: true, cause });
  t.equal(error.message, 'GET /v1/accounts/{accountId} got no answer: connect ECONNREFUSED 127.0.0.1:3000');
});

t.test('an answer that never comes is a timeout', async t => {
  const { api } = prepared([], {
    timeout: 20,
    retries: 0,
    fetch: ({ signal }) =>
      new Promise((_, reject) => {
        // The request's own timer alone would not keep the process alive.
        const alive = setInterval(() => {}, 1000);
        signal.addEventListener('abort', () => {
          clearInterval(alive);
          reject(signal.reason);
        });
      })
  });
  await t.rejects(api.readAccount(account), { code: 'timeout', retryable: true });
});

t.test('what a proxy answers is no refusal of the service', async t => {
  const { api } = prepared([
    new Response('<html>', { status: 404, headers: { 'request-id': 'proxy-1' } }),
    new Response('<html>', { status: 200, headers: { 'content-type': 'text/html' } })
  ]);
  await t.rejects(api.readAccount(account), { code: 'unexpected-answer', status: 404, requestId: 'proxy-1' });
  await t.rejects(api.readAccount(account), { code: 'unexpected-answer' });
});
