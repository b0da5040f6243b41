import t from 'tap';
import { mysqld } from '../../../scripts/cluster/mysql.mjs';
import { hasMariaDb } from '../../../scripts/mariadb.mjs';
import { provokeFaults } from './proofs/database-faults.ts';
import { startEmulator } from './support/service.ts';

t.setTimeout(300_000);

const skip = mysqld !== undefined || hasMariaDb() ? false : 'There is neither MariaDB nor MySQL here';

t.test('whatever the database does, clients get success or 503, and all recovers', { skip }, async t => {
  const emulator = await startEmulator(t);
  const { figures, stop } = await provokeFaults(emulator.url, {
    duration: 1200,
    environment: { DATABASE_TIMEOUT_MS: '1000', LOOKUP_WORKER: 'true' }
  });
  for (const found of figures) {
    t.strictSame(found.wrong, [], `${found.fault}: every answer is a success or 503 with Retry-After`);
    t.equal(found.lost, 0, `${found.fault}: nothing that was acknowledged is gone`);
    t.equal(found.othersRefused, 0, `${found.fault}: other accounts are served`);
    t.comment(found);
  }
  t.equal(stop.exitCode, 0, 'the service stops in order while its connections are dead');
  t.comment(stop);
});
