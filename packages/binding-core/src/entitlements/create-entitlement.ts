import { isDeepStrictEqual } from 'node:util';
import { audit } from '../audit.ts';
import { findContent } from '../contents/find-content.ts';
import type { Caller, Parts } from '../dependencies.ts';
import { refuse } from '../errors.ts';
import { checkFormats, formats } from '../formats.ts';
import { idempotencyRefusals, idempotently } from '../idempotency/idempotently.ts';
import { newId } from '../ids.ts';
import type { Entitlement, EntitlementTerms } from '../model/entitlement.ts';
import type { Timestamp } from '../model/time.ts';
import type { AccountUnit } from '../ports/store.ts';
import { checkTerms } from './check-terms.ts';

export interface CreateEntitlement {
  readonly accountId: string;
  readonly contentId: string;
  readonly terms: EntitlementTerms;
  /** Not usable before. Default now. */
  readonly startsAt?: Timestamp | undefined;
  /** On how many devices at the same time the content may be kept offline, 1 to 1000. Default none. */
  readonly offlineDevices?: number | undefined;
  /** The operator's own id of the sale, 1 to 128 characters: booked once, however often it is sent. */
  readonly orderId?: string | undefined;
}

/** The codes that `createEntitlement` may refuse with. */
export const createEntitlementRefusals = [
  'validation',
  'not-found',
  'order-id-reused',
  ...idempotencyRefusals
] as const;

/** Gives an account the right to a content that is stored. */
export function makeCreateEntitlement(parts: Parts) {
  return async (input: CreateEntitlement, caller: Caller): Promise<Entitlement> => {
    const { accountId, contentId } = input;
    checkFormats({
      '/accountId': [formats.accountId, accountId],
      '/orderId': [formats.orderId, input.orderId]
    });

    return idempotently(parts, caller, accountId, ['entitlement', input], async keepAnswer => {
      await findContent(parts.store, contentId);
      const now = parts.clock();
      const entitlement: Entitlement = {
        entitlementId: newId('ent', now, parts.randomBytes),
        ...input,
        startsAt: input.startsAt ?? now,
        createdAt: now
      };
      return parts.store.inAccount(accountId, now, async unit => {
        const booked = (await findBooked(unit, entitlement)) ?? (await book(unit, entitlement, caller));
        await keepAnswer(unit, booked);
        return booked;
      });
    });
  };

  async function book(unit: AccountUnit, entitlement: Entitlement, caller: Caller): Promise<Entitlement> {
    checkTerms(entitlement, entitlement.createdAt);
    await unit.insertEntitlement(entitlement);
    const { entitlementId, contentId, terms, orderId, createdAt } = entitlement;
    await audit(parts, unit, caller, createdAt, {
      action: 'entitlement.created',
      subject: entitlementId,
      details: { contentId, ...terms, orderId }
    });
    return entitlement;
  }
}

/** What was booked under the same order id before. */
async function findBooked(unit: AccountUnit, wanted: Entitlement): Promise<Entitlement | undefined> {
  if (wanted.orderId === undefined) return undefined;
  const booked = await unit.findEntitlementByOrder(wanted.accountId, wanted.orderId);
  if (!booked) return undefined;
  if (booked.contentId !== wanted.contentId || !isDeepStrictEqual(booked.terms, wanted.terms))
    refuse(
      'order-id-reused',
      'This order id was booked for another content or on other terms. Use a new order id for a new sale.'
    );
  return booked;
}
