import t from 'tap';
import type { Drm } from '../src/index.ts';
import { caller, createStage, key } from './support/stage.ts';

type Stage = Awaited<ReturnType<typeof createStage>>;

const day = 86_400;

async function capabilityOf({ binding }: Stage, drm: Drm = 'widevine') {
  return (await binding.listCapabilities()).find(capability => capability.drm === drm);
}

/** A device of an account that bought three contents with a key each; asks for a token of one of them. */
async function threeContents(stage: Stage) {
  const request = await stage.bought();
  for (const digit of ['2', '3']) {
    const contentId = `film ${digit}`;
    await stage.binding.saveContent({ contentId, kid: digit.repeat(32), key });
    await stage.binding.createEntitlement(
      { accountId: request.accountId, contentId, terms: { kind: 'purchase' } },
      caller
    );
  }
  const contentIds = [request.contentId, 'film 2', 'film 3'];
  return (index: number) =>
    stage.binding.issueToken({ ...request, contentId: contentIds[index] ?? '' }, caller);
}

const unsupported = { code: 'binding-unsupported', problem: { upstream: { code: -7002 } } };

t.test('nothing is claimed of a DRM until somebody knows it', async t => {
  const stage = await createStage({ deviceBinding: { fairplay: 'unsupported', playready: 'enforced' } });
  t.strictSame(await stage.binding.listCapabilities(), [
    { drm: 'widevine', deviceBinding: 'unverified', allowUnbound: false },
    { drm: 'playready', deviceBinding: 'enforced', source: 'configured', allowUnbound: false },
    { drm: 'fairplay', deviceBinding: 'unsupported', source: 'configured', allowUnbound: false },
    { drm: 'marlin-ms3', deviceBinding: 'unverified', allowUnbound: false },
    { drm: 'marlin-bb', deviceBinding: 'unverified', allowUnbound: false }
  ]);
});

t.test('a token says what is known of its binding, and no more', async t => {
  const unknown = await createStage();
  t.equal((await unknown.binding.issueToken(await unknown.bought(), caller)).binding, 'unverified');
  const known = await createStage({ deviceBinding: { widevine: 'enforced' } });
  const request = await known.bought();
  t.equal((await known.binding.issueToken(request, caller)).binding, 'enforced');
  t.equal((await known.binding.listTokens('ada', { limit: 1 })).items[0]?.binding, 'enforced');
});

t.test('an operator who refuses unverified tokens gets none, and it costs no call', async t => {
  const stage = await createStage({ unverifiedBinding: 'refuse' });
  const request = await stage.bought();
  const calls = stage.licenses.requests.length;
  await t.rejects(stage.binding.issueToken(request, caller), { code: 'binding-unverified' });
  t.equal(stage.licenses.requests.length, calls);
});

t.test('one refusal, or several of the same content, teach nothing about the DRM', async t => {
  const stage = await createStage({ allowUnbound: ['widevine'] });
  const issue = await threeContents(stage);
  stage.licenses.refuseBinding('widevine');
  await t.rejects(issue(0), unsupported, 'no weaker token is issued on the word of one refusal');
  await t.rejects(issue(0), unsupported);
  t.match(await capabilityOf(stage), { deviceBinding: 'unverified' });
  stage.licenses.refuseBinding('widevine', false);
  t.equal((await issue(1)).binding, 'unverified');
});

t.test('refusals of two contents are remembered: the next token is refused without a call', async t => {
  const stage = await createStage();
  const issue = await threeContents(stage);
  stage.licenses.refuseBinding('widevine');
  await t.rejects(issue(0), unsupported);
  stage.pass(60);
  await t.rejects(issue(1), unsupported);
  t.strictSame(await capabilityOf(stage), {
    drm: 'widevine',
    deviceBinding: 'unsupported',
    source: 'learned',
    learnedAt: stage.now(),
    learnedUntil: stage.now() + (day - 60) * 1000,
    upstreamCode: -7002,
    allowUnbound: false
  });
  const calls = stage.licenses.requests.length;
  await t.rejects(issue(2), { code: 'binding-unsupported' });
  t.equal(stage.licenses.requests.length, calls);
  const { items } = await stage.store.listAuditEvents({ action: 'capability.learned' }, { limit: 10 });
  t.match(items, [
    {
      subject: 'widevine',
      actor: 'test',
      before: { deviceBinding: 'unverified' },
      after: { deviceBinding: 'unsupported', source: 'learned', upstreamCode: -7002 }
    }
  ]);
  t.equal(items.length, 1);
});

t.test('where the operator allows it, what was learned leads to tokens that are not bound', async t => {
  const stage = await createStage({ allowUnbound: ['widevine'] });
  const issue = await threeContents(stage);
  stage.licenses.refuseBinding('widevine');
  await t.rejects(issue(0), unsupported);
  t.equal((await issue(1)).binding, 'unsupported', 'and they say so');
  const calls = stage.licenses.requests.length;
  t.equal((await issue(2)).binding, 'unsupported');
  t.equal(stage.licenses.requests.length, calls + 1, 'from the next token on it costs one call again');
  t.equal(stage.licenses.requests.at(-1)?.deviceId, undefined);
});

t.test('what was learned ends after a day, and the restriction is tried again', async t => {
  const stage = await createStage();
  const issue = await threeContents(stage);
  stage.licenses.refuseBinding('widevine');
  await t.rejects(issue(0), unsupported);
  await t.rejects(issue(1), unsupported);
  stage.licenses.refuseBinding('widevine', false);
  stage.pass(day - 1);
  await t.rejects(issue(2), { code: 'binding-unsupported' });
  stage.pass(1);
  t.equal((await issue(2)).binding, 'unverified');
  t.ok(stage.licenses.requests.at(-1)?.deviceId);
});

t.test('a token that ExpressPlay restricts forgets the refusals before it', async t => {
  const stage = await createStage();
  const issue = await threeContents(stage);
  for (const index of [0, 1, 2]) {
    stage.licenses.refuseBinding('widevine');
    await t.rejects(issue(index), unsupported);
    stage.licenses.refuseBinding('widevine', false);
    t.equal((await issue(index)).binding, 'unverified');
  }
});

t.test('staff forget what was learned, with a reason that stands in the audit trail', async t => {
  const stage = await createStage();
  const issue = await threeContents(stage);
  stage.licenses.refuseBinding('widevine');
  await t.rejects(issue(0), unsupported);
  await t.rejects(issue(1), unsupported);
  stage.licenses.refuseBinding('widevine', false);
  await t.rejects(stage.binding.forgetCapability({ drm: 'widevine', reason: '' }, caller), {
    code: 'validation'
  });
  const reason = 'Intertrust enabled it';
  t.match(await stage.binding.forgetCapability({ drm: 'widevine', reason }, caller), {
    deviceBinding: 'unverified'
  });
  t.equal((await issue(2)).binding, 'unverified');
  await stage.binding.forgetCapability({ drm: 'widevine', reason }, caller);
  const { items } = await stage.store.listAuditEvents({ action: 'capability.forgotten' }, { limit: 10 });
  t.match(items, [{ subject: 'widevine', reason, before: { deviceBinding: 'unsupported' } }]);
  t.equal(items.length, 1, 'forgetting again changes nothing');
});

t.test("the operator's setting wins over what was learned", async t => {
  const stage = await createStage({ deviceBinding: { widevine: 'enforced' } });
  const issue = await threeContents(stage);
  stage.licenses.refuseBinding('widevine');
  for (const index of [0, 1, 2]) {
    const calls = stage.licenses.requests.length;
    await t.rejects(issue(index), unsupported);
    t.equal(stage.licenses.requests.length, calls + 1, 'it is tried every time');
  }
});
