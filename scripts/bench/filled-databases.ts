import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { hasMariaDb, startMariaDb } from '../mariadb.mjs';
import { createDatabase, runOnMariaDb } from './mariadb-database.ts';
import type { Finding, Target } from './row.ts';
import { openRules, type Rules } from './rules.ts';
import { compare, median } from './statistics.ts';
import { accountOf, insertDevices } from './stored-devices.ts';
import { inTemporaryFolder } from './temporary-folder.ts';

/** The devices that the small database has. */
const few = 1000;

/** Asks the rules something about an account; resolves with how long that took, in milliseconds. */
export type Ask = (rules: Rules, accountId: string) => Promise<number>;

/** What is asked of both databases, and how much longer the large one may take. */
export interface Comparisons {
  /** The devices that the large database has. */
  readonly many: number;
  readonly rounds: number;
  readonly target: Target;
  /** By what it is called in the finding. */
  readonly asks: Readonly<Record<string, Ask>>;
  /** What is stored, e.g. `1000 devices`. */
  readonly stored: (devices: number) => string;
}

/** Compares a large database with a small one, on SQLite and on MariaDB. */
export async function compareSizes(comparisons: Comparisons): Promise<Finding[]> {
  return [...(await onSqlite(comparisons)), ...(await onMariaDb(comparisons))];
}

function onSqlite(comparisons: Comparisons): Promise<Finding[]> {
  return inTemporaryFolder(async folder => {
    const filled = async (count: number) => {
      const file = join(folder, `${count}.db`);
      await (await openRules(`sqlite:${file}`)).close();
      const database = new DatabaseSync(file);
      for (const statement of insertDevices(count)) database.exec(statement);
      database.close();
      return openRules(`sqlite:${file}`);
    };
    return findings('SQLite', await filled(few), await filled(comparisons.many), comparisons);
  });
}

async function onMariaDb(comparisons: Comparisons): Promise<Finding[]> {
  if (!hasMariaDb()) {
    console.error('MariaDB (mariadbd, mariadb-install-db) is not installed: MariaDB is left out.');
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
    return await findings('MariaDB', await filled(few), await filled(comparisons.many), comparisons);
  } finally {
    await mariaDb.stop();
  }
}

async function findings(
  database: string,
  small: Rules,
  large: Rules,
  { many, rounds, target, asks, stored }: Comparisons
): Promise<Finding[]> {
  const walks = { small: walkThrough(few), large: walkThrough(many) };
  const round = (rules: Rules, walk: Iterator<string>, ask: Ask) => () => medianTime(rules, walk, ask);
  const found: Finding[] = [];
  for (const [what, ask] of Object.entries(asks)) {
    const onLarge = round(large, walks.large, ask);
    const onSmall = round(small, walks.small, ask);
    await onLarge();
    await onSmall();
    const { ratio, ours, theirs } = await compare(rounds, onLarge, onSmall);
    found.push({
      figure: ratio,
      measures: `${what} on ${database} with ${stored(many)} ÷ with ${stored(few)}`,
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
async function medianTime(rules: Rules, walk: Iterator<string>, ask: Ask): Promise<number> {
  const times: number[] = [];
  for (let left = 12; left > 0; left -= 1) times.push(await ask(rules, walk.next().value));
  return median(times);
}
