import type {
  BindingEnforcement,
  Drm,
  Page,
  PageRequest,
  Timestamp,
  TokenRecord
} from '@expressplay-binding/binding-core';
import type { Kysely } from 'kysely';
import { before, rowsFor, toPage } from '../paging.ts';
import { preparedInsert } from '../prepared.ts';
import type { Tables, TokenRow } from '../tables.ts';

/** Newest first. */
export async function listTokens(
  db: Kysely<Tables>,
  accountId: string,
  page: PageRequest
): Promise<Page<TokenRecord>> {
  const rows = await db
    .selectFrom('tokens')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('token_id', '<', before(page))
    .orderBy('token_id', 'desc')
    .limit(rowsFor(page))
    .execute();
  return toPage(rows.map(toToken), page, token => token.tokenId);
}

/** The latest moment until which a token of the device may play. */
export async function findPlayableUntil(
  db: Kysely<Tables>,
  accountId: string,
  deviceId: string
): Promise<Timestamp | undefined> {
  const row = await db
    .selectFrom('tokens')
    .select('playable_until')
    .where('account_id', '=', accountId)
    .where('device_id', '=', deviceId)
    .orderBy('playable_until', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.playable_until;
}

/** Tokens issued after the moment. */
export async function countTokens(db: Kysely<Tables>, accountId: string, after: Timestamp): Promise<number> {
  const { count } = await db
    .selectFrom('tokens')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('account_id', '=', accountId)
    .where('issued_at', '>', after)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** The devices that hold the content offline after the moment. */
export async function listOfflineDevices(
  db: Kysely<Tables>,
  accountId: string,
  entitlementId: string,
  after: Timestamp
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('tokens')
    .select('device_id')
    .where('account_id', '=', accountId)
    .where('entitlement_id', '=', entitlementId)
    .where('persistent', '=', 1)
    .where('playable_until', '>', after)
    .execute();
  return [...new Set(rows.map(row => row.device_id))];
}

export async function insertToken(db: Kysely<Tables>, token: TokenRecord): Promise<void> {
  await insertRow(db, toRow(token));
}

const insertRow = preparedInsert('tokens');

function toToken(row: TokenRow): TokenRecord {
  return {
    tokenId: row.token_id,
    accountId: row.account_id,
    entitlementId: row.entitlement_id,
    contentId: row.content_id,
    deviceId: row.device_id,
    drm: row.drm as Drm,
    binding: row.binding as BindingEnforcement,
    persistent: row.persistent === 1,
    issuedAt: row.issued_at,
    expiresAt: row.expires_at,
    playableUntil: row.playable_until
  };
}

function toRow(token: TokenRecord): TokenRow {
  return {
    account_id: token.accountId,
    token_id: token.tokenId,
    entitlement_id: token.entitlementId,
    content_id: token.contentId,
    device_id: token.deviceId,
    drm: token.drm,
    binding: token.binding,
    persistent: token.persistent ? 1 : 0,
    issued_at: token.issuedAt,
    expires_at: token.expiresAt,
    playable_until: token.playableUntil
  };
}
