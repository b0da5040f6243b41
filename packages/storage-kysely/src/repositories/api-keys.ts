import type { ApiKey } from '@expressplay-binding/binding-core';
import type { Query } from '../bind.ts';
import { before, rowsFor, toPage } from '../paging.ts';
import { prepared } from '../prepared.ts';
import type { ApiKeyRow } from '../tables.ts';
import { appendRecord } from './audit-events.ts';

export const findApiKey: Query<'findApiKey'> = async ({ db }, keyId) => {
  const row = await db.selectFrom('api_keys').selectAll().where('key_id', '=', keyId).executeTakeFirst();
  return row && toApiKey(row);
};

export const findApiKeyGrant: Query<'findApiKeyGrant'> = async (context, hash) => {
  const [row] = (await keyOfHash(context, hash)).rows;
  if (!row || row.revoked_at !== null) return undefined;
  const { keyId, name, scopes, allowedNetworks, expiresAt } = toApiKey(row);
  return { keyId, name, scopes, allowedNetworks, expiresAt };
};

const keyOfHash = prepared(({ db }, hash: string) =>
  db.selectFrom('api_keys').selectAll().where('hash', '=', hash)
);

/** Lists keys in any state, newest first. */
export const listApiKeys: Query<'listApiKeys'> = async ({ db }, page) => {
  const rows = await db
    .selectFrom('api_keys')
    .selectAll()
    .where('key_id', '<', before(page))
    .orderBy('key_id', 'desc')
    .limit(rowsFor(page))
    .execute();
  return toPage(rows.map(toApiKey), page, key => key.keyId);
};

export const insertApiKey: Query<'insertApiKey'> = async (context, key, hash, makeRecord) => {
  await context.db.insertInto('api_keys').values(toRow(key, hash)).execute();
  await appendRecord(context, makeRecord());
};

export const replaceApiKey: Query<'replaceApiKey'> = async (context, old, successor, hash, makeRecord) => {
  const { numUpdatedRows } = await context.db
    .updateTable('api_keys')
    .set({ expires_at: old.expiresAt, replaced_by: successor.keyId })
    .where('key_id', '=', old.keyId)
    .where('revoked_at', 'is', null)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) return false;
  await insertApiKey(context, successor, hash, makeRecord);
  return true;
};

export const revokeApiKey: Query<'revokeApiKey'> = async (context, keyId, revokedAt, makeRecord) => {
  const { numUpdatedRows } = await context.db
    .updateTable('api_keys')
    .set({ revoked_at: revokedAt })
    .where('key_id', '=', keyId)
    .where('revoked_at', 'is', null)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) return false;
  await appendRecord(context, makeRecord());
  return true;
};

/** No cached read has this column, so that the write is not one of the writes that clear the caches of all processes. */
export const recordApiKeyUse: Query<'recordApiKeyUse'> = async ({ db }, keyId, usedAt, notAfter) => {
  await db
    .updateTable('api_keys')
    .set({ last_used_at: usedAt })
    .where('key_id', '=', keyId)
    .where(({ or, eb }) => or([eb('last_used_at', 'is', null), eb('last_used_at', '<=', notAfter)]))
    .execute();
};

function toApiKey(row: ApiKeyRow): ApiKey {
  return {
    keyId: row.key_id,
    name: row.name,
    scopes: JSON.parse(row.scopes_json) as string[],
    allowedNetworks:
      row.allowed_networks_json === null ? undefined : (JSON.parse(row.allowed_networks_json) as string[]),
    createdAt: row.created_at,
    expiresAt: row.expires_at ?? undefined,
    lastUsedAt: row.last_used_at ?? undefined,
    revokedAt: row.revoked_at ?? undefined,
    replacedBy: row.replaced_by ?? undefined
  };
}

function toRow(key: ApiKey, hash: string): ApiKeyRow {
  return {
    key_id: key.keyId,
    name: key.name,
    scopes_json: JSON.stringify(key.scopes),
    hash,
    allowed_networks_json: key.allowedNetworks ? JSON.stringify(key.allowedNetworks) : null,
    created_at: key.createdAt,
    expires_at: key.expiresAt ?? null,
    last_used_at: key.lastUsedAt ?? null,
    revoked_at: key.revokedAt ?? null,
    replaced_by: key.replacedBy ?? null
  };
}
