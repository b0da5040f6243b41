import type { Entitlement, EntitlementKind, Page, PageRequest } from '@expressplay-binding/binding-core';
import type { Kysely } from 'kysely';
import { before, rowsFor, toPage } from '../paging.ts';
import type { EntitlementRow, Tables } from '../tables.ts';

export async function findEntitlement(
  db: Kysely<Tables>,
  accountId: string,
  entitlementId: string
): Promise<Entitlement | undefined> {
  const row = await db
    .selectFrom('entitlements')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('entitlement_id', '=', entitlementId)
    .executeTakeFirst();
  return row && toEntitlement(row);
}

/** Oldest first. */
export async function findEntitlementsForContent(
  db: Kysely<Tables>,
  accountId: string,
  contentId: string
): Promise<readonly Entitlement[]> {
  const rows = await db
    .selectFrom('entitlements')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('content_id', '=', contentId)
    .orderBy('entitlement_id')
    .execute();
  return rows.map(toEntitlement);
}

/** Newest first. */
export async function listEntitlements(
  db: Kysely<Tables>,
  accountId: string,
  page: PageRequest
): Promise<Page<Entitlement>> {
  const rows = await db
    .selectFrom('entitlements')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('entitlement_id', '<', before(page))
    .orderBy('entitlement_id', 'desc')
    .limit(rowsFor(page))
    .execute();
  return toPage(rows.map(toEntitlement), page, entitlement => entitlement.entitlementId);
}

export async function insertEntitlement(db: Kysely<Tables>, entitlement: Entitlement): Promise<void> {
  await db.insertInto('entitlements').values(toRow(entitlement)).execute();
}

export async function updateEntitlement(db: Kysely<Tables>, entitlement: Entitlement): Promise<void> {
  const { account_id, entitlement_id, ...changes } = toRow(entitlement);
  await db
    .updateTable('entitlements')
    .set(changes)
    .where('account_id', '=', account_id)
    .where('entitlement_id', '=', entitlement_id)
    .execute();
}

function toEntitlement(row: EntitlementRow): Entitlement {
  return {
    entitlementId: row.entitlement_id,
    accountId: row.account_id,
    contentId: row.content_id,
    kind: row.kind as EntitlementKind,
    startsAt: row.starts_at,
    createdAt: row.created_at,
    revokedAt: row.revoked_at ?? undefined
  };
}

function toRow(entitlement: Entitlement): EntitlementRow {
  return {
    account_id: entitlement.accountId,
    entitlement_id: entitlement.entitlementId,
    content_id: entitlement.contentId,
    kind: entitlement.kind,
    starts_at: entitlement.startsAt,
    created_at: entitlement.createdAt,
    revoked_at: entitlement.revokedAt ?? null
  };
}
