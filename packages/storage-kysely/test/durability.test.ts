import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { onEachSharedDatabase, open } from './support/databases.ts';
import { exitCode, startProcess } from './support/processes.ts';

const enough = 150;

onEachSharedDatabase(
  'acknowledged units survive kill -9, and no unit is stored in part',
  async (t, database) => {
    const url = await database.createUrl(t);
    const writer = startProcess(t, 'write-process.ts', url);
    const acknowledged: [accountId: string, number: string][] = [];
    const lines = createInterface({ input: writer.stdout! });
    lines.on('line', line => {
      const [accountId = '', number = ''] = line.split(' ');
      acknowledged.push([accountId, number]);
      if (acknowledged.length === enough) writer.kill('SIGKILL');
    });
    await once(lines, 'close');
    t.equal(await exitCode(writer), null, 'killed by a signal');

    const { store } = await open(t, url);
    for (const [accountId, number] of acknowledged)
      if (!(await store.findDevice(accountId, `dev_${number}`))) t.fail(`unit ${number} was lost`);

    for (const accountId of ['ada', 'bob', 'cleo', 'dora']) {
      const page = { limit: 10_000 };
      const devices = (await store.listDevices(accountId, page)).items.map(item => item.deviceId.slice(4));
      const entitlements = (await store.listEntitlements(accountId, page)).items.map(item =>
        item.entitlementId.slice(4)
      );
      t.strictSame(devices, entitlements);
    }
  }
);
