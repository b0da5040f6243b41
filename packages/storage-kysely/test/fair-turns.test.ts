import { onEachDatabase, openEmpty } from './support/databases.ts';
import * as sample from './support/samples.ts';

const { moment } = sample;

onEachDatabase('accounts take turns, however many registrations one of them has', async (t, database) => {
  const { store } = await openEmpty(t, database);
  const add = (accountId: string, count: number, dueAt: number) =>
    store.inAccount(accountId, moment, async unit => {
      for (let i = 0; i < count; i++) {
        const registrationId = `reg_${accountId}_${String(i).padStart(3, '0')}`;
        const own = { accountId, registrationId, cookie: registrationId };
        await unit.insertRegistration({ ...sample.pendingRegistration, ...own }, dueAt + i);
      }
    });
  await add('many', 300, moment);
  await add('ada', 2, moment + 500);
  await add('bob', 1, moment + 600);
  const due = await store.leaseDueLookUps(moment + 1000, moment + 2000, 6);
  t.same(
    due.map(one => one.id),
    ['reg_many_000', 'reg_ada_000', 'reg_bob_000', 'reg_many_001', 'reg_ada_001', 'reg_many_002']
  );
});

onEachDatabase('a registration counts as pending until it expires', async (t, database) => {
  const { store } = await openEmpty(t, database);
  const states = ['pending', 'pending', 'bound', 'expired'] as const;
  await store.inAccount('ada', moment, async unit => {
    for (const [i, state] of states.entries()) {
      const own = { accountId: 'ada', registrationId: `reg_${i}`, cookie: `cookie ${i}` };
      const expiresAt = moment + 1 + i;
      await unit.insertRegistration({ ...sample.pendingRegistration, ...own, state, expiresAt }, moment);
    }
  });
  t.equal(await store.countPendingRegistrations('ada', moment), 2);
  t.equal(await store.countPendingRegistrations('ada', moment + 1), 1);
  t.equal(await store.countPendingRegistrations('ada', moment + 2), 0);
  t.equal(await store.countPendingRegistrations('bob', moment), 0);
});
