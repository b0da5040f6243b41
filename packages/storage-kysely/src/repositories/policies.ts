import type { DevicePolicy, DevicePolicyRules } from '@expressplay-binding/binding-core';
import type { Query } from '../bind.ts';
import { prepared } from '../prepared.ts';
import type { PolicyRow } from '../tables.ts';
import { appendAuditEvent } from './audit-events.ts';

export const findPolicy: Query<'findPolicy'> = async (context, name) => {
  const [row] = (await policyOfName(context, name)).rows;
  return row && toPolicy(row);
};

const policyOfName = prepared(({ db }, name: string) =>
  db.selectFrom('policies').selectAll().where('name', '=', name)
);

/** Inserts or replaces the policy and appends the audit event. */
export const savePolicy: Query<'savePolicy'> = async (context, { name, ...rules }, event) => {
  const { db, dialect } = context;
  const row: PolicyRow = { name, rules_json: JSON.stringify(rules) };
  await dialect.keepExisting(db.insertInto('policies').values(row), 'name').execute();
  await db.updateTable('policies').set(row).where('name', '=', name).execute();
  await appendAuditEvent(context, event);
};

function toPolicy(row: PolicyRow): DevicePolicy {
  return { ...(JSON.parse(row.rules_json) as DevicePolicyRules), name: row.name };
}
