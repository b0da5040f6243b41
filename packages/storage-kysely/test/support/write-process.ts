import { openStorage } from '../../src/index.ts';
import { activeDevice, entitlement } from './samples.ts';

// Writes a device and an entitlement in each unit, several units at a time, and prints the number of each that was
// acknowledged, until somebody stops it.
const [, , url = ''] = process.argv;
const { store } = await openStorage({ url, sealingKeys: [String(process.env.SEALING_KEY)] });
let next = 0;

async function write(accountId: string): Promise<never> {
  for (;;) {
    const number = next++;
    await store.inAccount(accountId, 0, async unit => {
      await unit.insertDevice({ ...activeDevice, accountId, deviceId: `dev_${number}` });
      await unit.insertEntitlement({ ...entitlement, accountId, entitlementId: `ent_${number}` });
    });
    process.stdout.write(`${accountId} ${number}\n`);
  }
}

await Promise.all(['ada', 'bob', 'cleo', 'dora'].map(write));
