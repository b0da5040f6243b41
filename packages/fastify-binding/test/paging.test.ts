import fc from 'fast-check';
import t from 'tap';
import { callerOf } from './support/api.ts';
import { film, startStack } from './support/stack.ts';

const { app } = await startStack(t);
const call = callerOf(app);

t.test('the pages of a list contain every item once and in order, for any limit', async t => {
  const contentIds = Array.from({ length: 23 }, (_, number) => `film ${String(number).padStart(2, '0')} ü`);
  for (const contentId of contentIds)
    await call('PUT', `/v1/contents/${encodeURIComponent(contentId)}`, film);
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 30 }), async limit => {
      const found: string[] = [];
      let cursor: string | undefined;
      do {
        const next = cursor === undefined ? '' : `&cursor=${cursor}`;
        const { body } = await call('GET', `/v1/contents?limit=${limit}${next}`);
        found.push(...body.items.map((item: { contentId: string }) => item.contentId));
        cursor = body.nextCursor;
      } while (cursor !== undefined);
      if (found.join() !== contentIds.join()) throw new Error(found.join());
    }),
    { numRuns: 30 }
  );
  t.equal((await call('GET', '/v1/contents')).body.items.length, 20, '20 unless told otherwise');
});

t.test('a cursor is opaque, and another list refuses it', async t => {
  const { body } = await call('GET', '/v1/contents?limit=1');
  t.match(body.nextCursor, /^[\w-]+$/);
  for (const path of ['accounts/ada/devices', 'accounts/ada/entitlements', 'accounts/ada/tokens'])
    t.match((await call('GET', `/v1/${path}?cursor=${body.nextCursor}`)).body, { code: 'validation' }, path);
});

t.test('no cursor causes any answer but a page or 400', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.string(), fc.base64String(), fc.json()), async cursor => {
      const { status } = await call('GET', `/v1/contents?cursor=${encodeURIComponent(cursor)}`);
      if (status !== 400) throw new Error(String(status));
    }),
    { numRuns: 200 }
  );
});

t.test('limit must be 1 to 100', async t => {
  for (const limit of ['0', '101', 'x', '1.5'])
    t.match((await call('GET', `/v1/contents?limit=${limit}`)).body, { code: 'validation' });
});
