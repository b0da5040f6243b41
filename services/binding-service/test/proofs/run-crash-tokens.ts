// The crashes as scripts/crash-tokens.mjs runs them, which says what they show.
import { crashTokens } from './crash-tokens.ts';
import { withMysql, withSqlite } from './databases.ts';
import { startServiceProcess } from './service-process.ts';

const rounds = Number(process.argv[2] ?? 100);
const mysqlUrl = process.env.TEST_MYSQL_URL;

const passed = [await withSqlite(url => run('SQLite', url))];
if (mysqlUrl === undefined) console.log('MariaDB: left out, since there is none here.');
else passed.push(await withMysql(mysqlUrl, url => run('MariaDB', url)));
process.exitCode = passed.every(Boolean) ? 0 : 1;

async function run(title: string, databaseUrl: string): Promise<boolean> {
  const { faults, ...figures } = await crashTokens(
    expressPlayUrl => startServiceProcess(databaseUrl, expressPlayUrl, { IDEMPOTENCY_HOLD_SECONDS: '1' }),
    rounds
  );
  console.log(`${title}, ${rounds} kills`);
  console.table({ ...figures, faults: faults.length });
  for (const fault of faults) console.log(fault);
  return faults.length === 0;
}
