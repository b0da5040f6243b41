import type { Page, PageRequest, Timestamp } from '@expressplay-binding/binding-core';
import type { BindingDatabase } from './database.ts';
import { after, rowsFor, toPage } from './paging.ts';
import { prepared } from './prepared.ts';
import type { ApiKeyRow } from './tables.ts';

/** An API key as it is stored, without the key itself, which cannot be computed from its hash. */
export interface ApiKey {
  /** At most 64 characters. */
  readonly keyId: string;
  /** Who uses it; the actor of audit events. At most 128 characters. */
  readonly name: string;
  /** What it is allowed to do. */
  readonly scopes: readonly string[];
  /** SHA-256 of the key as 64 lower-case hex characters. */
  readonly hash: string;
  /** When it was created. */
  readonly createdAt: Timestamp;
  /** When it was revoked; absent while it is valid. */
  readonly revokedAt?: Timestamp | undefined;
}

/** The API keys of the service. */
export interface ApiKeys {
  /** Returns the key with this hash, revoked or not: see `revokedAt`. */
  findByHash(hash: string): Promise<ApiKey | undefined>;
  /** Inserts the key. */
  insert(key: ApiKey): Promise<void>;
  /** Returns a page of keys in order of key id, revoked ones too. */
  list(page: PageRequest): Promise<Page<ApiKey>>;
  /** Revokes the key; returns whether it existed and was not revoked before. */
  revoke(keyId: string, revokedAt: Timestamp): Promise<boolean>;
}

/** The API keys in a database whose tables exist. */
export function createApiKeys(database: BindingDatabase): ApiKeys {
  return {
    findByHash: hash =>
      database.readShared(`API key ${hash}`, async db => {
        const [row] = (await keyOfHash({ db, dialect: database.dialect }, hash)).rows;
        return row && toApiKey(row);
      }),

    async insert(key) {
      await database.writeShared(db => db.insertInto('api_keys').values(toRow(key)).execute());
    },

    list: page =>
      database.read(async db => {
        const rows = await db
          .selectFrom('api_keys')
          .selectAll()
          .where('key_id', '>', after(page))
          .orderBy('key_id')
          .limit(rowsFor(page))
          .execute();
        return toPage(rows.map(toApiKey), page, key => key.keyId);
      }),

    revoke: (keyId, revokedAt) =>
      database.writeShared(async db => {
        const { numUpdatedRows } = await db
          .updateTable('api_keys')
          .set({ revoked_at: revokedAt })
          .where('key_id', '=', keyId)
          .where('revoked_at', 'is', null)
          .executeTakeFirstOrThrow();
        return numUpdatedRows > 0n;
      })
  };
}

const keyOfHash = prepared(({ db }, hash: string) =>
  db.selectFrom('api_keys').selectAll().where('hash', '=', hash)
);

function toApiKey(row: ApiKeyRow): ApiKey {
  return {
    keyId: row.key_id,
    name: row.name,
    scopes: JSON.parse(row.scopes_json) as string[],
    hash: row.hash,
    createdAt: row.created_at,
    revokedAt: row.revoked_at ?? undefined
  };
}

function toRow(key: ApiKey): ApiKeyRow {
  return {
    key_id: key.keyId,
    name: key.name,
    scopes_json: JSON.stringify(key.scopes),
    hash: key.hash,
    created_at: key.createdAt,
    revoked_at: key.revokedAt ?? null
  };
}
