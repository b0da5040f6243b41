import type { Entitlement, EntitlementTerms } from '@expressplay-binding/binding-core';
import type { Query } from '../bind.ts';
import { before, rowsFor, toPage } from '../paging.ts';
import { prepared } from '../prepared.ts';
import type { EntitlementRow } from '../tables.ts';

export const findEntitlement: Query<'findEntitlement'> = async ({ db }, accountId, entitlementId) => {
  const row = await db
    .selectFrom('entitlements')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('entitlement_id', '=', entitlementId)
    .executeTakeFirst();
  return row && toEntitlement(row);
};

/** Lists the entitlements to the content, oldest first. */
export const findEntitlementsForContent: Query<'findEntitlementsForContent'> = async (
  context,
  accountId,
  contentId
) => {
  const { rows } = await entitlementsForContent(context, accountId, contentId);
  // Sorts here instead of by ORDER BY: with it SQLite plans the statement again for each account, which takes longer than running it.
  return rows.map(toEntitlement).sort((a, b) => (a.entitlementId < b.entitlementId ? -1 : 1));
};

const entitlementsForContent = prepared(({ db }, accountId: string, contentId: string) =>
  db
    .selectFrom('entitlements')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('content_id', '=', contentId)
);

export const findEntitlementByOrder: Query<'findEntitlementByOrder'> = async ({ db }, accountId, orderId) => {
  const row = await db
    .selectFrom('entitlements')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('order_id', '=', orderId)
    .executeTakeFirst();
  return row && toEntitlement(row);
};

/** Lists entitlements, newest first. */
export const listEntitlements: Query<'listEntitlements'> = async ({ db }, accountId, page) => {
  const rows = await db
    .selectFrom('entitlements')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('entitlement_id', '<', before(page))
    .orderBy('entitlement_id', 'desc')
    .limit(rowsFor(page))
    .execute();
  return toPage(rows.map(toEntitlement), page, entitlement => entitlement.entitlementId);
};

/** Searches the entitlements of all accounts, newest first. */
export const searchEntitlements: Query<'searchEntitlements'> = async ({ db }, orderId, page) => {
  const rows = await db
    .selectFrom('entitlements')
    .selectAll()
    .where('order_id', '=', orderId)
    .where('entitlement_id', '<', before(page))
    .orderBy('entitlement_id', 'desc')
    .limit(rowsFor(page))
    .execute();
  return toPage(rows.map(toEntitlement), page, entitlement => entitlement.entitlementId);
};

export const insertEntitlement: Query<'insertEntitlement'> = async ({ db }, entitlement) => {
  await db.insertInto('entitlements').values(toRow(entitlement)).execute();
};

export const updateEntitlement: Query<'updateEntitlement'> = async ({ db }, entitlement) => {
  const { account_id, entitlement_id, ...changes } = toRow(entitlement);
  await db
    .updateTable('entitlements')
    .set(changes)
    .where('account_id', '=', account_id)
    .where('entitlement_id', '=', entitlement_id)
    .execute();
};

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
