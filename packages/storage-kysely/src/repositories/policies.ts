import { type DevicePolicy, type DevicePolicyRules, defaultPolicy } from '@expressplay-binding/binding-core';
import type { Query } from '../bind.ts';
import type { Context } from '../context.ts';
import { after, rowsFor, toPage } from '../paging.ts';
import { prepared } from '../prepared.ts';
import type { PolicyRow } from '../tables.ts';
import { appendRecord } from './audit-events.ts';

export const findPolicy: Query<'findPolicy'> = async (context, name) => {
  const [row] = (await policyOfName(context, name)).rows;
  return row && toPolicy(row);
};

const policyOfName = prepared(({ db }, name: string) =>
  db.selectFrom('policies').selectAll().where('name', '=', name)
);

/** Lists policies in order of name, with the default policy in its place even if it is not stored. */
export const listPolicies: Query<'listPolicies'> = async ({ db }, page) => {
  const rows = await db
    .selectFrom('policies')
    .selectAll()
    .where('name', '>', after(page))
    .orderBy('name')
    .limit(rowsFor(page))
    .execute();
  const found = rows.map(toPolicy);
  const { name } = defaultPolicy;
  if (name > after(page) && !(await isStored(db, name)))
    found.splice(found.findIndex(later => later.name > name) >>> 0, 0, defaultPolicy);
  return toPage(found.slice(0, rowsFor(page)), page, policy => policy.name);
};

async function isStored(db: Context['db'], name: string): Promise<boolean> {
  const row = await db.selectFrom('policies').select('name').where('name', '=', name).executeTakeFirst();
  return row !== undefined;
}

/** Inserts or replaces the policy and appends the audit event. */
export const savePolicy: Query<'savePolicy'> = async (context, { name, ...rules }, makeRecord) => {
  const { db, dialect } = context;
  const rules_json = JSON.stringify(rules);
  const row: PolicyRow = { name, rules_json, version: null };
  await dialect.keepExisting(db.insertInto('policies').values(row), 'name').execute();
  await db
    .updateTable('policies')
    .set(({ eb, fn, val }) => ({ rules_json, version: eb(fn.coalesce('version', val(0)), '+', 1) }))
    .where('name', '=', name)
    .execute();
  await appendRecord(context, makeRecord());
};

function toPolicy(row: PolicyRow): DevicePolicy {
  return { ...(JSON.parse(row.rules_json) as DevicePolicyRules), name: row.name };
}
