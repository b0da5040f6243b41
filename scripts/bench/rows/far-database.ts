import { startMariaDb } from '../../mariadb.mjs';
import { createBareTokenCall } from '../bare-token-call.ts';
import { createCustomers } from '../customers.ts';
import { startDelayingProxy } from '../delaying-proxy.ts';
import { perSecond, timed } from '../in-parallel.ts';
import { createDatabase } from '../mariadb-database.ts';
import type { Row } from '../row.ts';
import { startEmulator, startService } from '../servers.ts';
import { median, percentile } from '../statistics.ts';
import { inTemporaryFolder } from '../temporary-folder.ts';
import { createTokenClient } from '../token-client.ts';

/** Milliseconds. */
const networkDelay = 1;

/** What a token costs more than the call to ExpressPlay if the database is a network away. */
export const farDatabase: Row = {
  name: 'far-database',
  run: ({ quick }) =>
    inTemporaryFolder(async folder => {
      const mariaDb = await startMariaDb();
      const databaseUrl = new URL(await createDatabase(mariaDb.url, 'bench'));
      const proxy = await startDelayingProxy(Number(databaseUrl.port), networkDelay);
      databaseUrl.port = String(proxy.port);
      const emulator = await startEmulator();
      const service = await startService(emulator.url, folder, databaseUrl.href);
      const issue = createTokenClient(service, await createCustomers(service, emulator.url, 16));
      const bare = createBareTokenCall(emulator.url);

      // Until the compiler has seen enough of the code.
      await perSecond(16, quick ? 500 : 5000, issue.next);
      const calls = quick ? 100 : 500;
      const rounds: { through: number[]; direct: number[] }[] = [];
      for (let round = 0; round < (quick ? 2 : 7); round += 1)
        rounds.push({ direct: await inTurn(calls, bare.call), through: await inTurn(calls, issue.next) });
      await Promise.all([issue.close(), bare.close()]);
      await service.stop();
      await emulator.stop();
      await proxy.close();
      await mariaDb.stop();

      const added = (percent: number) =>
        median(
          rounds.map(({ through, direct }) => percentile(through, percent) - percentile(direct, percent))
        );
      return [
        {
          figure: added(99),
          measures: `ms added to the p99 of a token, ${networkDelay} ms and more to MariaDB and back`,
          target: { atMost: 8 },
          details: { 'median added': `${added(50).toFixed(1)} ms` }
        }
      ];
    })
};

/** The milliseconds of calls that are made one after the other. */
async function inTurn(calls: number, call: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  while (times.length < calls) times.push(await timed(call));
  return times;
}
