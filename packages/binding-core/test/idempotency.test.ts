import t from 'tap';
import { BindingError } from '../src/index.ts';
import { caller, createStage } from './support/stage.ts';

const keyed = { ...caller, idempotencyKey: 'order-1' };

t.test('the same key and input return the same answer and create nothing new', async t => {
  const stage = await createStage();
  const request = await stage.bought();
  const first = await stage.binding.issueToken(request, keyed);
  const calls = stage.licenses.requests.length;
  stage.pass(5);
  t.strictSame(await stage.binding.issueToken(request, keyed), first);
  t.equal(stage.licenses.requests.length, calls);
  t.equal((await stage.stored()).tokens.length, 1);
});

t.test('the same key with other input is refused', async t => {
  const stage = await createStage();
  const request = await stage.bought();
  await stage.binding.issueToken(request, keyed);
  await t.rejects(stage.binding.issueToken({ ...request, persistent: true }, keyed), {
    code: 'idempotency-key-reused'
  });
  await t.rejects(stage.binding.createEntitlement({ ...request, terms: { kind: 'purchase' } }, keyed), {
    code: 'idempotency-key-reused'
  });
});

t.test('two accounts can use the same key', async t => {
  const stage = await createStage();
  const ada = await stage.binding.startRegistration({ accountId: 'ada', drm: 'widevine' }, keyed);
  const bob = await stage.binding.startRegistration({ accountId: 'bob', drm: 'widevine' }, keyed);
  t.not(ada.registration.registrationId, bob.registration.registrationId);
});

t.test('while the first attempt runs, the second is told to wait', async t => {
  const stage = await createStage();
  const request = await stage.bought();
  let second: Promise<unknown> = Promise.resolve();
  stage.licenses.meanwhile(async () => {
    second = stage.binding.issueToken(request, keyed);
    await t.rejects(second, { code: 'idempotency-in-flight', problem: { retryable: true } });
  });
  await stage.binding.issueToken(request, keyed);
});

t.test('a refusal frees the key', async t => {
  const stage = await createStage();
  const request = await stage.bought();
  stage.licenses.failWith(new BindingError({ code: 'upstream-timeout', detail: 'Try again.' }));
  await t.rejects(stage.binding.issueToken(request, keyed), { code: 'upstream-timeout' });
  stage.licenses.failWith(undefined);
  t.equal((await stage.binding.issueToken(request, keyed)).binding, 'unverified');
});

t.test('an attempt that is slower than its hold cannot create a second token', async t => {
  const stage = await createStage({ idempotencyHold: 10 });
  const request = await stage.bought();
  let overtaken = false;
  stage.licenses.meanwhile(async () => {
    if (overtaken) return;
    overtaken = true;
    stage.pass(11);
    await stage.binding.issueToken(request, keyed);
  });
  await t.rejects(stage.binding.issueToken(request, keyed), { code: 'idempotency-in-flight' });
  const { tokenId } = await stage.binding.issueToken(request, keyed);
  t.match((await stage.stored()).tokens, [{ token_id: tokenId }]);
  t.equal((await stage.stored()).tokens.length, 1);
});

t.test('an answer is stored for a day', async t => {
  const stage = await createStage();
  const request = await stage.bought();
  const first = await stage.binding.issueToken(request, keyed);
  stage.pass(86_400);
  t.equal(await stage.binding.purge(), 0);
  t.equal((await stage.binding.issueToken(request, keyed)).tokenId, first.tokenId);
  stage.pass(61);
  t.equal(await stage.binding.purge(), 1);
  t.not((await stage.binding.issueToken(request, keyed)).tokenId, first.tokenId);
});
