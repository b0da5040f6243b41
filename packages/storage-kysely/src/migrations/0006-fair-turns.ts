import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { SqlDialect } from '../dialect.ts';

/** Indexes to count the pending registrations of an account, and a table of its tokens for dummy content. */
export function fairTurns({ columns: { text }, clustered, addUniqueIndex }: SqlDialect): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await addUniqueIndex(db, 'registrations_by_state', 'registrations', [
        'account_id',
        'state',
        'expires_at',
        'registration_id'
      ]);
      await db.schema
        .createTable('dummy_tokens')
        .ifNotExists()
        .addColumn('account_id', text(128), column => column.notNull())
        .addColumn('token_id', text(64), column => column.notNull())
        .addPrimaryKeyConstraint('dummy_tokens_pk', ['account_id', 'token_id'])
        .addUniqueConstraint('dummy_tokens_by_id', ['token_id', 'account_id'])
        .modifyEnd(clustered)
        .execute();
    },

    async down(db: Kysely<unknown>) {
      await db.schema.dropTable('dummy_tokens').ifExists().execute();
    }
  };
}
