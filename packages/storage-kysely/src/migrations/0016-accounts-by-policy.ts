import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { SqlDialect } from '../dialect.ts';

/** Finds the accounts under a policy. */
export function accountsByPolicy({ addUniqueIndex }: SqlDialect): Migration {
  return {
    up: (db: Kysely<unknown>) =>
      addUniqueIndex(db, 'accounts_by_policy', 'accounts', ['policy_name', 'account_id'])
  };
}
