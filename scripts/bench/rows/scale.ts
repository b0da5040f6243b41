import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { hasMariaDb, startMariaDb } from '../../mariadb.mjs';
import { timed } from '../in-parallel.ts';
import { createDatabase, runOnMariaDb } from '../mariadb-database.ts';
import type { Finding, Row } from '../row.ts';
import { caller, openRules, type Rules } from '../rules.ts';
import { compare, median } from '../statistics.ts';
import { accountOf, insertDevices } from '../stored-devices.ts';
import { inTemporaryFolder } from '../temporary-folder.ts';

const few = 1000;
const target = { atMost: 1.3 };

/** What the number of stored devices does to those who use theirs. */
export const scale: Row = {
  name: 'scale',
  run: async ({ quick }) => [
    ...(await onSqlite(quick ? 100_000 : 1_000_000, quick)),
    ...(await onMariaDb(quick ? 100_000 : 1_000_000, quick))
  ]
};

function onSqlite(many: number, quick: boolean): Promise<Finding[]> {
  return inTemporaryFolder(async folder => {
    const filled = async (count: number) => {
      const file = join(folder, `${count}.db`);
      await (await openRules(`sqlite:${file}`)).close();
      const database = new DatabaseSync(file);
      for (const statement of insertDevices(count)) database.exec(statement);
      database.close();
      return openRules(`sqlite:${file}`);
    };
    return findings('SQLite', await filled(few), await filled(many), many, quick);
  });
}

async function onMariaDb(many: number, quick: boolean): Promise<Finding[]> {
  if (!hasMariaDb()) {
    console.error('MariaDB (mariadbd, mariadb-install-db) is not installed: scale on MariaDB is left out.');
    return [];
  }
  // As on a server that is sized for its data. With the default of 128 MB most of what is measured is reading from the disk.
  const mariaDb = await startMariaDb(['--innodb-buffer-pool-size=2G']);
  try {
    const filled = async (count: number) => {
      const url = await createDatabase(mariaDb.url, `devices_${count}`);
      await (await openRules(url)).close();
      await runOnMariaDb(url, insertDevices(count));
      return openRules(url);
    };
    return await findings('MariaDB', await filled(few), await filled(many), many, quick);
  } finally {
    await mariaDb.stop();
  }
}

async function findings(
  database: string,
  small: Rules,
  large: Rules,
  many: number,
  quick: boolean
): Promise<Finding[]> {
  const rounds = quick ? 3 : 15;
  const walks = { small: walkThrough(few), large: walkThrough(many) };
  const round = (rules: Rules, walk: Iterator<string>, ask: typeof list) => () =>
    medianTime(rules, walk, ask);
  const found: Finding[] = [];
  for (const [what, ask] of [
    ['listing devices', list],
    ['deciding a registration', decide]
  ] as const) {
    const onLarge = round(large, walks.large, ask);
    const onSmall = round(small, walks.small, ask);
    await onLarge();
    await onSmall();
    const { ratio, ours, theirs } = await compare(rounds, onLarge, onSmall);
    found.push({
      figure: ratio,
      measures: `${what} on ${database} with ${many} devices stored ÷ with ${few}`,
      target,
      details: { 'ms with many': ours.toFixed(2), 'ms with few': theirs.toFixed(2) }
    });
  }
  await Promise.all([small.close(), large.close()]);
  return found;
}

/** Accounts all over the database, none twice within a run. */
function* walkThrough(devices: number): Generator<string> {
  const stride = 2 * Math.max(1, Math.floor(devices / few));
  for (let device = 0; device < devices; device += stride) yield accountOf(device);
}

/** The median time, in milliseconds, of asking some accounts. */
async function medianTime(rules: Rules, walk: Iterator<string>, ask: typeof list): Promise<number> {
  const times: number[] = [];
  for (let left = 12; left > 0; left -= 1) times.push(await ask(rules, walk.next().value));
  return median(times);
}

async function list({ binding }: Rules, account: string): Promise<number> {
  return timed(() => binding.listDevices(account, { limit: 20 }));
}

async function decide({ binding, startRedeemed }: Rules, account: string): Promise<number> {
  const registration = await startRedeemed(account);
  return timed(() => binding.completeRegistration(registration, caller));
}
