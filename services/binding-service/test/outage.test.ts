import { problemDetails } from '@expressplay-binding/fastify-binding';
import { StorageError } from '@expressplay-binding/storage-kysely';
import Fastify from 'fastify';
import t from 'tap';
import { databaseOutage } from '../src/plugins/database-outage.ts';
import { onMysqlAlone } from './support/databases.ts';
import { film } from './support/flow.ts';
import { startLine } from './support/line.ts';
import { startEmulator, startService } from './support/service.ts';

onMysqlAlone(
  'while the database is away requests are refused as unavailable, and then work again',
  async (t, database) => {
    const line = await startLine(t, new URL(await database.createUrl(t)));
    const emulator = await startEmulator(t);
    const { call } = await startService(t, line.url, emulator.url);
    t.equal((await call('PUT', '/v1/contents/film', film)).status, 201);

    line.cut();
    for (const path of ['/v1/contents/film', '/v1/accounts/ada', '/health/ready']) {
      const { status, body, headers } = await call('GET', path);
      t.equal(status, 503, path);
      t.match(body, { code: 'unavailable', retryable: true });
      if (path.startsWith('/v1')) t.equal(headers.get('retry-after'), '2');
    }
    t.equal((await call('GET', '/health/live')).status, 200);

    line.mend();
    t.equal((await call('GET', '/v1/contents/film')).status, 200);
    t.equal((await call('GET', '/health/ready')).status, 200);
  }
);

t.test('every fault of the database that passes is 503 and may be retried, all others are 500', async t => {
  const app = Fastify();
  t.teardown(() => app.close());
  await app.register(problemDetails);
  await app.register(async routes => {
    await routes.register(databaseOutage);
    routes.get('/:code', async ({ params }) => {
      throw new StorageError((params as { code: StorageError['code'] }).code, 'it failed');
    });
  });
  for (const code of ['unreachable', 'busy', 'not-writable', 'disk-failed'] as const) {
    const { statusCode, headers, body } = await app.inject(`/${code}`);
    t.match({ statusCode, retryAfter: headers['retry-after'] }, { statusCode: 503, retryAfter: '2' }, code);
    t.match(JSON.parse(body), { code: 'unavailable', retryable: true });
  }
  t.equal((await app.inject('/not-a-database')).statusCode, 500);
});
