import t from 'tap';
import { clientOf } from './proofs/client.ts';
import { race } from './proofs/race.ts';
import { onEachDatabase, onMysqlAlone } from './support/databases.ts';
import { environmentOf } from './support/environment.ts';
import { startProcess } from './support/process.ts';
import { startEmulator, startService } from './support/service.ts';

const size = { accounts: 6, completions: 10, limit: 3 };
const fair = { bound: 18, refused: 42, overLimit: 0, underLimit: 0, otherAnswers: [], unexplained: 0 };
const emulator = await startEmulator(t);

onEachDatabase(
  'accounts that race all get exactly their limit, and every refusal says why',
  async (t, database) => {
    const { url } = await startService(t, await database.createUrl(t), emulator.url, { LOG_LEVEL: 'silent' });
    t.match(await race([clientOf(url)], size), fair);
  }
);

onMysqlAlone('also over three service processes on one MySQL', async (t, database) => {
  const databaseUrl = await database.createUrl(t);
  const environment = { ...process.env, ...environmentOf({ databaseUrl, expressPlayUrl: emulator.url }) };
  const services = await Promise.all([1, 2, 3].map(() => startProcess(t, environment)));
  t.match(
    await race(
      services.map(({ url }) => clientOf(url)),
      size
    ),
    fair
  );
});
