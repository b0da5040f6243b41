import t from 'tap';
import { crashTokens } from './proofs/crash-tokens.ts';
import { onEachDatabase } from './support/databases.ts';
import { environmentOf } from './support/environment.ts';
import { startProcess } from './support/process.ts';

// Each round starts a process anew.
t.setTimeout(300_000);

onEachDatabase(
  'kill -9 between answer and commit costs no token and makes none twice',
  async (t, database) => {
    const databaseUrl = await database.createUrl(t);
    const start = (expressPlayUrl: string) =>
      startProcess(t, {
        ...process.env,
        ...environmentOf({ databaseUrl, expressPlayUrl }, { IDEMPOTENCY_HOLD_SECONDS: '1' })
      });
    const { tokens, committed, lost, faults } = await crashTokens(start, 4);
    t.strictSame(faults, []);
    t.equal(committed + lost, tokens);
  }
);
