import type { Caller, Context, Parts } from './context.ts';
import { eventOf } from './events/events.ts';
import { idOfSame, momentOf, newId } from './ids.ts';
import type { AuditEvent } from './model/audit.ts';
import type { EventData } from './model/event.ts';
import type { Timestamp } from './model/time.ts';
import type { TokenRecord } from './model/token.ts';
import type { AuditRecord } from './ports/store.ts';

/** What a use case reports about what it did. */
export type AuditEntry = Omit<AuditEvent, 'eventId' | 'at' | 'actor' | 'details'> &
  Partial<Pick<AuditEvent, 'details'>>;

/**
 * Appends the entry to the audit trail, in the unit of work in which it happens, and the event that it is.
 *
 * @param data What it happened to, if its action is an event.
 */
export async function audit(context: Context, entry: AuditEntry, data?: EventData): Promise<void> {
  const { parts, unit, caller, now } = context;
  const { accountId } = unit.account;
  const auditEvent = newAuditEvent(parts, caller, { accountId, ...entry }, now);
  await unit.appendAuditEvent(auditEvent);
  const event = eventOf(auditEvent, data);
  if (event) await unit.appendEvent(event);
}

/** The same for what happens outside the units of an account: the store appends both in the write that makes them true. */
export function auditRecord(
  parts: Pick<Parts, 'clock' | 'randomBytes'>,
  caller: Caller,
  entry: AuditEntry,
  data?: EventData
): AuditRecord {
  const auditEvent = newAuditEvent(parts, caller, entry);
  return { auditEvent, event: eventOf(auditEvent, data) };
}

function newAuditEvent(
  parts: Pick<Parts, 'clock' | 'randomBytes'>,
  caller: Caller,
  entry: AuditEntry,
  now: Timestamp = parts.clock()
): AuditEvent {
  return {
    eventId: newId('aud', now, parts.randomBytes),
    at: now,
    actor: caller.actor,
    details: {},
    ...entry
  };
}

/** The event of the audit trail that a token is. Tokens are by far the most frequent event, so each is stored only once. */
export function tokenIssued(token: TokenRecord): AuditEvent {
  const { tokenId, accountId, actor, contentId, deviceId, drm, entitlementId } = token;
  return {
    eventId: idOfSame('aud', tokenId),
    accountId,
    // `issuedAt` is when ExpressPlay was asked; the event happens when the token is stored.
    at: momentOf(tokenId),
    actor,
    action: 'token.issued',
    subject: tokenId,
    details: {
      contentId,
      ...(deviceId !== undefined && { deviceId }),
      drm,
      entitlementId,
      ...(token.binding === 'none' && { timeBased: true })
    }
  };
}
