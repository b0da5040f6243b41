import type { Caller, Parts } from './dependencies.ts';
import { newId } from './ids.ts';
import type { AuditEvent } from './model/audit.ts';
import type { Timestamp } from './model/time.ts';
import type { AccountUnit } from './ports/store.ts';

/** What a use case has to say about what it did. */
export type AuditEntry = Omit<AuditEvent, 'eventId' | 'at' | 'actor' | 'details'> &
  Partial<Pick<AuditEvent, 'details'>>;

/** Writes down what happened, in the unit in which it happens. */
export async function audit(
  parts: Parts,
  unit: AccountUnit,
  caller: Caller,
  at: Timestamp,
  entry: AuditEntry
): Promise<void> {
  const { accountId } = unit.account;
  await unit.appendAuditEvent(newAuditEvent(parts, caller, at, { accountId, ...entry }));
}

export function newAuditEvent(parts: Parts, caller: Caller, at: Timestamp, entry: AuditEntry): AuditEvent {
  return {
    eventId: newId('aud', at, parts.randomBytes),
    at,
    actor: caller.actor,
    details: {},
    ...entry
  };
}
