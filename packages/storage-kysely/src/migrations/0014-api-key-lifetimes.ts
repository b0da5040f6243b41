import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { SqlDialect } from '../dialect.ts';

/** When an API key expires and was last used, from where it may be used, what replaced it, and which sessions it opened. */
export function apiKeyLifetimes({ columns: { text, longText }, addColumn }: SqlDialect): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await addColumn(db, 'api_keys', 'allowed_networks_json', longText);
      await addColumn(db, 'api_keys', 'expires_at', 'bigint');
      await addColumn(db, 'api_keys', 'last_used_at', 'bigint');
      await addColumn(db, 'api_keys', 'replaced_by', text(64));
      await addColumn(db, 'staff_sessions', 'key_id', text(64));
    }
  };
}
