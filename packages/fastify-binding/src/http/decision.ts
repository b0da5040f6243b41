import { formats, type Override } from '@expressplay-binding/binding-core';
import { type Static, Type } from 'typebox';
import { type Principal, requireScope } from '../authentication/bearer-authentication.ts';
import { invalidMember } from './input-errors.ts';
import { textOf } from './schemas.ts';

/** The query of a call that the device policy may refuse. */
export const DecisionQuerySchema = Type.Object(
  {
    dryRun: Type.Optional(
      Type.Boolean({ description: 'Answers 200 with only the decision, and changes nothing' })
    ),
    override: Type.Optional(
      Type.Boolean({
        description: 'Overrides the rules of the policy. Needs the scope `staff` and a `reason`'
      })
    ),
    reason: Type.Optional(
      textOf({ ...formats.reason, description: 'Why staff override the policy; the audit trail keeps it' })
    )
  },
  // With a misspelled `dryRun` the call must not change anything.
  { additionalProperties: false }
);

/** The override that the query asks for. @throws `forbidden` without the scope `staff`, `validation` without a reason. */
export function overrideOf(
  principal: Principal,
  { override = false, reason }: Static<typeof DecisionQuerySchema>
): Override | undefined {
  if (!override && reason !== undefined)
    throw invalidMember('/querystring/reason', 'goes with override=true alone');
  if (!override) return undefined;
  requireScope(principal, 'staff');
  if (reason === undefined) throw invalidMember('/querystring/reason', 'is missing: an override needs one');
  return { reason };
}
