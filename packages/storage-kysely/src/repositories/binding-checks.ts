import {
  type BindingCheck,
  type BindingCheckState,
  type Drm,
  lowestId
} from '@expressplay-binding/binding-core';
import type { Query } from '../bind.ts';
import type { BindingCheckRow } from '../tables.ts';

export const findBindingCheck: Query<'findBindingCheck'> = async ({ db }, checkId) => {
  const row = await db
    .selectFrom('binding_checks')
    .selectAll()
    .where('check_id', '=', checkId)
    .executeTakeFirst();
  return row && toCheck(row);
};

export const countBindingChecks: Query<'countBindingChecks'> = async ({ db }, accountId, after) => {
  const { count } = await db
    .selectFrom('binding_checks')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('account_id', '=', accountId)
    .where('check_id', '>=', lowestId('chk', after))
    .executeTakeFirstOrThrow();
  return Number(count);
};

export const insertBindingCheck: Query<'insertBindingCheck'> = async ({ db }, check, dueAt) => {
  const row: BindingCheckRow = {
    account_id: check.accountId,
    check_id: check.checkId,
    device_id: check.deviceId,
    drm: check.drm,
    cookie: check.cookie,
    state: check.state,
    created_at: check.createdAt,
    expires_at: check.expiresAt,
    due_at: dueAt,
    look_ups: 0
  };
  await db.insertInto('binding_checks').values(row).execute();
};

export const updateBindingCheck: Query<'updateBindingCheck'> = async ({ db }, check, dueAt) => {
  await db
    .updateTable('binding_checks')
    .set({ state: check.state, due_at: dueAt ?? null })
    .where('account_id', '=', check.accountId)
    .where('check_id', '=', check.checkId)
    .execute();
};

/** Deletes checks whose tokens ended before the moment. */
export const purgeBindingChecks: Query<'purgeBindingChecks'> = async ({ db }, before, limit) => {
  const ended = await db
    .selectFrom('binding_checks')
    .select(['account_id', 'check_id'])
    .where('expires_at', '<', before)
    .orderBy('expires_at')
    .limit(limit)
    .execute();
  for (const { account_id, check_id } of ended)
    await db
      .deleteFrom('binding_checks')
      .where('account_id', '=', account_id)
      .where('check_id', '=', check_id)
      .execute();
  return ended.length;
};

function toCheck(row: BindingCheckRow): BindingCheck {
  return {
    checkId: row.check_id,
    accountId: row.account_id,
    deviceId: row.device_id,
    drm: row.drm as Drm,
    cookie: row.cookie,
    state: row.state as BindingCheckState,
    createdAt: row.created_at,
    expiresAt: row.expires_at
  };
}
