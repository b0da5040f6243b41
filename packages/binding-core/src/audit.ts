import type { Context } from './context.ts';
import { idOfSame, newId } from './ids.ts';
import type { AuditEvent } from './model/audit.ts';
import type { TokenRecord } from './model/token.ts';

/** What a use case reports about what it did. */
export type AuditEntry = Omit<AuditEvent, 'eventId' | 'at' | 'actor' | 'details'> &
  Partial<Pick<AuditEvent, 'details'>>;

/** Appends the entry to the audit trail, in the unit of work in which it happens. */
export async function audit(context: Context, entry: AuditEntry): Promise<void> {
  const { accountId } = context.unit.account;
  await context.unit.appendAuditEvent(newAuditEvent(context, { accountId, ...entry }));
}

/** The entry as an event of the audit trail, for what happens outside the units of an account. */
export function newAuditEvent({ parts, caller, now }: Omit<Context, 'unit'>, entry: AuditEntry): AuditEvent {
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
  const { tokenId, accountId, issuedAt, actor, contentId, deviceId, drm, entitlementId } = token;
  return {
    eventId: idOfSame('aud', tokenId),
    accountId,
    at: issuedAt,
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
