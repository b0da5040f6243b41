import type { Registration, Store } from '@expressplay-binding/binding-core';
import { onEachDatabase, onEachSharedDatabase, open, openEmpty } from './support/databases.ts';
import * as sample from './support/samples.ts';

const { moment } = sample;

async function addPending(store: Store, count: number, more: Partial<Registration> = {}): Promise<void> {
  for (let i = 0; i < count; i++)
    await store.inAccount(`account ${i}`, moment, unit =>
      unit.insertRegistration(
        {
          ...sample.pendingRegistration,
          accountId: `account ${i}`,
          registrationId: `reg_${i}`,
          ...more
        },
        moment + i
      )
    );
}

onEachDatabase('due registrations are leased, oldest first', async (t, database) => {
  const { store } = await openEmpty(t, database);
  await addPending(store, 3);
  const lease = async (now: number) => (await store.leaseDueLookUps(now, now + 100, 2)).map(due => due.id);
  t.same(await lease(moment + 1), ['reg_0', 'reg_1']);
  t.same(await lease(moment + 1), []);
  t.same(await lease(moment + 2), ['reg_2']);
  t.same(await lease(moment + 101), ['reg_0', 'reg_1']);
});

onEachDatabase(
  'a look-up that is scheduled counts, and settled registrations are never due',
  async (t, database) => {
    const { store } = await openEmpty(t, database);
    await addPending(store, 1);
    const [due] = await store.leaseDueLookUps(moment, moment + 100, 1);
    t.same(due, { of: 'registration', accountId: 'account 0', id: 'reg_0', lookUps: 0 });
    await store.scheduleLookUp({ ...due!, lookUps: 1 }, moment + 5);
    t.same(await store.leaseDueLookUps(moment + 4, moment + 100, 1), []);
    t.match(await store.leaseDueLookUps(moment + 5, moment + 6, 1), [{ lookUps: 1 }]);
    await addPending(store, 1, { registrationId: 'reg_settled', state: 'bound' });
    t.match(await store.leaseDueLookUps(moment + 6, moment + 7, 9), [{ id: 'reg_0' }]);
  }
);

onEachDatabase(
  'binding checks are leased like registrations, until they are settled',
  async (t, database) => {
    const { store } = await openEmpty(t, database);
    const { bindingCheck } = sample;
    await addPending(store, 1);
    const [accountId, id] = ['account 0', bindingCheck.checkId];
    await store.inAccount(accountId, moment, unit =>
      unit.insertBindingCheck({ ...bindingCheck, accountId }, moment + 1)
    );
    t.match(await store.leaseDueLookUps(moment, moment + 100, 9), [{ id: 'reg_0' }]);
    t.same(await store.leaseDueLookUps(moment + 1, moment + 2, 9), [
      { of: 'binding-check', accountId, id, lookUps: 0 }
    ]);
    const due = { of: 'binding-check', accountId, id, lookUps: 1 } as const;
    await store.scheduleLookUp(due, moment + 5);
    t.same(await store.leaseDueLookUps(moment + 5, moment + 6, 9), [due]);
    await store.inAccount(accountId, moment, unit =>
      unit.updateBindingCheck({ ...bindingCheck, accountId, state: 'not-enforced' })
    );
    await store.scheduleLookUp(due, moment + 7);
    t.same(await store.leaseDueLookUps(moment + 9, moment + 10, 9), [], 'nor when its look-up ends later');
  }
);

onEachSharedDatabase(
  'two processes share the due registrations and lease none twice',
  async (t, database) => {
    const url = await database.createUrl(t);
    const [one, two] = [await open(t, url), await open(t, url)];
    await addPending(one.store, 10);
    const leases = await Promise.all(
      [one, two, one, two].map(({ store }) => store.leaseDueLookUps(moment + 50, moment + 100, 4))
    );
    const ids = leases.flat().map(due => due.id);
    t.equal(new Set(ids).size, ids.length);
    t.equal((await one.store.leaseDueLookUps(moment + 50, moment + 100, 10)).length, 10 - ids.length);
  }
);

onEachSharedDatabase('processes share the budget of a window and never exceed it', async (t, database) => {
  const url = await database.createUrl(t);
  const [one, two] = [await open(t, url), await open(t, url)];
  const takes = await Promise.all([one, two, one, two].map(({ store }) => store.takeLookUps(moment, 4, 10)));
  t.equal(
    takes.reduce((sum, taken) => sum + taken),
    10
  );
  t.equal(await one.store.takeLookUps(moment + 1, 4, 10), 4, 'the next window begins anew');
});

onEachDatabase('records that nobody can ask for any more are deleted, in rounds', async (t, database) => {
  const { store } = await openEmpty(t, database);
  await store.inAccount('ada', moment, async unit => {
    for (let i = 0; i < 5; i++) {
      const own = { accountId: 'ada' };
      await unit.saveIdempotencyRecord({
        ...sample.idempotencyRecord,
        ...own,
        key: `${i}`,
        heldUntil: moment + i
      });
      await unit.insertPlayerSession({
        ...sample.playerSession,
        ...own,
        sessionId: `ses_${i}`,
        codeHash: `${i}`,
        expiresAt: moment + i
      });
    }
  });
  t.equal(await store.purge(moment + 3, 2), 4);
  t.equal(await store.purge(moment + 3, 2), 2);
  t.equal(await store.purge(moment + 3, 2), 0);
  t.equal(await store.findIdempotencyRecord('ada', '2'), undefined);
  t.ok(await store.findIdempotencyRecord('ada', '3'));
  t.ok(await store.findPlayerSession('ada', 'ses_3'));
});
