import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Registrations by which a device keeps its slot under a new id. */
export const rebind: Migration = {
  async up(db: Kysely<unknown>) {
    // MySQL has no IF NOT EXISTS for columns, and a migration that was interrupted may have added it.
    const tables = await db.introspection.getTables();
    const registrations = tables.find(({ name }) => name === 'registrations');
    if (registrations?.columns.some(({ name }) => name === 'rebind')) return;
    await db.schema
      .alterTable('registrations')
      .addColumn('rebind', 'integer', column => column.notNull().defaultTo(0))
      .execute();
  }
};
