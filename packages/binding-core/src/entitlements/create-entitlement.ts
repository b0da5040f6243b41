import { audit } from '../audit.ts';
import { findContent } from '../contents/find-content.ts';
import type { Caller, Parts } from '../dependencies.ts';
import { checkFormats, formats } from '../formats.ts';
import { idempotently } from '../idempotency/idempotently.ts';
import { newId } from '../ids.ts';
import type { Entitlement, EntitlementKind } from '../model/entitlement.ts';
import type { Timestamp } from '../model/time.ts';

export interface CreateEntitlement {
  readonly accountId: string;
  readonly contentId: string;
  readonly kind: EntitlementKind;
  /** Not usable before. Default now. */
  readonly startsAt?: Timestamp | undefined;
}

/** Gives an account the right to a content that is stored. */
export function makeCreateEntitlement(parts: Parts) {
  return async (input: CreateEntitlement, caller: Caller): Promise<Entitlement> => {
    checkFormats({ '/accountId': [formats.accountId, input.accountId] });
    const { accountId, contentId, kind } = input;
    return idempotently(parts, caller, accountId, ['entitlement', input], async keepAnswer => {
      await findContent(parts.store, contentId);
      const now = parts.clock();
      const entitlement: Entitlement = {
        entitlementId: newId('ent', now, parts.randomBytes),
        accountId,
        contentId,
        kind,
        startsAt: input.startsAt ?? now,
        createdAt: now
      };
      await parts.store.inAccount(accountId, now, async unit => {
        await unit.insertEntitlement(entitlement);
        await audit(parts, unit, caller, now, {
          action: 'entitlement.created',
          subject: entitlement.entitlementId,
          details: { contentId, kind }
        });
        await keepAnswer(unit, entitlement);
      });
      return entitlement;
    });
  };
}
