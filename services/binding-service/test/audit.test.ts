import t from 'tap';
import { onEachDatabase } from './support/databases.ts';
import { buyFilm, register } from './support/flow.ts';
import { startEmulator, startService } from './support/service.ts';

const emulator = await startEmulator(t);

onEachDatabase('audit events are filtered and paged, newest first', async (t, database) => {
  const { call } = await startService(t, await database.createUrl(t), emulator.url);
  const { deviceId } = (await register(call, 'ada')).body.device;
  await register(call, 'bob');
  await call('PATCH', `/v1/accounts/ada/devices/${deviceId}`, { name: 'Den' });
  const list = async (query: string) => (await call('GET', `/v1/audit-events?${query}`)).body;
  const actionsOf = async (query: string) =>
    (await list(query)).items.map(({ action }: { action: string }) => action);

  t.strictSame(await actionsOf('accountId=ada'), [
    'device.renamed',
    'registration.bound',
    'registration.started'
  ]);
  t.strictSame(await actionsOf(`subject=${deviceId}`), ['device.renamed']);
  t.strictSame(await actionsOf('action=registration.bound&accountId=bob'), ['registration.bound']);
  t.strictSame(await actionsOf('actor=nobody'), []);
  const [{ at }] = (await list('accountId=ada')).items;
  t.strictSame(await actionsOf(`accountId=ada&from=${at}`), ['device.renamed']);
  t.equal((await actionsOf(`accountId=ada&to=${at}`)).length, 2);

  const first = await list('accountId=ada&limit=2');
  const cursor = `cursor=${first.nextCursor}`;
  t.strictSame(await actionsOf(`accountId=ada&limit=2&${cursor}`), ['registration.started']);
  t.match(await call('GET', `/v1/audit-events?accountId=bob&${cursor}`), {
    status: 400,
    body: { errors: [{ path: '/querystring/cursor' }] }
  });
});

t.test('a filter that means nothing is refused by its name', async t => {
  const { call } = await startService(t, 'sqlite::memory:', emulator.url);
  for (const [name, value] of [
    ['action', 'device.eaten'],
    ['from', 'yesterday'],
    ['to', '2026-12-31T23:59:60Z'],
    ['accountId', '%00'],
    ['limit', '0']
  ] as const)
    t.match(
      await call('GET', `/v1/audit-events?${name}=${value}`),
      { status: 400, body: { errors: [{ path: `/querystring/${name}` }] } },
      name
    );
});

onEachDatabase('every time in the audit trail is RFC 3339', async (t, database) => {
  const { call } = await startService(t, await database.createUrl(t), emulator.url);
  const reason = { reason: 'test' };
  const { deviceId } = await buyFilm(call, 'ada');
  const until = new Date(Date.now() + 86_400_000).toISOString();
  const entitle = async (terms: object) =>
    (await call('POST', '/v1/accounts/ada/entitlements', { contentId: 'film', ...terms })).body.entitlementId;
  const rental = await entitle({ kind: 'rental', startBy: until, playDuration: 3600 });
  const subscription = `/v1/accounts/ada/entitlements/${await entitle({ kind: 'subscription', until })}`;
  const later = new Date(Date.now() + 2 * 86_400_000).toISOString();
  for (const [method, path, body] of [
    ['PATCH', subscription, { until: later }],
    ['DELETE', `/v1/accounts/ada/entitlements/${rental}`],
    ['POST', `/v1/accounts/ada/entitlements/${rental}/restore`],
    ['PUT', '/v1/accounts/ada/suspension', reason],
    ['DELETE', '/v1/accounts/ada/suspension?reason=test'],
    ['POST', '/v1/accounts/ada/swap-resets', reason],
    ['POST', `/v1/accounts/ada/devices/${deviceId}/binding-checks`, {}],
    ['PUT', '/v1/policies/gold', { maxDevices: 2, swaps: { count: 'removals', max: 1, windowSeconds: 60 } }],
    ['PUT', '/v1/accounts/ada/policy', { policy: 'gold', ...reason }],
    ['DELETE', `/v1/accounts/ada/devices/${deviceId}`, undefined]
  ] as const) {
    const { status } = await call(method, path, body);
    t.ok(status < 300, `${method} ${path} ${status}`);
  }

  const { items } = (await call('GET', '/v1/audit-events?limit=100')).body;
  const of = (action: string, subject: string) =>
    items.find((event: Record<string, unknown>) => event.action === action && event.subject === subject);
  t.match(of('entitlement.created', rental), { details: { startBy: until, playDuration: 3600 } });
  t.match(of('entitlement.extended', subscription.split('/').at(-1) ?? ''), {
    before: { until },
    after: { until: later }
  });
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
  t.match(of('entitlement.revoked', rental), { before: { startBy: until }, after: { revokedAt: time } });
  t.match(of('account.suspended', 'ada'), { after: { suspendedAt: time } });
  t.match(of('account.swaps-reset', 'ada'), { after: { swapsResetAt: time } });
  // A moment as a number has 13 digits. No other fact is so large.
  for (const event of items) t.notMatch(JSON.stringify(event), /[:,[]\d{11}/, event.action);
});
