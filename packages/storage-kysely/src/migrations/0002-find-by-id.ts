import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { SqlDialect } from '../dialect.ts';

/** Finds devices by their id and entitlements by their order, whatever the account. */
export function findById({ addUniqueIndex }: SqlDialect): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await addUniqueIndex(db, 'devices_by_id', 'devices', ['device_id', 'account_id']);
      await addUniqueIndex(db, 'entitlements_by_order_id', 'entitlements', [
        'order_id',
        'entitlement_id',
        'account_id'
      ]);
    }
  };
}
