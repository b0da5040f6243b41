import {
  type BindingEnforcement,
  type Drm,
  drms,
  type LearnedCapability
} from '@expressplay-binding/binding-core';
import type { Context } from '../context.ts';
import { prepared } from '../prepared.ts';
import type { LearnedCapabilityRow } from '../tables.ts';

export async function listLearnedCapabilities({ db }: Context): Promise<readonly LearnedCapability[]> {
  const rows = await db.selectFrom('learned_capabilities').selectAll().where('drm', 'in', drms).execute();
  return rows.map(toCapability);
}

export async function findLearnedCapability(
  context: Context,
  drm: Drm
): Promise<LearnedCapability | undefined> {
  const [row] = (await rowOfDrm(context, drm)).rows;
  return row && toCapability(row);
}

const rowOfDrm = prepared(({ db }, drm: Drm) =>
  db.selectFrom('learned_capabilities').selectAll().where('drm', '=', drm)
);

/** Inserts or replaces. */
export async function saveLearnedCapability(
  { db, dialect }: Context,
  capability: LearnedCapability
): Promise<void> {
  const row: LearnedCapabilityRow = {
    drm: capability.drm,
    device_binding: capability.deviceBinding,
    learned_at: capability.learnedAt,
    upstream_code: capability.upstreamCode ?? null
  };
  await dialect.keepExisting(db.insertInto('learned_capabilities').values(row), 'drm').execute();
  await db.updateTable('learned_capabilities').set(row).where('drm', '=', row.drm).execute();
}

function toCapability(row: LearnedCapabilityRow): LearnedCapability {
  return {
    drm: row.drm as Drm,
    deviceBinding: row.device_binding as BindingEnforcement,
    learnedAt: row.learned_at,
    upstreamCode: row.upstream_code ?? undefined
  };
}
