import type { DevicePolicy, DevicePolicyRules } from '@expressplay-binding/binding-core';
import type { Kysely } from 'kysely';
import type { SqlDialect } from '../dialect.ts';
import { prepared } from '../prepared.ts';
import type { PolicyRow, Tables } from '../tables.ts';

export async function findPolicy(db: Kysely<Tables>, name: string): Promise<DevicePolicy | undefined> {
  const [row] = (await policyOfName(db, name)).rows;
  return row && toPolicy(row);
}

const policyOfName = prepared((db, name: string) =>
  db.selectFrom('policies').selectAll().where('name', '=', name)
);

/** Inserts or replaces. */
export async function savePolicy(
  db: Kysely<Tables>,
  dialect: SqlDialect,
  { name, ...rules }: DevicePolicy
): Promise<void> {
  const row: PolicyRow = { name, rules_json: JSON.stringify(rules) };
  await dialect.keepExisting(db.insertInto('policies').values(row), 'name').execute();
  await db.updateTable('policies').set(row).where('name', '=', name).execute();
}

function toPolicy(row: PolicyRow): DevicePolicy {
  return { ...(JSON.parse(row.rules_json) as DevicePolicyRules), name: row.name };
}
