// The race as `npm run race` runs it; scripts/race.mjs says what it shows.
import { createEmulator } from '@expressplay-binding/expressplay-emulator';
import { clientOf } from './client.ts';
import { withMysql, withSqlite } from './databases.ts';
import { type RaceFigures, race } from './race.ts';
import { startServiceProcess } from './service-process.ts';

const size = { accounts: 50, completions: 20, limit: 3 };
const mysqlUrl = process.env.TEST_MYSQL_URL;

console.log(`${size.accounts} accounts × ${size.completions} completions at once, limit ${size.limit}\n`);
const passed = [await withSqlite(url => run('SQLite, 1 process', url, 1))];
if (mysqlUrl === undefined) console.log('MariaDB: left out, since there is none here.');
else passed.push(await withMysql(mysqlUrl, url => run('MariaDB, 3 processes', url, 3)));
process.exitCode = passed.every(Boolean) ? 0 : 1;

async function run(title: string, databaseUrl: string, processes: number): Promise<boolean> {
  const emulator = await createEmulator();
  const services = [];
  for (let started = 0; started < processes; started++)
    services.push(await startServiceProcess(databaseUrl, emulator.url));
  try {
    return report(
      title,
      await race(
        services.map(({ url }) => clientOf(url)),
        size
      )
    );
  } finally {
    await Promise.all(services.map(service => service.killAtOnce()));
    await emulator.close();
  }
}

function report(title: string, figures: RaceFigures): boolean {
  const { otherAnswers, ...numbers } = figures;
  console.log(title);
  console.table({ ...numbers, otherAnswers: otherAnswers.length });
  for (const { status, body } of otherAnswers.slice(0, 5)) console.log(status, body?.code, body?.detail);
  const { overLimit, underLimit, unexplained } = figures;
  return overLimit + underLimit + unexplained + otherAnswers.length === 0;
}
