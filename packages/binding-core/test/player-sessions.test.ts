import t from 'tap';
import { caller, createStage } from './support/stage.ts';

t.test('a code opens a session of its account only once', async t => {
  const { binding } = await createStage();
  const { code } = await binding.openPlayerSession('ada', caller);
  t.match(code, /^[A-Za-z0-9_-]{43}$/);
  const session = await binding.exchangePlayerCode(code);
  t.equal(session.accountId, 'ada');
  t.equal((await binding.readPlayerSession('ada', session.sessionId)).sessionId, session.sessionId);
  await t.rejects(binding.exchangePlayerCode(code), { code: 'player-code-invalid' });
});

t.test('one of two concurrent exchanges succeeds', async t => {
  const { binding } = await createStage();
  const { code } = await binding.openPlayerSession('ada', caller);
  const results = await Promise.allSettled([
    binding.exchangePlayerCode(code),
    binding.exchangePlayerCode(code)
  ]);
  t.same(results.map(result => result.status).sort(), ['fulfilled', 'rejected']);
});

t.test('a code is valid for 60 seconds', async t => {
  const { binding, pass, now } = await createStage();
  const opened = await binding.openPlayerSession('ada', caller);
  t.equal(opened.expiresAt, now() + 60_000);
  pass(60);
  await t.rejects(binding.exchangePlayerCode(opened.code), { code: 'player-code-invalid' });
});

t.test('an unknown code and a used one are refused with the same text', async t => {
  const { binding } = await createStage();
  const { code } = await binding.openPlayerSession('ada', caller);
  await binding.exchangePlayerCode(code);
  const refusal = (attempt: string) => binding.exchangePlayerCode(attempt).catch(error => error.problem);
  t.same(await refusal('made up'), await refusal(code));
});

t.test('the code itself is not stored', async t => {
  const { binding, stored } = await createStage();
  const { code } = await binding.openPlayerSession('ada', caller);
  t.notMatch(JSON.stringify(await stored()), code);
});

t.test('a session ends by time or by sign-out, and another account cannot read it', async t => {
  const { binding, pass } = await createStage({ playerSessionTtl: 600 });
  const open = async () => binding.exchangePlayerCode((await binding.openPlayerSession('ada', caller)).code);
  const first = await open();
  await t.rejects(binding.readPlayerSession('bob', first.sessionId), { code: 'player-session-ended' });
  await binding.endPlayerSession('ada', first.sessionId);
  await t.rejects(binding.readPlayerSession('ada', first.sessionId), { code: 'player-session-ended' });
  const second = await open();
  pass(600);
  await t.rejects(binding.readPlayerSession('ada', second.sessionId), { code: 'player-session-ended' });
});

t.test('a suspended account cannot open a session', async t => {
  const { binding } = await createStage();
  await binding.suspendAccount({ accountId: 'ada', reason: 'fraud check' }, caller);
  await t.rejects(binding.openPlayerSession('ada', caller), { code: 'account-suspended' });
});
