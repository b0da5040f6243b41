import { createBinding } from '@expressplay-binding/binding-core';
import { createExpressPlayClient } from '@expressplay-binding/expressplay-client';
import {
  expressPlayLicenses,
  fastifyBinding,
  problemDetails,
  scopes
} from '@expressplay-binding/fastify-binding';
import { openStorage } from '@expressplay-binding/storage-kysely';
import Fastify from 'fastify';
import t from 'tap';
import { countFailedAuthentications, failedAuthentications } from '../src/plugins/failed-authentications.ts';

t.test(
  'an address with too many failures asks the database only for credentials that were valid',
  async t => {
    let now = 1;
    let lookUps = 0;
    const server = Fastify();
    t.teardown(() => server.close());
    await server.register(problemDetails);
    await server.register(
      failedAuthentications,
      countFailedAuthentications(3, () => now)
    );
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
      authenticate: async key => {
        lookUps += 1;
        return key.startsWith('good') ? { name: key, scopes } : undefined;
      }
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
