import { randomBytes } from 'node:crypto';
import { openStorage } from '@expressplay-binding/storage-kysely';
import { onEachDatabase } from './support/databases.ts';
import { environmentOf } from './support/environment.ts';
import { film } from './support/flow.ts';
import { runSource } from './support/process.ts';
import { startEmulator, startService } from './support/service.ts';

onEachDatabase(
  'keys are encrypted again while the service runs, and the old key can be removed',
  async (t, database) => {
    const databaseUrl = await database.createUrl(t);
    const [older, newer] = [1, 2].map(() => randomBytes(32).toString('base64url')) as [string, string];
    const emulator = await startEmulator(t);
    const { call } = await startService(t, databaseUrl, emulator.url, { SEALING_KEYS: older });
    for (let i = 0; i < 120; i++) await call('PUT', `/v1/contents/film-${i}`, film);

    const rotate = (SEALING_KEYS: string) =>
      runSource(
        t,
        'bin.ts',
        { ...process.env, ...environmentOf({ databaseUrl, expressPlayUrl: emulator.url }, { SEALING_KEYS }) },
        ['rotate-keys']
      );
    const [rotated, read] = await Promise.all([
      rotate(`${newer},${older}`),
      call('GET', '/v1/contents/film-1')
    ]);
    t.match(rotated, {
      code: 0,
      stdout: /^100 of 120 contents\n120 of 120 contents\nSealed the keys of 120 contents/
    });
    t.equal(read.status, 200);
    t.match(
      await rotate(`${newer},${older}`),
      { code: 0, stdout: /Sealed the keys of 0 contents/ },
      'once is enough'
    );

    const storage = await openStorage({ url: databaseUrl, sealingKeys: [newer] });
    t.match(await storage.store.findContent('film-119'), { key: film.key }, 'the new key alone opens them');
    await storage.close();
    t.match(await rotate(older), { code: 1, stderr: /./ }, 'the old one opens none');
  }
);
