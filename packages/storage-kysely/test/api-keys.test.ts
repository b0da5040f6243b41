import type { ApiKey } from '@expressplay-binding/binding-core';
import { onEachDatabase, openEmpty } from './support/databases.ts';
import { apiKey, auditEvent, moment } from './support/samples.ts';

const hash = 'f'.repeat(64);
const otherHash = 'e'.repeat(64);
const successor: ApiKey = { ...apiKey, keyId: 'key_2', lastUsedAt: undefined, replacedBy: undefined };
const event = (eventId: string) => () => ({ auditEvent: { ...auditEvent, eventId } });

onEachDatabase(
  'an API key is stored with every member, and its grant is found by its hash',
  async (t, database) => {
    const { store } = await openEmpty(t, database);
    const bare: ApiKey = {
      ...apiKey,
      keyId: 'key_0',
      scopes: [],
      allowedNetworks: undefined,
      expiresAt: undefined,
      lastUsedAt: undefined,
      replacedBy: undefined
    };
    await store.insertApiKey(apiKey, hash, event('aud_1'));
    await store.insertApiKey(bare, otherHash, event('aud_2'));
    t.strictSame(await store.findApiKey(apiKey.keyId), apiKey);
    t.strictSame(await store.listApiKeys({ limit: 2 }), { items: [apiKey, bare] });
    const { keyId, name, scopes, allowedNetworks, expiresAt } = apiKey;
    t.strictSame(await store.findApiKeyGrant(hash), { keyId, name, scopes, allowedNetworks, expiresAt });
    t.equal(await store.findApiKeyGrant('0'.repeat(64)), undefined);
    t.equal(await store.findApiKey('key_9'), undefined);
  }
);

onEachDatabase('a key is revoked once, with its event, and then has no grant', async (t, database) => {
  const { store } = await openEmpty(t, database);
  await store.insertApiKey(apiKey, hash, event('aud_1'));
  t.equal(await store.revokeApiKey('key_1', moment + 1, event('aud_2')), true);
  t.equal(await store.revokeApiKey('key_1', moment + 2, event('aud_3')), false);
  t.equal(await store.revokeApiKey('key_0', moment + 2, event('aud_4')), false, 'no such key');
  t.strictSame(await store.findApiKey('key_1'), { ...apiKey, revokedAt: moment + 1 });
  t.equal(await store.findApiKeyGrant(hash), undefined);
  const { items } = await store.listAuditEvents({}, { limit: 10 });
  t.strictSame(
    items.map(({ eventId }) => eventId),
    ['aud_2', 'aud_1']
  );
});

onEachDatabase('a key is replaced as a whole or not at all', async (t, database) => {
  const { store } = await openEmpty(t, database);
  await store.insertApiKey({ ...apiKey, replacedBy: undefined }, hash, event('aud_1'));
  const old = { keyId: 'key_1', expiresAt: moment + 5 };
  await t.rejects(store.replaceApiKey(old, successor, hash, event('aud_2')), 'the hash is taken');
  t.strictSame(await store.listApiKeys({ limit: 3 }), { items: [{ ...apiKey, replacedBy: undefined }] });

  t.equal(await store.replaceApiKey(old, successor, otherHash, event('aud_2')), true);
  t.strictSame(await store.listApiKeys({ limit: 3 }), {
    items: [successor, { ...apiKey, expiresAt: moment + 5, replacedBy: 'key_2' }]
  });
  t.equal((await store.findApiKeyGrant(hash))?.expiresAt, moment + 5);

  await store.revokeApiKey('key_2', moment, event('aud_3'));
  const third = { ...successor, keyId: 'key_3' };
  t.equal(
    await store.replaceApiKey({ ...old, keyId: 'key_2' }, third, 'd'.repeat(64), event('aud_4')),
    false,
    'a revoked key is not replaced'
  );
  t.equal(await store.findApiKey('key_3'), undefined);
});

onEachDatabase('the last use of a key is not written again too soon', async (t, database) => {
  const { store } = await openEmpty(t, database);
  await store.insertApiKey(successor, hash, event('aud_1'));
  const lastUsedAt = async () => (await store.findApiKey(successor.keyId))?.lastUsedAt;
  await store.recordApiKeyUse('key_2', moment, moment - 60_000);
  t.equal(await lastUsedAt(), moment);
  await store.recordApiKeyUse('key_2', moment + 59_999, moment - 1);
  t.equal(await lastUsedAt(), moment);
  await store.recordApiKeyUse('key_2', moment + 60_000, moment);
  t.equal(await lastUsedAt(), moment + 60_000);
});

onEachDatabase('two keys cannot have the same hash', async (t, database) => {
  const { store } = await openEmpty(t, database);
  await store.insertApiKey(apiKey, hash, event('aud_1'));
  await t.rejects(store.insertApiKey(successor, hash, event('aud_2')));
  t.strictSame(await store.listApiKeys({ limit: 2 }), { items: [apiKey] });
});
