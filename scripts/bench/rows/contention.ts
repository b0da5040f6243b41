import { hasMariaDb, startMariaDb } from '../../mariadb.mjs';
import { timed } from '../in-parallel.ts';
import { createDatabase } from '../mariadb-database.ts';
import type { Row } from '../row.ts';
import { caller, openRules, type Rules } from '../rules.ts';
import { compare, percentile } from '../statistics.ts';

const parallel = 32;

/** What it costs that completions of one account wait for each other. */
export const contention: Row = {
  name: 'contention',
  async run({ quick }) {
    if (!hasMariaDb()) {
      console.error('MariaDB (mariadbd, mariadb-install-db) is not installed: contention is left out.');
      return [];
    }
    const mariaDb = await startMariaDb();
    try {
      const rules = await openRules(await createDatabase(mariaDb.url, 'contention'));
      let last = 0;
      const oneAccount = () => {
        const account = `account ${++last}`;
        return slowestDecision(rules, () => account);
      };
      const manyAccounts = () => slowestDecision(rules, () => `account ${++last}`);
      await rules.binding.savePolicy({ name: 'default', maxDevices: parallel }, caller);
      await oneAccount();
      await manyAccounts();
      const { ratio, ours, theirs } = await compare(quick ? 3 : 15, oneAccount, manyAccounts);
      await rules.close();
      return [
        {
          figure: ratio,
          measures: `p99 of ${parallel} decisions at once on one account ÷ on an account each`,
          target: { atMost: 3 },
          details: { 'one account ms': Math.round(ours), 'an account each ms': Math.round(theirs) }
        }
      ];
    } finally {
      await mariaDb.stop();
    }
  }
};

/** The p99, in milliseconds, of completing registrations all at once. */
async function slowestDecision(
  { binding, startRedeemed }: Rules,
  nextAccount: () => string
): Promise<number> {
  const registrations: string[] = [];
  for (let left = parallel; left > 0; left -= 1) registrations.push(await startRedeemed(nextAccount()));
  const times = await Promise.all(
    registrations.map(registration => timed(() => binding.completeRegistration(registration, caller)))
  );
  return percentile(times, 99);
}
