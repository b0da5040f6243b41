import t from 'tap';
import { callerOf, redeem } from './support/api.ts';
import { deviceA, film, startStack } from './support/stack.ts';

t.test('what support looks for is found in every account', async t => {
  const { app } = await startStack(t);
  const call = callerOf(app);
  const get = async (path: string) => (await call('GET', `/v1${path}`)).body;
  const ids = (list: { items: object[] }, member: string) =>
    list.items.map(item => (item as Record<string, unknown>)[member]);

  await call('PUT', '/v1/contents/film-1', film);
  const bound: { registrationId: string; cookie: string; deviceId: string }[] = [];
  for (const accountId of ['ada', 'adam', 'grace']) {
    const { body: started } = await call('POST', `/v1/accounts/${accountId}/registrations`, {
      drm: 'widevine'
    });
    await redeem(started.licenseUrl, deviceA);
    const { body } = await call('POST', `/v1/registrations/${started.registrationId}/complete`);
    bound.push({ ...started, deviceId: body.device.deviceId });
    await call('POST', `/v1/accounts/${accountId}/entitlements`, {
      contentId: 'film-1',
      kind: 'purchase',
      orderId: 'order-1'
    });
  }
  const [ada, adam] = bound;

  t.test('accounts by the beginning of their ids, page by page', async t => {
    t.strictSame(ids(await get('/accounts?prefix=ad'), 'accountId'), ['ada', 'adam']);
    t.strictSame(ids(await get('/accounts?prefix=Ad'), 'accountId'), [], 'letter case counts');
    const first = await get('/accounts?limit=2');
    const second = await get(`/accounts?limit=2&cursor=${first.nextCursor}`);
    t.strictSame(ids({ items: [...first.items, ...second.items] }, 'accountId'), ['ada', 'adam', 'grace']);
    t.match(first.items[0], { policyName: 'default', createdAt: /Z$/ });
    t.notOk(second.nextCursor);
  });

  t.test('a device by either of its ids', async t => {
    t.strictSame(ids(await get(`/devices?deviceId=${ada?.deviceId}`), 'accountId'), ['ada']);
    const holders = ids(await get(`/devices?drm=widevine&drmDeviceId=${deviceA}`), 'accountId');
    t.strictSame(holders, ['ada', 'adam', 'grace'], 'each account that knows the device');
    const path = `/devices?drm=widevine&drmDeviceId=${deviceA}&limit=2`;
    const first = await get(path);
    t.strictSame(ids(first, 'accountId'), ['ada', 'adam']);
    t.strictSame(ids(await get(`${path}&cursor=${first.nextCursor}`), 'accountId'), ['grace']);
    t.strictSame(ids(await get(`/devices?drm=playready&drmDeviceId=${deviceA}`), 'accountId'), []);
    for (const query of [
      '',
      '?drm=widevine',
      `?drmDeviceId=${deviceA}`,
      `?deviceId=${ada?.deviceId}&drm=widevine`
    ])
      t.match(await get(`/devices${query}`), { status: 400, code: 'validation' }, query);
  });

  t.test("an account's registrations, with why one was refused", async t => {
    const list = await get('/accounts/adam/registrations');
    t.match(list.items, [
      { registrationId: adam?.registrationId, state: 'bound', device: { accountId: 'adam' } }
    ]);
    const { body: late } = await call('POST', '/v1/accounts/adam/registrations', { drm: 'widevine' });
    await call('DELETE', `/v1/registrations/${late.registrationId}`);
    const [newest] = (await get('/accounts/adam/registrations')).items;
    t.match(newest, { state: 'cancelled', problem: { code: 'registration-cancelled' } });
  });

  t.test('a registration by its cookie', async t => {
    const found = await get(`/registrations?cookie=${ada?.cookie}`);
    t.strictSame(ids(found, 'registrationId'), [ada?.registrationId]);
    t.notOk(JSON.stringify(found).includes(String(ada?.cookie)), 'the cookie itself is not handed out');
    t.strictSame((await get('/registrations?cookie=unknown')).items, []);
  });

  t.test('entitlements by their order', async t => {
    const found = await get('/entitlements?orderId=order-1');
    t.strictSame(ids(found, 'accountId'), ['grace', 'adam', 'ada']);
    t.strictSame((await get('/entitlements?orderId=order-2')).items, []);
  });

  t.test('one audit event by its id', async t => {
    const [event] = (await get('/audit-events?accountId=ada&action=entitlement.created')).items;
    t.strictSame((await get(`/audit-events?eventId=${event.eventId}`)).items, [event]);
  });
});

t.test('the list of policies has the default one before and after it is stored', async t => {
  const { app } = await startStack(t);
  const call = callerOf(app);
  const names = async (path = '/v1/policies') => {
    const { body } = await call('GET', path);
    return { names: body.items.map(({ name }: { name: string }) => name), next: body.nextCursor };
  };
  t.strictSame((await names()).names, ['default']);
  for (const name of ['a', 'z']) await call('PUT', `/v1/policies/${name}`, { maxDevices: 1 });
  t.strictSame((await names()).names, ['a', 'default', 'z']);
  const paged: string[] = [];
  let next: string | undefined = '';
  while (next !== undefined) {
    const page = await names(`/v1/policies?limit=1${next && `&cursor=${next}`}`);
    paged.push(...page.names);
    next = page.next;
  }
  t.strictSame(paged, ['a', 'default', 'z'], 'page by page, too');
  await call('PUT', '/v1/policies/default', { maxDevices: 2 });
  t.strictSame((await names()).names, ['a', 'default', 'z']);
});

t.test('half a character is no text, whatever the database', async t => {
  const { app } = await startStack(t);
  const call = callerOf(app);
  await call('PUT', '/v1/contents/film-1', film);
  for (const orderId of ['\ud800', 'order \udfff', '\ud83d\ude00'])
    t.match(
      await call('POST', '/v1/accounts/ada/entitlements', { contentId: 'film-1', kind: 'purchase', orderId }),
      orderId === '\u{1f600}'
        ? { status: 201, body: { orderId } }
        : { status: 400, body: { code: 'validation' } }
    );
});

t.test('a refused call leaves no account behind', async t => {
  const { app } = await startStack(t);
  const call = callerOf(app);
  await call('PUT', '/v1/contents/film-1', film);
  const refused = [
    await call('POST', '/v1/accounts/nobody/tokens', { contentId: 'film-1', deviceId: 'dev_1' }),
    await call('POST', '/v1/accounts/nobody/entitlements', { contentId: 'unknown', kind: 'purchase' }),
    await call('DELETE', '/v1/accounts/nobody/devices/dev_1'),
    await call('PUT', '/v1/accounts/nobody/policy', { policy: 'unknown', reason: 'none' })
  ];
  t.ok(refused.every(({ status }) => status >= 400));
  t.strictSame((await call('GET', '/v1/accounts')).body.items, []);
});
