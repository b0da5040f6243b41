import { isDeepStrictEqual } from 'node:util';
import { audit } from '../audit.ts';
import { readContent } from '../contents/contents.ts';
import { type Caller, type Context, inAccount, type Parts } from '../context.ts';
import { refuse } from '../errors.ts';
import { checkFormats, formats, refuseInput } from '../formats.ts';
import { idempotencyRefusals, idempotently } from '../idempotency/idempotently.ts';
import { newId } from '../ids.ts';
import type { AuditAction, AuditFacts } from '../model/audit.ts';
import type { Entitlement, EntitlementTerms } from '../model/entitlement.ts';
import { type Timestamp, toOptionalRfc3339, toRfc3339 } from '../model/time.ts';
import type { AccountUnit, StoreReads } from '../ports/store.ts';
import { checkTerms } from './rules.ts';

/** What {@link createEntitlement} needs to know. */
export interface CreateEntitlement {
  /** The operator's id of the account, 1 to 128 characters. */
  readonly accountId: string;
  /** The id of a stored content. */
  readonly contentId: string;
  /** Which kind of right, and its clocks. */
  readonly terms: EntitlementTerms;
  /** The moment from which it may be used. Default now. */
  readonly startsAt?: Timestamp | undefined;
  /** On how many devices at the same time the content may be kept offline, 1 to 1000. Default none. */
  readonly offlineDevices?: number | undefined;
  /** The operator's own id of the sale, 1 to 128 characters: one order creates one entitlement, however often it is sent. */
  readonly orderId?: string | undefined;
}

/** The codes that {@link createEntitlement} may refuse with. */
export const createEntitlementRefusals = [
  'validation',
  'not-found',
  'order-id-reused',
  ...idempotencyRefusals
] as const;

/** Creates a right of the account to a stored content; returns the existing one if the order was booked before. */
export async function createEntitlement(
  parts: Parts,
  input: CreateEntitlement,
  caller: Caller
): Promise<Entitlement> {
  const { accountId, contentId, orderId } = input;
  checkFormats({ '/accountId': [formats.accountId, accountId], '/orderId': [formats.orderId, orderId] });

  const once = { accountId, request: ['entitlement', input] };
  return idempotently(parts, caller, once, async keepAnswer => {
    await readContent(parts.store, contentId);
    return inAccount(parts, accountId, caller, async context => {
      const booked = (await findBooked(context.unit, input)) ?? (await book(context, input));
      await keepAnswer(context.unit, booked);
      return booked;
    });
  });
}

async function book(context: Context, input: CreateEntitlement): Promise<Entitlement> {
  const { parts, unit, now } = context;
  const entitlement: Entitlement = {
    entitlementId: newId('ent', now, parts.randomBytes),
    ...input,
    startsAt: input.startsAt ?? now,
    createdAt: now
  };
  checkTerms(entitlement, now);
  await unit.insertEntitlement(entitlement);
  const { entitlementId, contentId, orderId } = entitlement;
  const details = { contentId, ...factsOf(entitlement), orderId };
  await audit(
    context,
    { action: 'entitlement.created', subject: entitlementId, details },
    { kind: 'entitlement', entitlement }
  );
  return entitlement;
}

/** The entitlement that was created under the same order id before. */
async function findBooked(unit: AccountUnit, wanted: CreateEntitlement): Promise<Entitlement | undefined> {
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

/** The codes that {@link readEntitlement} may refuse with. */
export const readEntitlementRefusals = ['not-found'] as const;

/** Reads an entitlement of the account. */
export async function readEntitlement(
  reads: StoreReads,
  accountId: string,
  id: string
): Promise<Entitlement> {
  const entitlement = await reads.findEntitlement(accountId, id);
  return entitlement ?? refuse('not-found', `This account has no entitlement ${JSON.stringify(id)}.`);
}

/** The codes that {@link revokeEntitlement} may refuse with. */
export const revokeEntitlementRefusals = ['not-found'] as const;

/** Revokes the right: no token is issued under it from now on. Revoking it again changes nothing. */
export function revokeEntitlement(
  parts: Parts,
  accountId: string,
  entitlementId: string,
  caller: Caller
): Promise<Entitlement> {
  const change = { accountId, entitlementId, action: 'entitlement.revoked' } as const;
  return changeEntitlement(parts, change, caller, (entitlement, now) =>
    entitlement.revokedAt === undefined ? { ...entitlement, revokedAt: now } : entitlement
  );
}

/** The codes that {@link restoreEntitlement} may refuse with. */
export const restoreEntitlementRefusals = ['not-found'] as const;

/** Restores a revoked right; its clocks have gone on. Restoring it again changes nothing. */
export function restoreEntitlement(
  parts: Parts,
  accountId: string,
  entitlementId: string,
  caller: Caller
): Promise<Entitlement> {
  const change = { accountId, entitlementId, action: 'entitlement.restored' } as const;
  return changeEntitlement(parts, change, caller, entitlement =>
    entitlement.revokedAt === undefined ? entitlement : { ...entitlement, revokedAt: undefined }
  );
}

/** The codes that {@link extendSubscription} may refuse with. */
export const extendSubscriptionRefusals = ['validation', 'not-found'] as const;

/** Moves the end of a subscription. */
export function extendSubscription(
  parts: Parts,
  accountId: string,
  entitlementId: string,
  until: Timestamp,
  caller: Caller
): Promise<Entitlement> {
  const change = { accountId, entitlementId, action: 'entitlement.extended' } as const;
  return changeEntitlement(parts, change, caller, (entitlement, now) => {
    const { terms } = entitlement;
    if (terms.kind !== 'subscription')
      refuseInput([{ path: '/until', message: `must not be given for a ${terms.kind}` }]);
    if (terms.until === until) return entitlement;
    const extended: Entitlement = { ...entitlement, terms: { kind: 'subscription', until } };
    checkTerms(extended, now);
    return extended;
  });
}

interface Change {
  readonly accountId: string;
  readonly entitlementId: string;
  readonly action: AuditAction;
}

/** `change` returns the same object if there is nothing to change; then nothing is written. */
async function changeEntitlement(
  parts: Parts,
  { accountId, entitlementId, action }: Change,
  caller: Caller,
  change: (entitlement: Entitlement, now: Timestamp) => Entitlement
): Promise<Entitlement> {
  return inAccount(parts, accountId, caller, async context => {
    const old = await readEntitlement(context.unit, accountId, entitlementId);
    const changed = change(old, context.now);
    if (changed === old) return old;
    await context.unit.updateEntitlement(changed);
    const facts = { before: factsOf(old), after: factsOf(changed) };
    await audit(
      context,
      { action, subject: entitlementId, ...facts },
      { kind: 'entitlement', entitlement: changed }
    );
    return changed;
  });
}

/** The members that change, for the audit trail. */
function factsOf({ terms, revokedAt }: Entitlement): AuditFacts {
  return {
    ...terms,
    ...(terms.kind === 'rental' && { startBy: toRfc3339(terms.startBy) }),
    ...(terms.kind === 'subscription' && { until: toRfc3339(terms.until) }),
    revokedAt: toOptionalRfc3339(revokedAt)
  };
}
