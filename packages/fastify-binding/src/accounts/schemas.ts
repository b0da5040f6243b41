import { deviceClasses, formats } from '@expressplay-binding/binding-core';
import { type Static, Type } from 'typebox';
import { DeviceJson } from '../devices/schemas.ts';
import { component } from '../http/component.ts';
import { textOf, timeOf } from '../http/schemas.ts';
import { PolicyJson, PolicyNameSchema, policyRules } from '../policies/schemas.ts';

const ReasonSchema = textOf({ ...formats.reason, description: 'Why; it goes into the audit trail' });

/** The query of a change by staff that has no body. */
export const ReasonQuerySchema = Type.Object({ reason: ReasonSchema });

export const StaffActionJson = component(
  'StaffAction',
  Type.Object(
    { reason: ReasonSchema },
    { additionalProperties: false, examples: [{ reason: 'Ticket 4711: the TV is broken' }] }
  )
);

export const SetAccountPolicyJson = component(
  'SetAccountPolicy',
  Type.Object(
    {
      policy: PolicyNameSchema,
      overrides: Type.Optional(
        Type.Partial(Type.Object(policyRules), {
          additionalProperties: false,
          description:
            'What differs from the policy for this account alone; it replaces all earlier overrides'
        })
      ),
      reason: ReasonSchema
    },
    {
      additionalProperties: false,
      examples: [{ policy: 'default', overrides: { maxDevices: 5 }, reason: 'Family plan' }]
    }
  )
);

export const AccountPolicyJson = component(
  'AccountPolicy',
  Type.Object(
    {
      policy: PolicyJson.ref,
      overLimit: Type.Array(DeviceJson.ref, {
        description: 'Devices that are too many under it, the longest unused first; they stay until removed'
      }),
      deactivated: Type.Array(DeviceJson.ref, { description: 'Devices that lost their slots at once' })
    },
    { description: 'The policy of an account, with what it means for the devices' }
  )
);

export const AccountJson = component(
  'Account',
  Type.Object({
    accountId: Type.String(),
    policy: Type.Unsafe<Static<typeof PolicyJson.schema>>({
      ...Type.Ref(PolicyJson.name),
      description: 'The policy in force, with the overrides of this account'
    }),
    slots: Type.Object({
      total: Type.Integer(),
      used: Type.Integer(),
      free: Type.Integer(),
      byClass: Type.Object(
        Object.fromEntries(deviceClasses.map(name => [name, Type.Optional(Type.Integer())])),
        { description: 'Used slots by class of device; classes without a device are left out' }
      )
    }),
    overLimit: Type.Array(DeviceJson.ref, {
      description: 'Devices beyond a limit that was lowered, the longest unused first'
    }),
    nextAllowedAt: Type.Optional(
      timeOf('When the customer may make the next change of devices; absent when at once')
    ),
    tokenBudget: Type.Optional(
      Type.Object(
        { max: Type.Integer(), windowSeconds: Type.Integer(), used: Type.Integer() },
        {
          description:
            'Tokens issued within the last so many seconds, of at most so many; absent without limit'
        }
      )
    ),
    suspendedAt: Type.Optional(timeOf('Since when staff keep it from registering devices and getting tokens'))
  })
);

export type AccountJson = Static<typeof AccountJson.schema>;
export type AccountPolicyJson = Static<typeof AccountPolicyJson.schema>;
