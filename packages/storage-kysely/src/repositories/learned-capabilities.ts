import {
  type BindingEnforcement,
  type Drm,
  drms,
  type LearnedCapability
} from '@expressplay-binding/binding-core';
import type { Query } from '../bind.ts';
import { prepared } from '../prepared.ts';
import type { LearnedCapabilityRow } from '../tables.ts';

export const listLearnedCapabilities: Query<'listLearnedCapabilities'> = async ({ db }) => {
  const rows = await db.selectFrom('learned_capabilities').selectAll().where('drm', 'in', drms).execute();
  return rows.map(toCapability);
};

export const findLearnedCapability: Query<'findLearnedCapability'> = async (context, drm) => {
  const [row] = (await rowOfDrm(context, drm)).rows;
  return row && toCapability(row);
};

const rowOfDrm = prepared(({ db }, drm: Drm) =>
  db.selectFrom('learned_capabilities').selectAll().where('drm', '=', drm)
);

/** Inserts or replaces. */
export const saveLearnedCapability: Query<'saveLearnedCapability'> = async ({ db, dialect }, capability) => {
  const row: LearnedCapabilityRow = {
    drm: capability.drm,
    device_binding: capability.deviceBinding,
    learned_at: capability.learnedAt,
    upstream_code: capability.upstreamCode ?? null
  };
  await dialect.keepExisting(db.insertInto('learned_capabilities').values(row), 'drm').execute();
  await db.updateTable('learned_capabilities').set(row).where('drm', '=', row.drm).execute();
};

function toCapability(row: LearnedCapabilityRow): LearnedCapability {
  return {
    drm: row.drm as Drm,
    deviceBinding: row.device_binding as BindingEnforcement,
    learnedAt: row.learned_at,
    upstreamCode: row.upstream_code ?? undefined
  };
}
