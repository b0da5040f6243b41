import { type Migration, type MigrationResult, Migrator } from 'kysely/migration';
import type { BindingDatabase } from '../database.ts';
import type { SqlDialect } from '../dialect.ts';
import { StorageError } from '../errors.ts';
import { type StorageLogger, silentLogger } from '../logger.ts';
import { initialTables } from './0001-initial-tables.ts';
import { findById } from './0002-find-by-id.ts';
import { staffSessions } from './0003-staff-sessions.ts';
import { findAuditEvents } from './0004-find-audit-events.ts';
import { sealingCanary } from './0005-sealing-canary.ts';
import { fairTurns } from './0006-fair-turns.ts';
import { bindingEvidence } from './0007-binding-evidence.ts';
import { rebind } from './0008-rebind.ts';
import { bindingChecks } from './0009-binding-checks.ts';
import { playerDeviceClass } from './0010-player-device-class.ts';
import { policyVersion } from './0011-policy-version.ts';
import { stagedContents } from './0012-staged-contents.ts';
import { events } from './0013-events.ts';
import { apiKeyLifetimes } from './0014-api-key-lifetimes.ts';
import { watchedBindingChecks } from './0015-watched-binding-checks.ts';
import { accountsByPolicy } from './0016-accounts-by-policy.ts';

/** In order of name. A migration that was published is never changed; a new one is a new line here. */
export function migrations(dialect: SqlDialect): Record<string, Migration> {
  return {
    '0001-initial-tables': initialTables(dialect),
    '0002-find-by-id': findById(dialect),
    '0003-staff-sessions': staffSessions(dialect),
    '0004-find-audit-events': findAuditEvents(dialect),
    '0005-sealing-canary': sealingCanary(dialect),
    '0006-fair-turns': fairTurns(dialect),
    '0007-binding-evidence': bindingEvidence(dialect),
    '0008-rebind': rebind,
    '0009-binding-checks': bindingChecks(dialect),
    '0010-player-device-class': playerDeviceClass(dialect),
    '0011-policy-version': policyVersion(dialect),
    '0012-staged-contents': stagedContents(dialect),
    '0013-events': events(dialect),
    '0014-api-key-lifetimes': apiKeyLifetimes(dialect),
    '0015-watched-binding-checks': watchedBindingChecks(dialect),
    '0016-accounts-by-policy': accountsByPolicy(dialect)
  };
}

/**
 * Migrates the tables to this version. Several processes may call it at the same time: one migrates and the others wait
 * (SQLite: everything is one transaction; MySQL: a lease in a row).
 * @throws {StorageError} `migration-failed`, e.g. if a later version of this package has migrated the tables.
 */
export async function migrateToLatest(
  database: BindingDatabase,
  logger: StorageLogger = silentLogger
): Promise<void> {
  for (const { migrationName } of await migrate(database))
    logger.info({ migration: migrationName }, 'Migrated the database');
}

async function migrate(database: BindingDatabase): Promise<readonly MigrationResult[]> {
  try {
    return await database.alter(async db => {
      const { error, results = [] } = await new Migrator({
        db,
        provider: { getMigrations: async () => migrations(database.dialect) },
        migrationTableName: 'binding_migrations',
        migrationLockTableName: 'binding_migration_lock',
        // `alter` has its own transaction or lease: Kysely's would begin too late to exclude other processes.
        disableTransactions: true
      }).migrateToLatest();
      if (error) throw error;
      return results;
    });
  } catch (cause) {
    if (cause instanceof StorageError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StorageError(
      'migration-failed',
      `The tables could not be migrated to this version: ${reason}.`,
      {
        cause
      }
    );
  }
}
