import type { Caller, Parts } from './dependencies.ts';
import { idOfSame, newId } from './ids.ts';
import type { AuditEvent } from './model/audit.ts';
import type { Timestamp } from './model/time.ts';
import type { TokenRecord } from './model/token.ts';
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

/** A token as an event of the audit trail. Tokens are by far the most that happens: what is said of one is written once. */
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
