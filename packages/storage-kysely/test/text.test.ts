import fc from 'fast-check';
import t from 'tap';
import { onEachDatabase, openEmpty, testDatabases } from './support/databases.ts';
import { activeDevice, content, idempotencyRecord, moment } from './support/samples.ts';

onEachDatabase('ids that differ in case or accent are different ids', async (t, database) => {
  const { store } = await openEmpty(t, database);
  const alike = ['film', 'Film', 'FILM', 'fílm', 'ﬁlm'];
  for (const id of alike) {
    await store.saveContent({ ...content, contentId: id, title: `title of ${id}` });
    await store.inAccount(id, moment, async unit => {
      await unit.insertDevice({ ...activeDevice, accountId: id, deviceId: 'dev_1', name: `device of ${id}` });
      await unit.saveIdempotencyRecord({
        ...idempotencyRecord,
        accountId: id,
        key: id,
        attempt: `att ${id}`
      });
    });
  }
  for (const id of alike) {
    t.equal((await store.findContent(id))?.title, `title of ${id}`);
    t.equal((await store.findAccount(id))?.accountId, id);
    t.equal((await store.findDevice(id, 'dev_1'))?.name, `device of ${id}`);
    t.equal(await store.findDevice(id, 'DEV_1'), undefined);
    t.equal((await store.findIdempotencyRecord(id, id))?.attempt, `att ${id}`);
  }
});

onEachDatabase(
  'text of the greatest length comes back, in characters of four bytes too',
  async (t, database) => {
    const { store } = await openEmpty(t, database);
    for (const character of ['x', '📺']) {
      const accountId = character.repeat(128);
      const longContent = { ...content, contentId: character.repeat(128), title: character.repeat(200) };
      const longDevice = { ...activeDevice, accountId, name: character.repeat(100) };
      const longKey = { ...idempotencyRecord, accountId, key: character.repeat(255) };
      await store.saveContent(longContent);
      await store.inAccount(accountId, moment, async unit => {
        await unit.insertDevice(longDevice);
        await unit.saveIdempotencyRecord(longKey);
      });
      t.strictSame(await store.findContent(longContent.contentId), longContent);
      t.strictSame(await store.findDevice(accountId, longDevice.deviceId), longDevice);
      t.strictSame(await store.findIdempotencyRecord(accountId, longKey.key), longKey);
    }
  }
);

onEachDatabase('any text can be searched for, and matches only itself', async (t, database) => {
  const { store } = await openEmpty(t, database);
  await store.inAccount('ada', moment, unit => unit.insertDevice({ ...activeDevice, accountId: 'ada' }));
  const anything = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom("' or 1=1 -- ", '\\', '%', '\0', '💥')
  );
  await fc.assert(
    fc.asyncProperty(anything, async text => {
      t.equal(await store.findAccount(text), undefined);
      t.equal(await store.findPolicy(text), undefined);
      t.equal(await store.findContent(text), undefined);
      t.equal(await store.findRegistration(text), undefined);
      t.equal(await store.findDevice('ada', text), undefined);
      t.equal(await store.findDeviceByBinding('ada', 'widevine', text), undefined);
      t.equal(await store.findEntitlement('ada', text), undefined);
      t.equal(await store.findIdempotencyRecord('ada', text), undefined);
      t.equal(await store.findApiKeyGrant(text), undefined);
    }),
    { numRuns: 50 }
  );
});

onEachDatabase('any stored text is read unchanged', async (t, database) => {
  const { store } = await openEmpty(t, database);
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 50 }), async text => {
      const saved = { ...content, title: text };
      await store.saveContent(saved);
      t.equal((await store.findContent(content.contentId))?.title, text);
    }),
    { numRuns: 40 }
  );
});

for (const database of testDatabases.filter(({ name }) => name === 'MySQL'))
  t.test('on MySQL text that is too long is refused, not truncated', async t => {
    const { store } = await openEmpty(t, database);
    await t.rejects(store.inAccount('x'.repeat(129), moment, async () => {}));
    await t.rejects(store.saveContent({ ...content, title: 'x'.repeat(201) }));
    t.equal(await store.findAccount('x'.repeat(128)), undefined);
    t.equal(await store.findContent(content.contentId), undefined);
  });
