import { randomBytes } from 'node:crypto';
import { openStorage } from '@expressplay-binding/storage-kysely';

const storage = await openStorage({
  url: process.env.DATABASE_URL ?? 'sqlite::memory:',
  sealingKeys: [process.env.SEALING_KEY ?? randomBytes(32)]
});
const { store } = storage;
const now = Date.now();

await store.saveContent({
  contentId: 'film-1',
  kid: '0123456789abcdef0123456789abcdef',
  key: { kind: 'clear', value: 'fedcba9876543210fedcba9876543210' },
  createdAt: now,
  updatedAt: now
});

// All of it is written, or nothing; no other unit of this account runs meanwhile, in any process.
await store.inAccount('household-7', now, async unit => {
  const devices = await unit.listActiveDevices('household-7');
  if (devices.length >= 3) throw new Error('There is no room for another device.');
  await unit.insertDevice({
    deviceId: `dev_${now}`,
    accountId: 'household-7',
    name: 'Living room TV',
    class: 'tv',
    state: 'active',
    bindings: [],
    createdAt: now
  });
});

const { items } = await store.listDevices('household-7', { limit: 10 });
console.log(items.map(device => device.name));

await storage.close();
