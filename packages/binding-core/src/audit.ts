import type { Caller, Context, Parts } from './context.ts';
import { idOfSame, momentOf, newId } from './ids.ts';
import type { AuditEvent } from './model/audit.ts';
import type { Timestamp } from './model/time.ts';
import type { TokenRecord } from './model/token.ts';

/** What a use case reports about what it did. */
export type AuditEntry = Omit<AuditEvent, 'eventId' | 'at' | 'actor' | 'details'> &
  Partial<Pick<AuditEvent, 'details'>>;

/** Appends the entry to the audit trail, in the unit of work in which it happens. */
export async function audit(context: Context, entry: AuditEntry): Promise<void> {
  const { parts, unit, caller, now } = context;
  const { accountId } = unit.account;
  await unit.appendAuditEvent(newAuditEvent(parts, caller, { accountId, ...entry }, now));
}

/** The entry as an event of the audit trail. The store calls this in the write of what happens outside the units of an account. */
export function newAuditEvent(
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
