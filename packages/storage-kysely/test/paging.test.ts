import type { Page, PageRequest } from '@expressplay-binding/binding-core';
import fc from 'fast-check';
import type { Test } from 'tap';
import type { Storage } from '../src/index.ts';
import { onEachDatabase, openEmpty } from './support/databases.ts';
import {
  accountId,
  activeDevice,
  apiKey,
  auditEvent,
  content,
  entitlement,
  moment,
  token
} from './support/samples.ts';

const count = 17;
const numbers = Array.from({ length: count }, (_, number) => String(number).padStart(2, '0'));

async function fill({ store }: Storage): Promise<void> {
  await store.inAccount(accountId, moment, async unit => {
    for (const number of numbers) {
      await unit.insertDevice({ ...activeDevice, deviceId: `dev_${number}` });
      await unit.insertEntitlement({ ...entitlement, entitlementId: `ent_${number}` });
      await unit.insertToken({ ...token, tokenId: `tok_${number}` });
    }
  });
  for (const number of numbers) {
    await store.saveContent({ ...content, contentId: `film ${number} 🎬` });
    await store.insertApiKey({ ...apiKey, keyId: `key_${number}` }, number.repeat(32), () => ({
      auditEvent: { ...auditEvent, eventId: `aud_${number}` }
    }));
  }
}

/** The ids of all pages in a row. */
async function idsOf<T>(
  list: (page: PageRequest) => Promise<Page<T>>,
  idOf: (item: T) => string,
  limit: number,
  t: Test
): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await list({ limit, cursor });
    if (page.items.length > limit) t.fail('a page is longer than its limit');
    if (page.items.length < limit && page.nextCursor) t.fail('a short page is not the last');
    ids.push(...page.items.map(idOf));
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return ids;
}

onEachDatabase('consecutive pages contain all items in order, whatever the limit', async (t, database) => {
  const storage = await openEmpty(t, database);
  const { store } = storage;
  await fill(storage);
  const newestFirst = numbers.toReversed();
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: count + 2 }), async limit => {
      t.strictSame(
        await idsOf(
          page => store.listContents(page),
          item => item.contentId,
          limit,
          t
        ),
        numbers.map(number => `film ${number} 🎬`)
      );
      t.strictSame(
        await idsOf(
          page => store.listDevices(accountId, page),
          item => item.deviceId,
          limit,
          t
        ),
        newestFirst.map(number => `dev_${number}`)
      );
      t.strictSame(
        await idsOf(
          page => store.listEntitlements(accountId, page),
          item => item.entitlementId,
          limit,
          t
        ),
        newestFirst.map(number => `ent_${number}`)
      );
      t.strictSame(
        await idsOf(
          page => store.listTokens(accountId, page),
          item => item.tokenId,
          limit,
          t
        ),
        newestFirst.map(number => `tok_${number}`)
      );
      t.strictSame(
        await idsOf(
          page => store.listApiKeys(page),
          item => item.keyId,
          limit,
          t
        ),
        newestFirst.map(number => `key_${number}`)
      );
    }),
    { numRuns: 12, examples: [[1], [count - 1], [count], [count + 1]] }
  );
});

onEachDatabase(
  'an item that is added or removed between pages does not move other items',
  async (t, database) => {
    const storage = await openEmpty(t, database);
    await fill(storage);
    const { store } = storage;
    const first = await store.listContents({ limit: 5 });
    await store.saveContent({ ...content, contentId: 'a film before all' });
    await store.deleteContent('film 04 🎬');
    const second = await store.listContents({ limit: 1, cursor: first.nextCursor });
    t.same(second.items[0]?.contentId, 'film 05 🎬');
  }
);

onEachDatabase('an invented cursor is not an error', async (t, database) => {
  const storage = await openEmpty(t, database);
  await fill(storage);
  const { store } = storage;
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary' }), async text => {
      for (const cursor of [text, Buffer.from(text).toString('base64url')]) {
        const page = { limit: 3, cursor };
        await store.listContents(page);
        await store.listDevices(accountId, page);
        await store.listEntitlements(accountId, page);
        await store.listTokens(accountId, page);
        await store.listApiKeys(page);
      }
    }),
    { numRuns: 40 }
  );
});

onEachDatabase('pages of a prefix have its accounts and no others', async (t, database) => {
  const { store } = await openEmpty(t, database);
  const ids = ['b', 'ba', 'bab', 'bb', 'b🎬', 'b\u{ffff}', 'a', 'az', 'c'];
  for (const id of ids)
    await store.inAccount(id, moment, unit => unit.updateAccount({ ...unit.account, policyName: 'p' }));
  const sorted = (found: readonly string[]) =>
    found.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  for (const prefix of ['', 'b', 'ba', 'b🎬', 'd'])
    for (const limit of [1, 2, 20])
      t.strictSame(
        await idsOf(
          page => store.listAccounts(prefix, page),
          account => account.accountId,
          limit,
          t
        ),
        sorted(ids.filter(id => id.startsWith(prefix))),
        `${prefix}, ${limit} to a page`
      );
});
