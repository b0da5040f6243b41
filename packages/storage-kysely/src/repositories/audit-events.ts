import type { AuditEvent } from '@expressplay-binding/binding-core';
import type { Kysely } from 'kysely';
import type { AuditEventRow, Tables } from '../tables.ts';

export async function appendAuditEvent(db: Kysely<Tables>, event: AuditEvent): Promise<void> {
  const row: AuditEventRow = {
    account_id: event.accountId,
    event_id: event.eventId,
    at: event.at,
    actor: event.actor,
    action: event.action,
    subject: event.subject,
    reason: event.reason ?? null,
    details_json: JSON.stringify(event.details)
  };
  await db.insertInto('audit_events').values(row).execute();
}
