import type {
  CreateEntitlement,
  EntitlementKind,
  EntitlementTerms,
  InputError
} from '@expressplay-binding/binding-core';
import { invalidInput } from '../http/input-errors.ts';
import { fromRfc3339, toRfc3339 } from '../http/times.ts';
import type { CreateEntitlementJson } from './schemas.ts';

/** The terms of an entitlement as members of its JSON; times as RFC 3339, durations in seconds. */
export interface TermsJson {
  /** What the customer paid for. */
  kind: EntitlementKind;
  /** Rental: the time until which it must be started. */
  startBy?: string;
  /** Rental: seconds from the first token on. */
  playDuration?: number;
  /** Subscription: the time when it ends. */
  until?: string;
}

const membersOf = {
  purchase: [],
  rental: ['startBy', 'playDuration'],
  subscription: ['until']
} as const satisfies Record<EntitlementKind, readonly (keyof TermsJson)[]>;

/** Reads the terms. @throws `validation` when a member is missing or belongs to another kind. */
function fromTermsJson(json: TermsJson): EntitlementTerms {
  const { kind, startBy, playDuration, until } = json;
  const own: readonly string[] = membersOf[kind];
  const errors = Object.entries({ startBy, playDuration, until }).flatMap(([member, value]): InputError[] => {
    if (own.includes(member) === (value !== undefined)) return [];
    const message = own.includes(member) ? 'is missing' : `must not be given for a ${kind}`;
    return [{ path: `/${member}`, message }];
  });
  if (errors.length > 0) throw invalidInput(errors);

  if (kind === 'rental' && startBy !== undefined && playDuration !== undefined)
    return { kind, startBy: fromRfc3339('/startBy', startBy), playDuration };
  if (kind === 'subscription' && until !== undefined) return { kind, until: fromRfc3339('/until', until) };
  return { kind: 'purchase' };
}

/** Writes the terms. */
export function toTermsJson(terms: EntitlementTerms) {
  switch (terms.kind) {
    case 'purchase':
      return { kind: terms.kind };
    case 'rental':
      return { kind: terms.kind, startBy: toRfc3339(terms.startBy), playDuration: terms.playDuration };
    case 'subscription':
      return { kind: terms.kind, until: toRfc3339(terms.until) };
  }
}

/** Reads what an entitlement shall be, without its account. @throws `validation` when the terms are not those of its kind. */
export function inputOf(json: CreateEntitlementJson): Omit<CreateEntitlement, 'accountId'> {
  const { contentId, startsAt, offlineDevices, orderId } = json;
  return {
    contentId,
    terms: fromTermsJson(json),
    startsAt: startsAt === undefined ? undefined : fromRfc3339('/startsAt', startsAt),
    offlineDevices,
    orderId
  };
}
