import type { Entitlement, EntitlementTerms, Page, PageRequest } from '@expressplay-binding/binding-core';
import type { Context } from '../context.ts';
import { before, rowsFor, toPage } from '../paging.ts';
import { prepared } from '../prepared.ts';
import type { EntitlementRow } from '../tables.ts';

export async function findEntitlement(
  { db }: Context,
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
  context: Context,
  accountId: string,
  contentId: string
): Promise<readonly Entitlement[]> {
  const { rows } = await entitlementsForContent(context, accountId, contentId);
  // Not ORDER BY: SQLite then plans the statement anew for each account, which takes longer than to run it.
  return rows.map(toEntitlement).sort((a, b) => (a.entitlementId < b.entitlementId ? -1 : 1));
}

const entitlementsForContent = prepared(({ db }, accountId: string, contentId: string) =>
  db
    .selectFrom('entitlements')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('content_id', '=', contentId)
);

export async function findEntitlementByOrder(
  { db }: Context,
  accountId: string,
  orderId: string
): Promise<Entitlement | undefined> {
  const row = await db
    .selectFrom('entitlements')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('order_id', '=', orderId)
    .executeTakeFirst();
  return row && toEntitlement(row);
}

/** Newest first. */
export async function listEntitlements(
  { db }: Context,
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

export async function insertEntitlement({ db }: Context, entitlement: Entitlement): Promise<void> {
  await db.insertInto('entitlements').values(toRow(entitlement)).execute();
}

export async function updateEntitlement({ db }: Context, entitlement: Entitlement): Promise<void> {
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
    terms: toTerms(row),
    startsAt: row.starts_at,
    offlineDevices: row.offline_devices ?? undefined,
    orderId: row.order_id ?? undefined,
    firstPlayedAt: row.first_played_at ?? undefined,
    createdAt: row.created_at,
    revokedAt: row.revoked_at ?? undefined
  };
}

function toTerms({ kind, start_by, play_duration, ends_at }: EntitlementRow): EntitlementTerms {
  if (kind === 'rental') return { kind, startBy: Number(start_by), playDuration: Number(play_duration) };
  if (kind === 'subscription') return { kind, until: Number(ends_at) };
  return { kind: 'purchase' };
}

function toRow(entitlement: Entitlement): EntitlementRow {
  const { terms } = entitlement;
  return {
    account_id: entitlement.accountId,
    entitlement_id: entitlement.entitlementId,
    content_id: entitlement.contentId,
    kind: terms.kind,
    start_by: terms.kind === 'rental' ? terms.startBy : null,
    play_duration: terms.kind === 'rental' ? terms.playDuration : null,
    ends_at: terms.kind === 'subscription' ? terms.until : null,
    starts_at: entitlement.startsAt,
    offline_devices: entitlement.offlineDevices ?? null,
    order_id: entitlement.orderId ?? null,
    first_played_at: entitlement.firstPlayedAt ?? null,
    created_at: entitlement.createdAt,
    revoked_at: entitlement.revokedAt ?? null
  };
}
