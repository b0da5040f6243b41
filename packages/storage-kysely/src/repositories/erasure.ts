import type { AuditRecord } from '@expressplay-binding/binding-core';
import type { Context } from '../context.ts';
import { lockAccount } from './accounts.ts';
import { appendRecord } from './audit-events.ts';

/** Every table with rows of accounts, but for the audit trail. The account itself goes last: its row is the lock. */
const tablesOfAccounts = [
  'registrations',
  'devices',
  'device_bindings',
  'swaps',
  'entitlements',
  'tokens',
  'offline_licenses',
  'player_sessions',
  'binding_checks',
  'dummy_tokens',
  'idempotency_records',
  'unpublished_events',
  'events',
  'accounts'
] as const;

/** Deletes every row of the account, and leaves its audit events under an anonymous id, which it returns. */
export async function eraseAccount(
  context: Context,
  accountId: string,
  makeRecord: (anonymousId: string) => AuditRecord
): Promise<string> {
  const { db, sealer } = context;
  await lockAccount(context, accountId);
  const anonymousId = `erased_${sealer.pseudonym('account', accountId).slice(0, 32)}`;

  const devices = await db
    .selectFrom('device_bindings')
    .select(['drm', 'drm_device_id'])
    .where('account_id', '=', accountId)
    .execute();
  for (const { drm, drm_device_id } of devices)
    await db
      .deleteFrom('drm_devices')
      .where('drm', '=', drm)
      .where('drm_device_id', '=', drm_device_id)
      .execute();

  await db
    .updateTable('audit_events')
    .set({ reason: null, before_json: null, after_json: null, details_json: '{}' })
    .where('account_id', '=', accountId)
    .execute();
  await db
    .updateTable('audit_events')
    .set({ subject: anonymousId })
    .where('account_id', '=', accountId)
    .where('subject', '=', accountId)
    .execute();
  await db
    .updateTable('audit_events')
    .set({ account_id: anonymousId })
    .where('account_id', '=', accountId)
    .execute();
  for (const table of tablesOfAccounts)
    await db.deleteFrom(table).where('account_id', '=', accountId).execute();
  await appendRecord(context, makeRecord(anonymousId));
  return anonymousId;
}
