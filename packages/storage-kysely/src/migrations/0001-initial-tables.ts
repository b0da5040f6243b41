import type { ColumnDefinitionBuilder, Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { SqlDialect } from '../dialect.ts';

const tableNames = [
  'accounts',
  'policies',
  'contents',
  'registrations',
  'devices',
  'device_bindings',
  'drm_devices',
  'swaps',
  'entitlements',
  'tokens',
  'offline_licenses',
  'audit_events',
  'player_sessions',
  'learned_capabilities',
  'look_up_budgets',
  'idempotency_records',
  'api_keys'
];

/**
 * The primary key of every table of accounts begins with the account id, so that it can be the shard key. Each table is one
 * statement; its indexes are unique constraints in it that end with the id. MySQL cannot roll back CREATE TABLE, and so a
 * migration that was interrupted can run again.
 */
export function initialTables({ columns: { text, longText }, clustered }: SqlDialect): Migration {
  const id = text(64);
  const word = text(32);
  const operatorId = text(128);

  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('accounts')
        .ifNotExists()
        .addColumn('account_id', operatorId, required)
        .addColumn('policy_name', text(64), required)
        .addColumn('policy_overrides_json', longText, required)
        .addColumn('suspended_at', 'bigint')
        .addColumn('swaps_reset_at', 'bigint')
        .addColumn('created_at', 'bigint', required)
        .addColumn('version', 'bigint', required)
        .addPrimaryKeyConstraint('accounts_pk', ['account_id'])
        .execute();

      await db.schema
        .createTable('policies')
        .ifNotExists()
        .addColumn('name', text(64), required)
        .addColumn('rules_json', longText, required)
        .addPrimaryKeyConstraint('policies_pk', ['name'])
        .execute();

      await db.schema
        .createTable('contents')
        .ifNotExists()
        .addColumn('content_id', operatorId, required)
        .addColumn('kid', word, required)
        .addColumn('sealed_keys', longText, required)
        .addColumn('iv', word)
        .addColumn('track_type', word)
        .addColumn('title', text(200))
        .addColumn('drm_options_json', longText)
        .addColumn('created_at', 'bigint', required)
        .addColumn('updated_at', 'bigint', required)
        .addPrimaryKeyConstraint('contents_pk', ['content_id'])
        .execute();

      await db.schema
        .createTable('registrations')
        .ifNotExists()
        .addColumn('account_id', operatorId, required)
        .addColumn('registration_id', id, required)
        .addColumn('drm', word, required)
        .addColumn('state', word, required)
        .addColumn('cookie', word, required)
        .addColumn('device_name', text(100), required)
        .addColumn('device_class', word, required)
        .addColumn('replaces', id)
        .addColumn('joins', id)
        .addColumn('override_reason', text(500))
        .addColumn('device_id', id)
        .addColumn('problem_json', longText)
        .addColumn('created_at', 'bigint', required)
        .addColumn('expires_at', 'bigint', required)
        .addColumn('due_at', 'bigint', required)
        .addColumn('look_ups', 'integer', required)
        .addPrimaryKeyConstraint('registrations_pk', ['account_id', 'registration_id'])
        .addUniqueConstraint('registrations_by_id', ['registration_id'])
        .addUniqueConstraint('registrations_by_cookie', ['cookie', 'registration_id'])
        .addUniqueConstraint('registrations_by_due', ['state', 'due_at', 'registration_id'])
        .execute();

      await db.schema
        .createTable('devices')
        .ifNotExists()
        .addColumn('account_id', operatorId, required)
        .addColumn('device_id', id, required)
        .addColumn('name', text(100), required)
        .addColumn('class', word, required)
        .addColumn('state', word, required)
        .addColumn('created_at', 'bigint', required)
        .addColumn('last_token_at', 'bigint')
        .addColumn('playable_until', 'bigint')
        .addColumn('removed_at', 'bigint')
        .addColumn('removed_as', word)
        .addPrimaryKeyConstraint('devices_pk', ['account_id', 'device_id'])
        .addUniqueConstraint('devices_by_state', ['account_id', 'state', 'device_id'])
        .modifyEnd(clustered)
        .execute();

      await db.schema
        .createTable('device_bindings')
        .ifNotExists()
        .addColumn('account_id', operatorId, required)
        .addColumn('device_id', id, required)
        .addColumn('drm', word, required)
        .addColumn('drm_device_id', text(255), required)
        .addColumn('cookie', word, required)
        .addColumn('bound_at', 'bigint', required)
        .addPrimaryKeyConstraint('device_bindings_pk', ['account_id', 'device_id', 'drm'])
        .addUniqueConstraint('device_bindings_by_drm_device', [
          'account_id',
          'drm',
          'drm_device_id',
          'device_id'
        ])
        .addUniqueConstraint('device_bindings_by_holder', ['drm', 'drm_device_id', 'account_id', 'device_id'])
        .modifyEnd(clustered)
        .execute();

      await db.schema
        .createTable('drm_devices')
        .ifNotExists()
        .addColumn('drm', word, required)
        .addColumn('drm_device_id', text(255), required)
        .addPrimaryKeyConstraint('drm_devices_pk', ['drm', 'drm_device_id'])
        .execute();

      await db.schema
        .createTable('swaps')
        .ifNotExists()
        .addColumn('account_id', operatorId, required)
        .addColumn('swap_id', id, required)
        .addColumn('device_id', id, required)
        .addColumn('kind', word, required)
        .addColumn('grace', 'integer', required)
        .addColumn('at', 'bigint', required)
        .addPrimaryKeyConstraint('swaps_pk', ['account_id', 'swap_id'])
        .addUniqueConstraint('swaps_by_time', ['account_id', 'at', 'swap_id'])
        .execute();

      await db.schema
        .createTable('entitlements')
        .ifNotExists()
        .addColumn('account_id', operatorId, required)
        .addColumn('entitlement_id', id, required)
        .addColumn('content_id', operatorId, required)
        .addColumn('kind', word, required)
        .addColumn('start_by', 'bigint')
        .addColumn('play_duration', 'bigint')
        .addColumn('ends_at', 'bigint')
        .addColumn('starts_at', 'bigint', required)
        .addColumn('offline_devices', 'integer')
        .addColumn('order_id', operatorId)
        .addColumn('first_played_at', 'bigint')
        .addColumn('created_at', 'bigint', required)
        .addColumn('revoked_at', 'bigint')
        .addPrimaryKeyConstraint('entitlements_pk', ['account_id', 'entitlement_id'])
        .addUniqueConstraint('entitlements_by_content', ['account_id', 'content_id', 'entitlement_id'])
        .addUniqueConstraint('entitlements_by_order', ['account_id', 'order_id'])
        .execute();

      // Every token is a row, so that each index is expensive: facts about tokens are stored in other tables. The index by id is for
      // the audit trail of all accounts, where each token is an entry.
      await db.schema
        .createTable('tokens')
        .ifNotExists()
        .addColumn('account_id', operatorId, required)
        .addColumn('token_id', id, required)
        .addColumn('actor', operatorId, required)
        .addColumn('entitlement_id', id, required)
        .addColumn('content_id', operatorId, required)
        .addColumn('device_id', id)
        .addColumn('drm', word, required)
        .addColumn('binding', word, required)
        .addColumn('persistent', 'integer', required)
        .addColumn('issued_at', 'bigint', required)
        .addColumn('expires_at', 'bigint', required)
        .addColumn('playable_until', 'bigint', required)
        .addPrimaryKeyConstraint('tokens_pk', ['account_id', 'token_id'])
        .addUniqueConstraint('tokens_by_id', ['token_id'])
        .execute();

      await db.schema
        .createTable('offline_licenses')
        .ifNotExists()
        .addColumn('account_id', operatorId, required)
        .addColumn('entitlement_id', id, required)
        .addColumn('device_id', id, required)
        .addColumn('playable_until', 'bigint', required)
        .addPrimaryKeyConstraint('offline_licenses_pk', ['account_id', 'entitlement_id', 'device_id'])
        .execute();

      await db.schema
        .createTable('audit_events')
        .ifNotExists()
        .addColumn('account_id', operatorId, required)
        .addColumn('event_id', id, required)
        .addColumn('at', 'bigint', required)
        .addColumn('actor', operatorId, required)
        .addColumn('action', text(64), required)
        .addColumn('subject', operatorId, required)
        .addColumn('reason', text(500))
        .addColumn('before_json', longText)
        .addColumn('after_json', longText)
        .addColumn('details_json', longText, required)
        .addPrimaryKeyConstraint('audit_events_pk', ['account_id', 'event_id'])
        .addUniqueConstraint('audit_events_by_id', ['event_id'])
        .execute();

      await db.schema
        .createTable('player_sessions')
        .ifNotExists()
        .addColumn('account_id', operatorId, required)
        .addColumn('session_id', id, required)
        .addColumn('code_hash', text(64), required)
        .addColumn('code_expires_at', 'bigint', required)
        .addColumn('exchanged_at', 'bigint')
        .addColumn('expires_at', 'bigint', required)
        .addColumn('ended_at', 'bigint')
        .addPrimaryKeyConstraint('player_sessions_pk', ['account_id', 'session_id'])
        .addUniqueConstraint('player_sessions_by_code', ['code_hash'])
        .addUniqueConstraint('player_sessions_by_end', ['expires_at', 'session_id'])
        .execute();

      await db.schema
        .createTable('learned_capabilities')
        .ifNotExists()
        .addColumn('drm', word, required)
        .addColumn('device_binding', word, required)
        .addColumn('learned_at', 'bigint', required)
        .addColumn('upstream_code', 'integer')
        .addPrimaryKeyConstraint('learned_capabilities_pk', ['drm'])
        .execute();

      await db.schema
        .createTable('look_up_budgets')
        .ifNotExists()
        .addColumn('window_start', 'bigint', required)
        .addColumn('taken', 'integer', required)
        .addPrimaryKeyConstraint('look_up_budgets_pk', ['window_start'])
        .execute();

      await db.schema
        .createTable('idempotency_records')
        .ifNotExists()
        .addColumn('account_id', operatorId, required)
        .addColumn('idempotency_key', text(255), required)
        .addColumn('fingerprint', text(64), required)
        .addColumn('attempt', id, required)
        .addColumn('held_until', 'bigint', required)
        .addColumn('sealed_answer', longText)
        .addPrimaryKeyConstraint('idempotency_records_pk', ['account_id', 'idempotency_key'])
        .addUniqueConstraint('idempotency_records_by_end', ['held_until', 'account_id', 'idempotency_key'])
        .execute();

      await db.schema
        .createTable('api_keys')
        .ifNotExists()
        .addColumn('key_id', id, required)
        .addColumn('name', operatorId, required)
        .addColumn('scopes_json', longText, required)
        .addColumn('hash', text(64), required)
        .addColumn('created_at', 'bigint', required)
        .addColumn('revoked_at', 'bigint')
        .addPrimaryKeyConstraint('api_keys_pk', ['key_id'])
        .addUniqueConstraint('api_keys_by_hash', ['hash'])
        .execute();
    },

    async down(db: Kysely<unknown>) {
      for (const table of tableNames) await db.schema.dropTable(table).ifExists().execute();
    }
  };
}

function required(column: ColumnDefinitionBuilder): ColumnDefinitionBuilder {
  return column.notNull();
}
