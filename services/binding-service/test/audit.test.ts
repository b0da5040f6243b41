import t from 'tap';
import { onEachDatabase } from './support/databases.ts';
import { register } from './support/flow.ts';
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
