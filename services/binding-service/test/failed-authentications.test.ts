import { createBinding } from '@expressplay-binding/binding-core';
import { createExpressPlayClient } from '@expressplay-binding/expressplay-client';
import {
  expressPlayLicenses,
  fastifyBinding,
  problemDetails,
  scopes
} from '@expressplay-binding/fastify-binding';
import { openStorage, StorageError } from '@expressplay-binding/storage-kysely';
import Fastify from 'fastify';
import t, { type Test } from 'tap';
import { limitFailedAuthentications } from '../src/failed-authentications.ts';
import { apiKey } from './support/environment.ts';
import { startEmulator, startService } from './support/service.ts';

t.test(
  'an address with too many failures asks the database only for credentials that were valid',
  async t => {
    let now = 1;
    let lookUps = 0;
    const server = Fastify();
    t.teardown(() => server.close());
    await server.register(problemDetails);
    const guard = limitFailedAuthentications(3, () => now);
    const zeros = '0'.repeat(32);
    const storage = await openStorage({ url: 'sqlite::memory:', sealingKeys: [Buffer.alloc(32)] });
    t.teardown(() => storage.close());
    const client = createExpressPlayClient({ endpoints: 'test', customerAuthenticator: `1,${zeros}` });
    t.teardown(() => client.close());
    const binding = createBinding({
      store: storage.store,
      licenses: expressPlayLicenses(client),
      settings: { dummyContent: { kid: zeros, key: { kind: 'clear', value: zeros } } }
    });
    await server.register(fastifyBinding, {
      binding,
      authenticate: (key, address) =>
        guard(key, address, async () => {
          lookUps += 1;
          return key.startsWith('good') ? { name: key, scopes } : undefined;
        })
    });
    const call = (key: string, remoteAddress = '192.0.2.1') =>
      server.inject({ url: '/capabilities', remoteAddress, headers: { authorization: `Bearer ${key}` } });

    t.equal((await call('good')).statusCode, 200);
    for (const key of ['a', 'b', 'c']) t.equal((await call(key)).statusCode, 401);
    now += 20_000;
    const before = lookUps;
    const refused = await call('d');
    t.equal(refused.statusCode, 429);
    t.match(refused.json(), { code: 'rate-limited' });
    t.equal(refused.headers['retry-after'], '40');
    t.equal((await call('good-but-new')).statusCode, 429);
    t.equal(lookUps, before);

    t.equal((await call('good')).statusCode, 200);
    t.equal((await call('d', '192.0.2.2')).statusCode, 401);
    now += 40_001;
    t.equal((await call('good-but-new')).statusCode, 200);
    t.equal((await call('d')).statusCode, 401);
  }
);

const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

/** A service with the doors for browsers and staff, which allows three failures a minute. */
async function startDoors(t: Test) {
  const emulator = await startEmulator(t);
  const origin = 'http://shop.example';
  const { server } = await startService(t, 'sqlite::memory:', emulator.url, {
    FAILED_AUTHENTICATIONS_PER_MINUTE: '3',
    CONSOLE: 'true',
    CONSOLE_ORIGIN: origin,
    PLAYER_ORIGINS: origin,
    COOKIE_SECRETS: 'a secret of at least 32 characters',
    COOKIE_MODE: 'development'
  });
  return (
    method: 'GET' | 'POST' | 'DELETE',
    url: string,
    more: { headers?: object; payload?: object; from?: string }
  ) =>
    server.inject({
      method,
      url,
      remoteAddress: more.from ?? '192.0.2.1',
      headers: { origin, ...more.headers },
      ...(more.payload && { payload: more.payload })
    });
}

t.test('failures at every door count together, and valid credentials go on working at each', async t => {
  const call = await startDoors(t);
  const signIn = (key: string) => call('POST', '/console/session', { payload: { apiKey: key } });
  const exchange = (code: string) => call('POST', '/player/session', { payload: { code } });

  const signedIn = await signIn(apiKey);
  t.equal(signedIn.statusCode, 201, signedIn.body);
  const [cookie] = String(signedIn.headers['set-cookie']).split(';');
  const session = (more = '') => call('GET', '/v1/capabilities', { headers: { cookie: `${more}${cookie}` } });
  t.equal((await session()).statusCode, 200);

  t.equal((await call('GET', '/v1/capabilities', { headers: bearer('junk') })).statusCode, 401);
  t.equal((await signIn('junk')).statusCode, 401);
  t.equal((await exchange('j'.repeat(43))).statusCode, 401);
  t.equal((await call('GET', '/v1/capabilities', { headers: bearer('junk') })).statusCode, 429);
  t.equal((await signIn('other junk')).statusCode, 429);
  t.equal((await exchange('k'.repeat(43))).statusCode, 429);
  t.equal(
    (await call('GET', '/v1/capabilities', { headers: { cookie: 'binding-console=junk' } })).statusCode,
    429
  );

  t.equal((await call('GET', '/v1/capabilities', { headers: bearer(apiKey) })).statusCode, 200);
  t.equal((await signIn(apiKey)).statusCode, 201);
  t.equal((await session('visits=9; ')).statusCode, 200, 'other cookies do not make another session');
});

t.test('a credential becomes known only where it authenticates, whatever is sent beside it', async t => {
  const call = await startDoors(t);
  const own = { from: '198.51.100.9' };
  const code = (
    await call('POST', '/v1/accounts/eve/player-sessions', { ...own, headers: bearer(apiKey) })
  ).json().code as string;
  const opened = await call('POST', '/player/session', { ...own, payload: { code } });
  const [cookie] = String(opened.headers['set-cookie']).split(';');
  const eve = { cookie: String(cookie) };
  t.equal((await call('GET', '/player/devices', { ...own, headers: eve })).statusCode, 200);

  // Doors that answer without a look at what is sent here: none of it may count as valid afterwards.
  const guess = {
    ...bearer('guess'),
    cookie: `${cookie}; binding-console=guess; __Host-binding-console=guess`
  };
  for (const url of ['/console/settings', '/console/', '/player/devices', '/docs/json'])
    await call('GET', url, { ...own, headers: guess });
  await call('DELETE', '/console/session', { ...own, headers: { cookie: 'binding-console=guess' } });

  const exchange = (guessed: string, headers: object = {}) =>
    call('POST', '/player/session', { headers, payload: { code: guessed.repeat(43) } });
  for (const digit of ['1', '2', '3']) t.equal((await exchange(digit)).statusCode, 401);
  t.equal((await exchange('4', eve)).statusCode, 429, 'a valid session buys no guess of a code');
  t.equal((await exchange('4', bearer(apiKey))).statusCode, 429, 'nor does a valid API key');
  const read = (headers: object) => call('GET', '/v1/capabilities', { headers });
  t.equal((await read({ ...eve, ...bearer('guess') })).statusCode, 429);
  t.equal((await read({ cookie: 'binding-console=guess' })).statusCode, 429);
  const signIn = await call('POST', '/console/session', { headers: eve, payload: { apiKey: 'guess' } });
  t.equal(signIn.statusCode, 429);

  t.equal((await call('GET', '/player/devices', { headers: eve })).statusCode, 200, 'the session goes on');
  const spelled = { authorization: `bearer   ${apiKey}` };
  t.equal((await read(spelled)).statusCode, 200, 'another spelling of the header is the same key');
});

t.test('a database that fails is no failed authentication', async t => {
  const guard = limitFailedAuthentications(1);
  const fails = async () => {
    throw new StorageError('unreachable', 'The database did not answer.');
  };
  await t.rejects(guard('key', '192.0.2.1', fails), { code: 'unreachable' });
  t.equal(await guard('key', '192.0.2.1', async () => 'found'), 'found');
});

t.test('an IPv6 customer has one count for all addresses of the /64', async t => {
  const call = await startDoors(t);
  const fail = (from: string) =>
    call('GET', '/v1/capabilities', { from, headers: { authorization: `Bearer ${Math.random()}` } });
  for (const host of ['1', '2', 'ffff:ffff']) t.equal((await fail(`2001:db8:0:7::${host}`)).statusCode, 401);
  t.equal((await fail('2001:db8:0:7:a::1')).statusCode, 429);
  t.equal((await fail('2001:db8:0:8::1')).statusCode, 401);
  t.equal((await fail('::ffff:192.0.2.7')).statusCode, 401);
});
