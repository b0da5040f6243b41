import Fastify from 'fastify';
import t from 'tap';
import { fastifyBindingServerOptions, playerRoutes } from '../src/index.ts';
import { callerOf } from './support/api.ts';
import { film, startStack } from './support/stack.ts';

const day = 86_400_000;

t.test('the state of an entitlement goes by the clock of the use cases', async t => {
  let now = Date.now() + 365 * day;
  const { app } = await startStack(t, {}, () => now);
  const call = callerOf(app);
  await call('PUT', '/v1/contents/film', film);
  const until = new Date(now + day).toISOString();
  const { body } = await call('POST', '/v1/accounts/ada/entitlements', {
    contentId: 'film',
    kind: 'subscription',
    startsAt: new Date(now).toISOString(),
    until
  });
  t.equal(body.state, 'active');
  now += day;
  t.match(await call('GET', `/v1/accounts/ada/entitlements/${body.entitlementId}`), {
    body: { state: 'expired', endsAt: until }
  });
});

t.test('the cookie of a session ends with the session by the clock of the use cases', async t => {
  let now = Date.now() + 365 * day;
  const { app, binding } = await startStack(t, {}, () => now);
  const { code } = (await callerOf(app)('POST', '/v1/accounts/ada/player-sessions')).body;
  const page = Fastify(fastifyBindingServerOptions);
  t.teardown(() => page.close());
  const origin = 'https://shop.example';
  await page.register(playerRoutes, { binding, cookieSecrets: ['s'.repeat(32)], origins: [origin] });

  const signIn = await page.inject({
    method: 'POST',
    url: '/session',
    headers: { origin },
    payload: { code }
  });
  const [cookie] = signIn.cookies;
  t.equal(cookie?.maxAge, 3600);
  const list = () =>
    page.inject({
      url: '/devices',
      headers: { origin, cookie: `${cookie?.name}=${encodeURIComponent(`${cookie?.value}`)}` }
    });
  t.equal((await list()).statusCode, 200);
  now += 3600_000;
  t.equal((await list()).statusCode, 401);
});
