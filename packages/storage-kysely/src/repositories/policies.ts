import type { DevicePolicy, DevicePolicyRules } from '@expressplay-binding/binding-core';
import type { Kysely } from 'kysely';
import type { PolicyRow, Tables } from '../tables.ts';

export async function findPolicy(db: Kysely<Tables>, name: string): Promise<DevicePolicy | undefined> {
  const row = await db.selectFrom('policies').selectAll().where('name', '=', name).executeTakeFirst();
  return row && toPolicy(row);
}

function toPolicy(row: PolicyRow): DevicePolicy {
  return { ...(JSON.parse(row.rules_json) as DevicePolicyRules), name: row.name };
}
