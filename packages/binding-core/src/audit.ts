import type { Caller, Parts } from './dependencies.ts';
import { newId } from './ids.ts';
import type { AuditAction } from './model/audit.ts';
import type { Timestamp } from './model/time.ts';
import type { AccountUnit } from './ports/store.ts';

export interface AuditEntry {
  readonly accountId: string;
  readonly action: AuditAction;
  readonly subject: string;
  readonly reason?: string | undefined;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Writes down what happened, in the unit in which it happens. */
export async function audit(
  parts: Parts,
  unit: AccountUnit,
  caller: Caller,
  at: Timestamp,
  entry: AuditEntry
): Promise<void> {
  await unit.appendAuditEvent({
    eventId: newId('aud', at, parts.randomBytes),
    at,
    actor: caller.actor,
    details: {},
    ...entry
  });
}
