import t from 'tap';
import { mysqld } from '../../../scripts/cluster/mysql.mjs';
import { startMortalServer } from '../../../scripts/cluster/single.mjs';
import { hasMariaDb } from '../../../scripts/mariadb.mjs';
import { openSickDatabase, sufferFaults } from './proofs/database-faults.ts';
import { callsTo } from './support/calls.ts';
import { startEmulator, startService } from './support/service.ts';

t.setTimeout(300_000);

const skip = hasMariaDb() || mysqld !== undefined ? false : 'There is neither MariaDB nor MySQL here';

t.test(
  'whatever happens to a database, clients get tokens or are told to ask again, and lose nothing',
  { skip },
  async t => {
    const server = await startMortalServer();
    t.teardown(() => server.stop());
    const database = await openSickDatabase(server);
    t.teardown(() => database.close());
    const emulator = await startEmulator(t);
    const { url } = await startService(t, database.line.url, emulator.url, {
      DATABASE_TIMEOUT_MS: '1000',
      RATE_LIMIT_PER_MINUTE: '1000000'
    });
    const suffered = await sufferFaults(callsTo(t, url), server, database.line, 1500);
    for (const [name, { faults, lost, succeeded }] of suffered) {
      t.strictSame(faults, [], name);
      t.equal(lost, 0, `${name}: nothing that was acknowledged is gone`);
      t.ok(succeeded > 0, `${name}: it recovered`);
    }
  }
);
