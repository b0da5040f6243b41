import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { SqlDialect } from '../dialect.ts';

/** The class that a browser registers with, by its session. */
export function playerDeviceClass({ columns: { text }, addColumn }: SqlDialect): Migration {
  return {
    up: (db: Kysely<unknown>) => addColumn(db, 'player_sessions', 'device_class', text(32))
  };
}
