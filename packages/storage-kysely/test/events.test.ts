import type { BindingEvent, EventFilter, Store } from '@expressplay-binding/binding-core';
import { onEachDatabase, onEachSharedDatabase, open, openEmpty } from './support/databases.ts';
import { event, moment } from './support/samples.ts';

function eventOf(number: number, more: Partial<BindingEvent> = {}): BindingEvent {
  return { ...event, eventId: `evt_${String(number).padStart(4, '0')}`, accountId: 'ada', ...more };
}

async function append(store: Store, ...events: readonly BindingEvent[]): Promise<void> {
  for (const each of events)
    await store.inAccount(each.accountId ?? '', moment, unit => unit.appendEvent(each));
}

/** Publishes and reads everything after the cursor, as several readers would. */
async function readOn(store: Store, cursor?: string, filter: EventFilter = {}) {
  await store.publishEvents(100);
  const page = await store.listEvents(filter, { limit: 100, cursor });
  return { ids: page.items.map(({ eventId }) => eventId), nextCursor: page.nextCursor };
}

onEachDatabase('an event is published once, with every field', async (t, database) => {
  const { store } = await openEmpty(t, database);
  const other = eventOf(2, { accountId: undefined, type: 'device.bound' });
  t.notOk(await store.hasUnpublishedEvents());
  await store.inAccount('ada', moment, async unit => {
    await unit.appendEvent(eventOf(1));
    await unit.appendEvent(other);
  });
  t.strictSame((await store.listEvents({}, { limit: 10 })).items, []);
  t.ok(await store.hasUnpublishedEvents());
  t.equal(await store.publishEvents(1), 1);
  t.equal(await store.publishEvents(10), 1);
  t.equal(await store.publishEvents(10), 0);
  t.notOk(await store.hasUnpublishedEvents());
  t.strictSame((await store.listEvents({}, { limit: 10 })).items, [eventOf(1), other]);
});

onEachDatabase('the event of a unit that failed is never published', async (t, database) => {
  const { store } = await openEmpty(t, database);
  const failing = store.inAccount('ada', moment, async unit => {
    await unit.appendEvent(eventOf(1));
    throw new Error('no');
  });
  await t.rejects(failing);
  t.strictSame((await readOn(store)).ids, []);
});

onEachDatabase(
  'a filter finds events by account and type, and its cursor passes the others',
  async (t, database) => {
    const { store } = await openEmpty(t, database);
    const bound = { type: 'device.bound' } as const;
    await append(
      store,
      eventOf(1),
      eventOf(2, bound),
      eventOf(3, { ...bound, accountId: 'grace' }),
      eventOf(4)
    );
    await store.publishEvents(10);
    const list = (filter: EventFilter, limit: number, cursor?: string) =>
      store.listEvents(filter, { limit, cursor });
    const ids = async (filter: EventFilter) =>
      (await list(filter, 10)).items.map(({ eventId }) => eventId.at(-1)).join('');
    t.equal(await ids({ accountId: 'ada' }), '124');
    t.equal(await ids({ types: ['device.bound'] }), '23');
    t.equal(await ids({ types: ['device.bound', 'policy.changed'], accountId: 'ada' }), '124');
    t.equal(await ids({ types: ['device.removed'] }), '');

    const first = await list({ types: ['device.bound'] }, 1);
    const second = await list({ types: ['device.bound'] }, 1, first.nextCursor);
    t.strictSame(
      [...first.items, ...second.items].map(({ eventId }) => eventId),
      ['evt_0002', 'evt_0003']
    );
    const end = await list({ types: ['device.bound'] }, 1, second.nextCursor);
    t.strictSame(end.items, []);
    t.equal((await list({}, 10, end.nextCursor)).nextCursor, end.nextCursor, 'it is behind the last event');
  }
);

onEachSharedDatabase(
  'who pages on gets an event whose unit commits after later events were read',
  async (t, database) => {
    const url = await database.createUrl(t);
    const [one, other] = [await open(t, url), await open(t, url)];
    await append(one.store, eventOf(1));
    const hasWritten = Promise.withResolvers<void>();
    const mayCommit = Promise.withResolvers<void>();
    const late = one.store.inAccount('ada', moment, async unit => {
      await unit.appendEvent(eventOf(2));
      // A read sends what was written before it.
      await unit.findAccount('ada');
      hasWritten.resolve();
      await mayCommit.promise;
    });
    await hasWritten.promise;

    // MySQL commits this at once. SQLite has one writer: it waits there.
    const committed = append(other.store, eventOf(3, { accountId: 'grace' }));
    const isMysql = url.startsWith('mysql:');
    if (isMysql) await committed;
    const before = isMysql
      ? await readOn(other.store)
      : await other.store.listEvents({}, { limit: 9 }).then(async page => ({
          ids: page.items.map(({ eventId }) => eventId),
          nextCursor: page.nextCursor
        }));
    t.strictSame(before.ids, isMysql ? ['evt_0001', 'evt_0003'] : []);

    mayCommit.resolve();
    await Promise.all([late, committed]);
    const after = await readOn(other.store, before.nextCursor);
    t.strictSame([...before.ids, ...after.ids].sort(), ['evt_0001', 'evt_0002', 'evt_0003']);
  }
);

onEachSharedDatabase(
  'readers in two processes get every event once and in the same order, while both publish',
  async (t, database) => {
    const url = await database.createUrl(t);
    const storages = await Promise.all([open(t, url), open(t, url)]);
    let isWriting = true;
    const written = Promise.all(
      storages.map(async ({ store }, process) => {
        for (let number = 0; number < 20; number += 1)
          await Promise.all(
            ['ada', 'grace', 'hedy'].map((accountId, account) =>
              append(store, eventOf(process * 1000 + account * 100 + number, { accountId }))
            )
          );
      })
    ).then(() => {
      isWriting = false;
    });
    const readers = await Promise.all(
      storages.map(async ({ store }) => {
        const ids: string[] = [];
        let cursor: string | undefined;
        for (let isLast = false; !isLast; ) {
          isLast = !isWriting;
          const page = await readOn(store, cursor);
          ids.push(...page.ids);
          cursor = page.nextCursor;
        }
        return ids;
      })
    );
    await written;
    t.equal(new Set(readers[0]).size, 120);
    t.equal(readers[0]?.length, 120);
    t.strictSame(readers[0], readers[1]);
  }
);

onEachDatabase('old events are deleted from the beginning of the feed', async (t, database) => {
  const { store } = await openEmpty(t, database);
  await append(store, eventOf(1), eventOf(2), eventOf(3, { createdAt: moment + 5 }), eventOf(4));
  const { nextCursor } = await readOn(store);
  t.equal(await store.purgeEvents(moment + 1, 1), 1);
  t.equal(await store.purgeEvents(moment + 1, 10), 1, 'what follows a younger one waits for it');
  t.strictSame((await readOn(store)).ids, ['evt_0003', 'evt_0004']);
  t.equal(await store.purgeEvents(moment + 6, 10), 2);
  t.equal((await readOn(store, nextCursor)).nextCursor, nextCursor, 'a cursor outlives its event');
  await append(store, eventOf(5));
  t.strictSame((await readOn(store, nextCursor)).ids, ['evt_0005']);
});
