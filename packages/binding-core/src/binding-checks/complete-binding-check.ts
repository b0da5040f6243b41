import { audit } from '../audit.ts';
import { noteCheck } from '../capabilities.ts';
import { type Caller, inAccount, type Parts } from '../context.ts';
import { refuse } from '../errors.ts';
import type { BindingCheck, BindingCheckState } from '../model/binding-check.ts';
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
  if (found.state !== 'pending' && !(found.state === 'enforced' && inTime)) return found;

  const records = await parts.licenses.findRedemptions(found.cookie);
  const state = judge(found, records.length > 0, refused && inTime);
  if (state === found.state) return found;
  await noteCheck(parts, { ...found, state }, caller);
  return inAccount(parts, found.accountId, caller, async context => {
    const stored = (await context.unit.findBindingCheck(checkId)) ?? found;
    if (stored.state !== found.state) return stored;
    const settled: BindingCheck = { ...stored, state };
    await context.unit.updateBindingCheck(settled);
    const { deviceId, drm } = settled;
    const details = { deviceId, drm, state };
    await audit(context, { action: 'binding-check.completed', subject: checkId, details });
    return settled;
  });
}

/** The refusal of a token that has expired says nothing about the restriction. */
function judge({ state }: BindingCheck, redeemed: boolean, refusedInTime: boolean): BindingCheckState {
  if (redeemed) return 'not-enforced';
  return state === 'enforced' || refusedInTime ? 'enforced' : 'inconclusive';
}
