import {
  type BindingEvidence,
  type Drm,
  drms,
  type KnownEnforcement
} from '@expressplay-binding/binding-core';
import type { Query } from '../bind.ts';
import { prepared } from '../prepared.ts';
import type { BindingEvidenceRow } from '../tables.ts';
import { appendRecord } from './audit-events.ts';

export const listBindingEvidence: Query<'listBindingEvidence'> = async ({ db }) => {
  const rows = await db.selectFrom('binding_evidence').selectAll().where('drm', 'in', drms).execute();
  return inOrderOfTime(rows);
};

export const findBindingEvidence: Query<'findBindingEvidence'> = async (context, drm) =>
  inOrderOfTime((await rowsOfDrm(context, drm)).rows);

const rowsOfDrm = prepared(({ db }, drm: Drm) =>
  db.selectFrom('binding_evidence').selectAll().where('drm', '=', drm)
);

/** Inserts or replaces the observation, and appends the event. */
export const saveBindingEvidence: Query<'saveBindingEvidence'> = async (context, evidence, makeRecord) => {
  const { db, dialect } = context;
  const row: BindingEvidenceRow = {
    drm: evidence.drm,
    source: evidence.source,
    subject: evidence.subject,
    device_binding: evidence.deviceBinding,
    at: evidence.at,
    upstream_code: evidence.upstreamCode ?? null
  };
  await dialect.keepExisting(db.insertInto('binding_evidence').values(row), 'drm').execute();
  await db
    .updateTable('binding_evidence')
    .set(row)
    .where('drm', '=', row.drm)
    .where('source', '=', row.source)
    .where('subject', '=', row.subject)
    .execute();
  if (makeRecord) await appendRecord(context, makeRecord());
};

/** Deletes the observations, except those that were replaced meanwhile, and appends the event. */
export const deleteBindingEvidence: Query<'deleteBindingEvidence'> = async (
  context,
  evidence,
  makeRecord
) => {
  for (const one of evidence)
    await context.db
      .deleteFrom('binding_evidence')
      .where('drm', '=', one.drm)
      .where('source', '=', one.source)
      .where('subject', '=', one.subject)
      .where('at', '=', one.at)
      .execute();
  if (makeRecord) await appendRecord(context, makeRecord());
};

function inOrderOfTime(rows: readonly BindingEvidenceRow[]): readonly BindingEvidence[] {
  return rows.map(toEvidence).sort((a, b) => a.at - b.at);
}

function toEvidence(row: BindingEvidenceRow): BindingEvidence {
  return {
    drm: row.drm as Drm,
    source: row.source as BindingEvidence['source'],
    subject: row.subject,
    deviceBinding: row.device_binding as KnownEnforcement,
    at: row.at,
    upstreamCode: row.upstream_code ?? undefined
  };
}
