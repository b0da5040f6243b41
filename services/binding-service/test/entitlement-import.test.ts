import t from 'tap';
import { onEachDatabase } from './support/databases.ts';
import { apiKey } from './support/environment.ts';
import { film } from './support/flow.ts';
import { startService } from './support/service.ts';

const sale = (orderId: string, more: object = {}) =>
  JSON.stringify({ accountId: 'ada', contentId: 'film', kind: 'purchase', orderId, ...more });

/** Sends lines to the import. */
function importerOf(url: string) {
  return async (lines: readonly string[], contentType = 'application/x-ndjson') => {
    const answer = await fetch(`${url}/v1/entitlements/imports`, {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': contentType },
      body: lines.join('\n')
    });
    const text = await answer.text();
    return {
      answer,
      text,
      lines: () =>
        text
          .trim()
          .split('\n')
          .map(line => JSON.parse(line))
    };
  };
}

onEachDatabase('each line of an import is booked or refused by itself, in order', async (t, database) => {
  const service = await startService(t, await database.createUrl(t), 'http://127.0.0.1:9', {
    LOG_LEVEL: 'silent'
  });
  const importLines = importerOf(service.url);
  await service.call('PUT', '/v1/contents/film', film);

  const { answer, lines } = await importLines([
    sale('order-1'),
    '{"accountId":',
    '',
    sale('order-2', { contentID: 'film' }),
    sale('order-3', { contentId: 'nowhere' }),
    sale('order-4', { kind: 'rental' }),
    sale('order-1', { kind: 'subscription', until: '2030-01-31T00:00:00Z' }),
    sale('order-5', { orderId: undefined }),
    sale('order-6', { accountId: 'grace', kind: 'subscription', until: '2030-01-31T00:00:00Z' })
  ]);
  t.equal(answer.status, 200);
  t.match(answer.headers.get('content-type'), 'application/x-ndjson');
  t.match(lines(), [
    { line: 1, entitlementId: /^ent_/ },
    { line: 2, problem: { code: 'validation' } },
    { line: 4, problem: { code: 'validation', errors: [{ path: '/contentID' }] } },
    { line: 5, problem: { code: 'not-found' } },
    { line: 6, problem: { code: 'validation', errors: [{ path: '/startBy' }, { path: '/playDuration' }] } },
    { line: 7, problem: { code: 'order-id-reused' } },
    { line: 8, problem: { code: 'validation', errors: [{ path: '/orderId' }] } },
    { line: 9, entitlementId: /^ent_/ }
  ]);
  const booked = await service.call('GET', '/v1/accounts/ada/entitlements');
  t.match(booked.body.items, [{ orderId: 'order-1', kind: 'purchase' }]);
  t.equal(booked.body.items.length, 1);
});

onEachDatabase('an import that is sent again books nothing twice', async (t, database) => {
  const service = await startService(t, await database.createUrl(t), 'http://127.0.0.1:9', {
    LOG_LEVEL: 'silent'
  });
  const importLines = importerOf(service.url);
  await service.call('PUT', '/v1/contents/film', film);
  const sales = Array.from({ length: 120 }, (_, i) => sale(`order-${i}`, { accountId: `account-${i % 7}` }));

  const first = (await importLines(sales.slice(0, 70))).lines();
  const again = (await importLines(sales)).lines();
  t.equal(again.length, sales.length);
  t.strictSame(again.slice(0, 70), first);
  t.equal(new Set(again.map(({ entitlementId }) => entitlementId)).size, sales.length);
  const { body } = await service.call('GET', '/v1/accounts/account-0/entitlements?limit=100');
  t.equal(body.items.length, 18);
});

t.test('an import takes lines only, and no more than 4 MiB of them', async t => {
  const { url } = await startService(t, 'sqlite::memory:', 'http://127.0.0.1:9', { LOG_LEVEL: 'silent' });
  const importLines = importerOf(url);
  t.match((await importLines([sale('order-1')], 'application/json')).lines(), [
    { code: 'unsupported-media-type' }
  ]);
  t.match((await importLines(['x'.repeat(4_194_305)])).lines(), [{ code: 'payload-too-large' }]);
  t.equal((await importLines(['', ' '])).text, '', 'no line, no answer');
  const withoutBody = await fetch(`${url}/v1/entitlements/imports`, {
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}` }
  });
  t.equal(withoutBody.status, 200);
  t.equal(await withoutBody.text(), '');
});
