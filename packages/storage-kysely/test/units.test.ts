import { setImmediate } from 'node:timers/promises';
import type { AccountUnit, Store } from '@expressplay-binding/binding-core';
import fc from 'fast-check';
import { onEachDatabase, onEachSharedDatabase, open, openEmpty } from './support/databases.ts';
import {
  accountId,
  activeDevice,
  content,
  device,
  entitlement,
  idempotencyRecord,
  insertWithBindings,
  moment,
  token
} from './support/samples.ts';

const { deviceId } = activeDevice;

/** Reads, thinks and writes: what would be lost if another unit came between. */
async function countUp(unit: AccountUnit): Promise<void> {
  const device = await unit.findDevice(accountId, deviceId);
  if (device) await unit.updateDevice({ ...device, lastTokenAt: (device.lastTokenAt ?? 0) + 1 });
  else await unit.insertDevice({ ...activeDevice, lastTokenAt: 1 });
}

async function countedIn(store: Store): Promise<number | undefined> {
  return (await store.findDevice(accountId, deviceId))?.lastTokenAt;
}

onEachDatabase('a unit returns the result of its work', async (t, database) => {
  const { store } = await openEmpty(t, database);
  t.equal(await store.inAccount(accountId, moment, async () => 'answer'), 'answer');
  t.equal(await store.inAccount(accountId, moment, async () => undefined), undefined);
});

onEachDatabase('a unit that throws stores nothing and rethrows its error', async (t, database) => {
  const { store } = await openEmpty(t, database);
  const failure = new Error('no');
  const failing = store.inAccount(accountId, moment, async unit => {
    await unit.insertDevice(activeDevice);
    await unit.insertEntitlement(entitlement);
    t.ok(await unit.findDevice(accountId, deviceId), 'it sees its own writes');
    throw failure;
  });
  t.equal(await failing.catch((error: unknown) => error), failure);
  t.equal(await store.findDevice(accountId, deviceId), undefined);
  t.equal(await store.findEntitlement(accountId, entitlement.entitlementId), undefined);
});

onEachDatabase(
  'the version of an account counts changes that may change a right, but not tokens',
  async (t, database) => {
    const { store } = await openEmpty(t, database);
    const versionAfter = async (work: (unit: AccountUnit) => Promise<void>) => {
      await store.inAccount(accountId, moment, work);
      return (await store.findAccount(accountId))?.version;
    };
    const [binding] = device.bindings;
    t.equal(await versionAfter(async () => {}), 0);
    t.equal(await versionAfter(unit => unit.insertDevice(activeDevice)), 1);
    t.equal(await versionAfter(unit => unit.insertBinding(accountId, deviceId, binding!)), 2);
    t.equal(await versionAfter(unit => unit.updateBinding(accountId, deviceId, binding!)), 3);
    t.equal(await versionAfter(unit => unit.updateDevice(activeDevice)), 4);
    t.equal(await versionAfter(unit => unit.insertEntitlement(entitlement)), 5);
    t.equal(await versionAfter(unit => unit.updateEntitlement(entitlement)), 6);
    t.equal(await versionAfter(unit => unit.updateAccount(unit.account)), 7);
    t.equal(await versionAfter(unit => unit.insertToken(token)), 7);
    t.equal(await countedIn(store), moment);
  }
);

onEachDatabase('a call that the work of a failed unit did not await stores nothing', async (t, database) => {
  const { store } = await openEmpty(t, database);
  const failing = store.inAccount(accountId, moment, unit =>
    Promise.all([
      unit.insertToken(token),
      unit.insertToken(token),
      unit.saveIdempotencyRecord(idempotencyRecord),
      insertWithBindings(unit, device)
    ])
  );
  const next = store.inAccount(accountId, moment, unit => unit.insertEntitlement(entitlement));
  await t.rejects(failing);
  await next;
  t.equal(await store.findDevice(accountId, deviceId), undefined);
  t.strictSame(await store.listTokens(accountId, { limit: 1 }), { items: [] });
  t.equal(await store.findIdempotencyRecord(accountId, idempotencyRecord.key), undefined);
  await store.inAccount(accountId, moment, unit => unit.insertDevice(activeDevice));
  t.strictSame(await store.findDevice(accountId, deviceId), activeDevice, 'and no binding of it');
});

onEachDatabase('calls of an ended unit are refused', async (t, database) => {
  const { store } = await openEmpty(t, database);
  const ended = await store.inAccount(accountId, moment, async unit => ({ unit }));
  const refused = { message: 'The unit of work has ended. Await every call of it.' };
  await t.rejects(ended.unit.insertDevice(activeDevice), refused);
  await t.rejects(ended.unit.findDevice(accountId, deviceId), refused);
  t.equal(await store.findDevice(accountId, deviceId), undefined);
});

onEachDatabase(
  'a failed unit does not undo writes of units that run at the same time',
  async (t, database) => {
    const { store } = await openEmpty(t, database);
    let round = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { minLength: 1, maxLength: 12 }), async fates => {
        round += 1;
        const accounts = [0, 1, 2].map(number => `account ${number} of round ${round}`);
        const units = fates.map((succeeds, number) => {
          const accountId = `${accounts[number % accounts.length]}`;
          return store.inAccount(accountId, moment, async unit => {
            const tokenId = `tok_${round}_${String(number).padStart(2, '0')}`;
            await unit.insertToken({ ...token, accountId, tokenId });
            if (!succeeds) throw new Error('no');
            return tokenId;
          });
        });
        const outcomes = await Promise.allSettled(units);
        t.strictSame(
          outcomes.map(({ status }) => status === 'fulfilled'),
          fates
        );
        const kept = await Promise.all(accounts.map(accountId => store.listTokens(accountId, { limit: 20 })));
        t.strictSame(
          kept.flatMap(({ items }) => items.map(({ tokenId }) => tokenId)).sort(),
          outcomes.flatMap(outcome => (outcome.status === 'fulfilled' ? [outcome.value] : []))
        );
      }),
      { numRuns: 20 }
    );
  }
);

onEachDatabase('units of one account do not interleave', async (t, database) => {
  const { store } = await openEmpty(t, database);
  await Promise.all(Array.from({ length: 50 }, () => store.inAccount(accountId, moment, countUp)));
  t.equal(await countedIn(store), 50);
});

onEachDatabase(
  'units of one account do not interleave while they wait for something else',
  async (t, database) => {
    const { store } = await openEmpty(t, database);
    const slowly = async (unit: AccountUnit) => {
      await unit.findAccount(accountId);
      await setImmediate();
      await countUp(unit);
    };
    await Promise.all(Array.from({ length: 20 }, () => store.inAccount(accountId, moment, slowly)));
    t.equal(await countedIn(store), 20);
  }
);

onEachSharedDatabase('units of one account in two processes do not interleave', async (t, database) => {
  const url = await database.createUrl(t);
  const storages = await Promise.all([open(t, url), open(t, url)]);
  await Promise.all(
    Array.from({ length: 25 }, () =>
      storages.map(({ store }) => store.inAccount(accountId, moment, countUp))
    ).flat()
  );
  for (const { store } of storages) t.equal(await countedIn(store), 50);
});

onEachDatabase('rolled-back writes are never read', async (t, database) => {
  const { store } = await openEmpty(t, database);
  const { promise: seen, resolve } = Promise.withResolvers<unknown>();
  const failing = store.inAccount(accountId, moment, async unit => {
    await unit.insertDevice(activeDevice);
    resolve(store.findDevice(accountId, deviceId));
    await setImmediate();
    throw new Error('no');
  });
  await t.rejects(failing);
  t.equal(await seen, undefined);
});

onEachSharedDatabase(
  'a read does not wait for a running unit and does not see its writes',
  async (t, database) => {
    const { store } = await openEmpty(t, database);
    await store.inAccount(accountId, moment, async unit => {
      await unit.insertDevice(activeDevice);
      t.equal(await store.findDevice(accountId, deviceId), undefined);
    });
    t.strictSame(await store.findDevice(accountId, deviceId), activeDevice);
  }
);

onEachDatabase('contents can be saved while units run', async (t, database) => {
  const { store } = await openEmpty(t, database);
  await Promise.all([
    store.inAccount(accountId, moment, countUp),
    store.saveContent(content),
    store.inAccount(accountId, moment, countUp)
  ]);
  t.strictSame(await store.findContent(content.contentId), content);
  t.equal(await countedIn(store), 2);
});

onEachDatabase('closing waits for running units', async (t, database) => {
  const { store, close } = await openEmpty(t, database);
  await store.inAccount(accountId, moment, countUp);
  const units = [1, 2, 3].map(() => store.inAccount(accountId, moment, countUp));
  await close();
  await t.resolves(Promise.all(units));
  await t.rejects(store.inAccount(accountId, moment, countUp), 'and takes no more');
});
