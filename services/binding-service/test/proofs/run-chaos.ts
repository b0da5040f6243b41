// The faults as `npm run chaos` runs them; scripts/chaos.mjs says what they show.
import { parseArgs } from 'node:util';
import { createEmulator } from '@expressplay-binding/expressplay-emulator';
import { startMortalServer } from '../../../../scripts/cluster/single.mjs';
import { clientOf } from './client.ts';
import { openSickDatabase, sufferFaults } from './database-faults.ts';
import { startServiceProcess } from './service-process.ts';

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '60' } } });
const server = await startMortalServer();
const database = await openSickDatabase(server);
const emulator = await createEmulator();
const service = await startServiceProcess(database.line.url, emulator.url, { IDEMPOTENCY_HOLD_SECONDS: '1' });
try {
  const suffered = await sufferFaults(
    clientOf(service.url),
    server,
    database.line,
    Number(values.seconds) * 1000
  );
  const rows = [...suffered].map(([name, { faults, ...figures }]) => [
    name,
    { ...figures, faults: faults.length }
  ]);
  console.table(Object.fromEntries(rows));
  for (const [name, { faults }] of suffered)
    for (const fault of faults.slice(0, 10)) console.log(`${name}: ${fault}`);
  process.exitCode = [...suffered.values()].some(({ faults, lost }) => faults.length + lost > 0) ? 1 : 0;
} finally {
  await service.killAtOnce();
  await emulator.close();
  database.close();
  await server.stop();
}
