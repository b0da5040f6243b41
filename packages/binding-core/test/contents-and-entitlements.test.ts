import t from 'tap';
import { type ContentKey, entitlementState, saveContents } from '../src/index.ts';
import { caller, createStage, key, kid } from './support/stage.ts';

t.test('hex is stored in lower case, and saving again replaces all except createdAt', async t => {
  const { binding, now, pass } = await createStage();
  const createdAt = now();
  const first = await binding.saveContent({ contentId: 'film', kid: kid.toUpperCase(), key, title: 'Film' });
  t.equal(first.created, true);
  t.equal(first.content.kid, kid);
  pass(10);
  const second = await binding.saveContent({ contentId: 'film', kid, key });
  t.equal(second.created, false);
  t.equal(second.content.createdAt, createdAt);
  t.equal(second.content.updatedAt, createdAt + 10_000);
  t.equal((await binding.readContent('film')).title, undefined);
});

t.test('a refusal of a wrong content names each wrong member and repeats no key', async t => {
  const { binding } = await createStage();
  const save = binding.saveContent({
    contentId: ' x',
    kid: '12',
    key: { kind: 'clear', value: 'sEcReT' },
    iv: 'zz'
  });
  const error = await save.then(
    () => t.fail('it was saved'),
    e => e
  );
  t.equal(error.code, 'validation');
  t.same(
    error.problem.errors.map((e: { path: string }) => e.path),
    ['/contentId', '/kid', '/iv', '/key/value']
  );
  t.notMatch(JSON.stringify(error.problem) + error.message, /sEcReT/);
});

t.test('several contents are saved like one, and none of them if one is wrong', async t => {
  const { binding, store, now } = await createStage();
  const parts = { store, clock: now };
  const inputs = ['a', 'b'].map(contentId => ({ contentId, kid: kid.toUpperCase(), key }));
  await t.rejects(saveContents(parts, [...inputs, { contentId: 'c', kid: 'x', key }]), {
    code: 'validation'
  });
  t.strictSame((await binding.listContents({ limit: 10 })).items, []);
  t.equal(await saveContents(parts, inputs), 2);
  t.match(await binding.readContent('b'), { kid, createdAt: now() });
});

t.test('the kek of a key storage keeps its upper-case letters', async t => {
  const { binding } = await createStage();
  const kek = 'ABCDEF0123456789ABCDEF0123456789';
  const { content } = await binding.saveContent({
    contentId: 'film',
    kid,
    key: { kind: 'key-storage', kek }
  });
  t.same(content.key, { kind: 'key-storage', kek });
});

t.test('a wrapped key needs 48 and 32 hex characters', async t => {
  const { binding } = await createStage();
  const wrapped = (ek: string, kek: string) =>
    binding.saveContent({ contentId: 'film', kid, key: { kind: 'wrapped', ek, kek } });
  await t.rejects(wrapped('a'.repeat(47), kid), { code: 'validation' });
  await t.rejects(wrapped('a'.repeat(48), 'b'), { code: 'validation' });
  t.equal((await wrapped('A'.repeat(48), kid)).content.key.kind, 'wrapped');
});

t.test('a deleted content is gone', async t => {
  const { binding } = await createStage();
  await binding.saveContent({ contentId: 'film', kid, key });
  await binding.deleteContent('film');
  await t.rejects(binding.readContent('film'), { code: 'not-found' });
  await t.rejects(binding.deleteContent('film'), { code: 'not-found' });
});

t.test('an entitlement needs a stored content', async t => {
  const { binding } = await createStage();
  await t.rejects(
    binding.createEntitlement({ accountId: 'ada', contentId: 'film', terms: { kind: 'purchase' } }, caller),
    { code: 'not-found' }
  );
});

t.test('an entitlement is not started, active or revoked', async t => {
  const { binding, now, pass } = await createStage();
  await binding.saveContent({ contentId: 'film', kid, key });
  const entitlement = await binding.createEntitlement(
    { accountId: 'ada', contentId: 'film', terms: { kind: 'purchase' }, startsAt: now() + 1000 },
    caller
  );
  t.equal(entitlementState(entitlement, now()), 'not-started');
  t.equal(entitlementState(entitlement, now() + 1000), 'active');
  pass(5);
  const revoked = await binding.revokeEntitlement('ada', entitlement.entitlementId, caller);
  t.equal(entitlementState(revoked, now()), 'revoked');
  pass(5);
  t.same(
    await binding.revokeEntitlement('ada', entitlement.entitlementId, caller),
    revoked,
    'once is enough'
  );
});

t.test("another account's entitlement is not-found", async t => {
  const { binding } = await createStage();
  await binding.saveContent({ contentId: 'film', kid, key });
  const { entitlementId } = await binding.createEntitlement(
    { accountId: 'ada', contentId: 'film', terms: { kind: 'purchase' } },
    caller
  );
  await t.rejects(binding.readEntitlement('bob', entitlementId), { code: 'not-found' });
  await t.rejects(binding.revokeEntitlement('bob', entitlementId, caller), { code: 'not-found' });
});

t.test('a key of an unknown kind is refused', async t => {
  const { binding } = await createStage();
  const wrong = { kind: 'Clear', value: '0'.repeat(32) } as unknown as ContentKey;
  await t.rejects(binding.saveContent({ contentId: 'film', kid: '1'.repeat(32), key: wrong }), {
    code: 'validation',
    problem: { errors: [{ path: '/key/kind' }] }
  });
});
