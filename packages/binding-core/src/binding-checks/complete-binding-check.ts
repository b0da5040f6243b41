import { audit } from '../audit.ts';
import { noteCheck } from '../capabilities.ts';
import { type Caller, inAccount, type Parts } from '../context.ts';
import { refuse } from '../errors.ts';
import { aboutBindingCheck } from '../events/events.ts';
import type { BindingCheck, BindingCheckState } from '../model/binding-check.ts';
import type { Timestamp } from '../model/time.ts';
import { upstreamRefusals } from '../ports/licensing.ts';

/** The codes that {@link readBindingCheck} may refuse with. */
export const readBindingCheckRefusals = ['not-found'] as const;

/** Reads the binding check as it was written last. */
export async function readBindingCheck({ store }: Parts, checkId: string): Promise<BindingCheck> {
  const check = await store.findBindingCheck(checkId);
  return check ?? refuse('not-found', `There is no binding check ${JSON.stringify(checkId)}.`);
}

/** The codes that {@link completeBindingCheck} may refuse with. */
export const completeBindingCheckRefusals = ['not-found', ...upstreamRefusals] as const;

/**
 * Settles a binding check. A redemption record under its cookie proves that the restriction is not enforced. The word of the device
 * that it was refused, together with no record, means that it is. A check that means so is looked up again when it is completed
 * again in time, because a record may be late.
 */
export async function completeBindingCheck(
  parts: Parts,
  checkId: string,
  refused: boolean,
  caller: Caller
): Promise<BindingCheck> {
  const found = await readBindingCheck(parts, checkId);
  const inTime = parts.clock() < found.expiresAt;
  if (!mayTurn(found) || (found.state === 'enforced' && !inTime)) return found;

  const state = judge(found, await isRedeemed(parts, found), refused && inTime);
  if (state === found.state) return found;
  // Until the end a device that said it was refused may still redeem the token.
  return settle(parts, found, { state, dueAt: state === 'enforced' ? found.expiresAt : undefined }, caller);
}

/** What a look-up of a binding check found. */
export interface LookedUpCheck {
  /** As it is now. */
  readonly check: BindingCheck;
  /** Whether no further look-up is needed. */
  readonly isSettled: boolean;
}

/**
 * Looks up a binding check that nobody may ever complete, for the background worker. A record proves that the restriction is not
 * enforced, also after the device said that it was refused. A check that is still pending at its end is inconclusive.
 */
export async function lookUpBindingCheck(
  parts: Parts,
  checkId: string,
  caller: Caller
): Promise<LookedUpCheck> {
  const found = await readBindingCheck(parts, checkId);
  if (!mayTurn(found)) return { check: found, isSettled: true };
  const isOver = parts.clock() >= found.expiresAt;
  const redeemed = await isRedeemed(parts, found);
  if (!redeemed && !isOver) return { check: found, isSettled: false };
  return {
    check: await settle(parts, found, { state: judge(found, redeemed, false) }, caller),
    isSettled: true
  };
}

/** Whether a record can still change the state. */
function mayTurn({ state }: BindingCheck): boolean {
  return state === 'pending' || state === 'enforced';
}

async function isRedeemed({ licenses }: Parts, { cookie }: BindingCheck): Promise<boolean> {
  return (await licenses.findRedemptions(cookie)).length > 0;
}

interface Settlement {
  readonly state: BindingCheckState;
  /** When it is looked up again; absent for never. */
  readonly dueAt?: Timestamp | undefined;
}

async function settle(
  parts: Parts,
  found: BindingCheck,
  { state, dueAt }: Settlement,
  caller: Caller
): Promise<BindingCheck> {
  const turns = state !== found.state;
  if (turns) await noteCheck(parts, { ...found, state }, caller);
  const { accountId, checkId } = found;
  return inAccount(parts, accountId, caller, async context => {
    const { unit } = context;
    const stored = (await unit.findBindingCheck(checkId)) ?? found;
    if (stored.state !== found.state) return stored;
    const settled: BindingCheck = { ...stored, state };
    await unit.updateBindingCheck(settled, dueAt);
    const { deviceId, drm } = settled;
    const details = { deviceId, drm, state };
    if (turns)
      await audit(
        context,
        { action: 'binding-check.completed', subject: checkId, details },
        state === 'not-enforced' ? aboutBindingCheck(settled) : undefined
      );
    return settled;
  });
}

/** The refusal of a token that has expired says nothing about the restriction. */
function judge({ state }: BindingCheck, redeemed: boolean, refusedInTime: boolean): BindingCheckState {
  if (redeemed) return 'not-enforced';
  return state === 'enforced' || refusedInTime ? 'enforced' : 'inconclusive';
}
