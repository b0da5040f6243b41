import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { SqlDialect } from '../dialect.ts';

/** Keeps each observation of whether ExpressPlay restricts tokens of a DRM to a device. A single refusal is no longer a proof. */
export function bindingEvidence({ columns: { text } }: SqlDialect): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('binding_evidence')
        .ifNotExists()
        .addColumn('drm', text(32), column => column.notNull())
        .addColumn('source', text(32), column => column.notNull())
        .addColumn('subject', text(64), column => column.notNull())
        .addColumn('device_binding', text(32), column => column.notNull())
        .addColumn('at', 'bigint', column => column.notNull())
        .addColumn('upstream_code', 'integer')
        .addPrimaryKeyConstraint('binding_evidence_pk', ['drm', 'source', 'subject'])
        .execute();
      await db.schema.dropTable('learned_capabilities').ifExists().execute();
    },

    async down(db: Kysely<unknown>) {
      await db.schema.dropTable('binding_evidence').ifExists().execute();
    }
  };
}
