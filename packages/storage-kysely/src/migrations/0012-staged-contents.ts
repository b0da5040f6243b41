import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { SqlDialect } from '../dialect.ts';

/** Keeps the contents of an import until all of them are there: see `save-contents.ts`. */
export function stagedContents({ columns: { text, longText } }: SqlDialect): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('staged_contents')
        .ifNotExists()
        .addColumn('import_id', text(64), column => column.notNull())
        .addColumn('batch', 'integer', column => column.notNull())
        .addColumn('staged_at', 'bigint', column => column.notNull())
        .addColumn('content_id', text(128), column => column.notNull())
        .addColumn('kid', text(32), column => column.notNull())
        .addColumn('sealed_keys', longText, column => column.notNull())
        .addColumn('iv', text(32))
        .addColumn('track_type', text(32))
        .addColumn('title', text(200))
        .addColumn('drm_options_json', longText)
        .addColumn('created_at', 'bigint', column => column.notNull())
        .addColumn('updated_at', 'bigint', column => column.notNull())
        .addPrimaryKeyConstraint('staged_contents_pk', ['import_id', 'batch', 'content_id'])
        .addUniqueConstraint('staged_contents_by_time', ['staged_at', 'import_id', 'batch', 'content_id'])
        .execute();
    },

    async down(db: Kysely<unknown>) {
      await db.schema.dropTable('staged_contents').ifExists().execute();
    }
  };
}
