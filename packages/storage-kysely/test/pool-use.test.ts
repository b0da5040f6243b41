import { onEachDatabase, openEmpty } from './support/databases.ts';
import { accountId, moment } from './support/samples.ts';

onEachDatabase('the use of the connection pool is known where there is one', async (t, database) => {
  const { store, connections } = await openEmpty(t, database);
  const isPool = database.name === 'MySQL';
  const during = await store.inAccount(accountId, moment, async unit => {
    await unit.findAccount(accountId);
    return connections();
  });
  await t.rejects(
    store.inAccount(accountId, moment, async () => {
      throw new Error('no');
    })
  );
  await Promise.all(['a', 'b', 'c'].map(id => store.findAccount(id)));
  t.equal(during?.lent, isPool ? 1 : undefined);
  t.match(connections(), isPool ? { lent: 0, waiting: 0 } : undefined);
  t.equal((connections()?.open ?? 0) > 0, isPool);
});
