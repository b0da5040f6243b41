import t from 'tap';
import { crashSwaps } from './proofs/crash-swap.ts';
import { onEachDatabase } from './support/databases.ts';
import { environmentOf } from './support/environment.ts';
import { startProcess } from './support/process.ts';
import { startEmulator } from './support/service.ts';

// Each round starts a process anew.
t.setTimeout(300_000);

onEachDatabase('kill -9 during a swap leaves the old device or the new one', async (t, database) => {
  const emulator = await startEmulator(t);
  const databaseUrl = await database.createUrl(t);
  const environment = { ...process.env, ...environmentOf({ databaseUrl, expressPlayUrl: emulator.url }) };
  const { swaps, old, new: fresh, faults } = await crashSwaps(() => startProcess(t, environment), 4);
  t.strictSame(faults, []);
  t.equal(old + fresh, swaps);
});
