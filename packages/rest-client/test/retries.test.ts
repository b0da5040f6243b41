import t from 'tap';
import { json, prepared, problem } from './support.ts';

const soon = { 'retry-after': '0' };
const token = { accountId: 'ada', contentId: 'film-1', deviceId: 'dev_1' };

t.test(
  'a creating call is sent again with the same generated key, and another call with another one',
  async t => {
    const { api, sent } = prepared([
      new TypeError('connection lost'),
      problem(409, 'idempotency-in-flight', soon),
      json({ tokenId: 'tok_1' }, 201),
      json({ tokenId: 'tok_2' }, 201)
    ]);
    t.match(await api.issueToken(token), { tokenId: 'tok_1' });
    t.match(await api.issueToken(token), { tokenId: 'tok_2' });
    const [first, second, third, other] = sent.map(({ key }) => key);
    t.match(first, /^[0-9a-f-]{36}$/);
    t.strictSame([second, third], [first, first]);
    t.not(other, first);
  }
);

t.test('the caller’s own key is used', async t => {
  const { api, sent } = prepared([json({}, 201)]);
  await api.issueToken(token, { idempotencyKey: 'order-4711' });
  t.equal(sent[0]?.key, 'order-4711');
});

t.test('a call that could happen twice is sent again only if the service did nothing', async t => {
  const lost = prepared([new TypeError('connection lost')]);
  await t.rejects(lost.api.resetSwaps({ accountId: 'ada', reason: 'new TV' }), { code: 'network' });
  t.equal(lost.sent.length, 1);
  const limited = prepared([problem(429, 'rate-limited', soon), json({})]);
  await limited.api.resetSwaps({ accountId: 'ada', reason: 'new TV' });
  t.strictSame(
    limited.sent.map(({ key }) => key),
    [null, null]
  );
});

t.test('a refusal for good is not sent again', async t => {
  const refused = prepared([problem(403, 'not-entitled')]);
  await t.rejects(refused.api.issueToken(token), { code: 'not-entitled', retryable: false });
  const upstream = prepared([problem(502, 'upstream-rejected', {}, { retryable: false })]);
  await t.rejects(upstream.api.issueToken(token), { code: 'upstream-rejected', retryable: false });
  t.strictSame([refused.sent.length, upstream.sent.length], [1, 1]);
});

t.test('it ends after the retries that were allowed, with the last refusal', async t => {
  const none = prepared([problem(503, 'unavailable', soon)], { retries: 0 });
  await t.rejects(none.api.readAccount({ accountId: 'ada' }), { code: 'unavailable', retryable: true });
  const two = prepared(Array.from({ length: 3 }, () => problem(503, 'unavailable', soon)));
  await t.rejects(two.api.readAccount({ accountId: 'ada' }), { code: 'unavailable', retryable: true });
  t.strictSame([none.sent.length, two.sent.length], [1, 3]);
});

t.test('a long wait is left to the caller, who learns how long', async t => {
  const seconds = prepared([problem(429, 'rate-limited', { 'retry-after': '60' })]);
  await t.rejects(seconds.api.listCapabilities(), { code: 'rate-limited', retryAfter: 60 });
  const date = new Date(Date.now() + 3_600_000).toUTCString();
  const moment = prepared([problem(503, 'unavailable', { 'retry-after': date })]);
  const error = await moment.api.listCapabilities().catch(error => error);
  t.ok(error.retryAfter > 3500 && error.retryAfter <= 3600, String(error.retryAfter));
  t.strictSame([seconds.sent.length, moment.sent.length], [1, 1]);
});

t.test('an abort ends the waiting, too, with the caller’s reason', async t => {
  const { api, sent } = prepared([problem(503, 'unavailable', { 'retry-after': '15' })]);
  const controller = new AbortController();
  const call = api.listCapabilities({}, { signal: controller.signal });
  const reason = new Error('the customer left');
  setImmediate(() => controller.abort(reason));
  t.equal(await call.catch((error: unknown) => error), reason);
  t.equal(sent.length, 1);
});
