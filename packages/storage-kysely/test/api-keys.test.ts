import { createHash } from 'node:crypto';
import type { ApiKey } from '../src/index.ts';
import { onEachDatabase, openEmpty } from './support/databases.ts';
import { moment } from './support/samples.ts';

const hash = createHash('sha256').update('epb_secret').digest('hex');
const key: ApiKey = {
  keyId: 'key_1',
  name: 'Kundendienst',
  scopes: ['read', 'devices:override'],
  hash,
  createdAt: moment,
  revokedAt: undefined
};

onEachDatabase('an API key is found by its hash with every field', async (t, database) => {
  const { apiKeys } = await openEmpty(t, database);
  const revoked = { ...key, keyId: 'key_2', hash: 'e'.repeat(64), scopes: [], revokedAt: moment };
  await apiKeys.insert(key);
  await apiKeys.insert(revoked);
  t.strictSame(await apiKeys.findByHash(hash), key);
  t.strictSame(await apiKeys.findByHash(revoked.hash), revoked);
  t.equal(await apiKeys.findByHash('0'.repeat(64)), undefined);
  t.strictSame(await apiKeys.list({ limit: 2 }), { items: [key, revoked] });
});

onEachDatabase('a key can be revoked only once', async (t, database) => {
  const { apiKeys } = await openEmpty(t, database);
  await apiKeys.insert(key);
  t.equal(await apiKeys.revoke('key_1', moment + 1), true);
  t.equal(await apiKeys.revoke('key_1', moment + 2), false);
  t.equal(await apiKeys.revoke('key_0', moment + 2), false, 'no such key');
  t.strictSame(await apiKeys.findByHash(hash), { ...key, revokedAt: moment + 1 });
});

onEachDatabase('two keys cannot have the same hash', async (t, database) => {
  const { apiKeys } = await openEmpty(t, database);
  await apiKeys.insert(key);
  await t.rejects(apiKeys.insert({ ...key, keyId: 'key_2' }));
  t.strictSame(await apiKeys.list({ limit: 2 }), { items: [key] });
});
