import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { SqlDialect } from '../dialect.ts';

/** Finds audit events of all accounts by each of their filters. */
export function findAuditEvents({ addUniqueIndex }: SqlDialect): Migration {
  return {
    async up(db: Kysely<unknown>) {
      for (const column of ['subject', 'actor', 'action'])
        await addUniqueIndex(db, `audit_events_by_${column}`, 'audit_events', [
          column,
          'event_id',
          'account_id'
        ]);
    }
  };
}
