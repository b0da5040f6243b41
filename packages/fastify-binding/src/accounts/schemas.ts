import { deviceClasses, formats } from '@expressplay-binding/binding-core';
import { type Static, Type } from 'typebox';
import { DeviceJson } from '../devices/schemas.ts';
import { component } from '../http/component.ts';
import { PageQuerySchema, pageOf } from '../http/paging.ts';
import { textOf, timeOf } from '../http/schemas.ts';
import { PolicyJson, PolicyNameSchema, policyRules } from '../policies/schemas.ts';

const ReasonSchema = textOf({ ...formats.reason, description: 'Why; the audit trail keeps it' });

/** The query of a change by staff, for calls without a body. */
export const ReasonQuerySchema = Type.Object({ reason: ReasonSchema });

export const StaffActionJson = component(
  'StaffAction',
  Type.Object(
    { reason: ReasonSchema },
    {
      additionalProperties: false,
      description: 'What staff have to say about a change',
      examples: [{ reason: 'Ticket 4711: the TV is broken' }]
    }
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
          description: 'What differs from the policy for this account only; it replaces all earlier overrides'
        })
      ),
      reason: ReasonSchema
    },
    {
      additionalProperties: false,
      description: 'The policy of an account, and what differs for this account',
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
        description: 'Devices beyond its limits, the longest unused first; they stay until they are removed'
      }),
      deactivated: Type.Array(DeviceJson.ref, { description: 'Devices that lost their slots at once' })
    },
    { description: 'The policy of an account, with what it means for the devices' }
  )
);

export const AccountJson = component(
  'Account',
  Type.Object(
    {
      accountId: Type.String({ description: 'The id of the account' }),
      policy: Type.Unsafe<Static<typeof PolicyJson.schema>>({
        ...Type.Ref(PolicyJson.name),
        description: 'The policy in force, with the overrides of this account'
      }),
      slots: Type.Object(
        {
          total: Type.Integer({ description: 'Slots that its policy allows' }),
          used: Type.Integer({ description: 'Slots that active devices fill' }),
          free: Type.Integer({ description: 'Slots that a new device can get' }),
          byClass: Type.Object(
            Object.fromEntries(
              deviceClasses.map(name => [
                name,
                Type.Optional(Type.Integer({ description: `Active devices of the class \`${name}\`` }))
              ])
            ),
            { description: 'Used slots by class of device; classes without a device are left out' }
          )
        },
        { description: 'The slots for its devices' }
      ),
      overLimit: Type.Array(DeviceJson.ref, {
        description: 'Devices beyond a limit that was lowered, the longest unused first'
      }),
      nextAllowedAt: Type.Optional(timeOf('When the customer may change devices again; absent when now')),
      tokenBudget: Type.Optional(
        Type.Object(
          {
            max: Type.Integer({ description: 'Tokens within any window' }),
            windowSeconds: Type.Integer({ description: 'Length of the rolling window in seconds' }),
            used: Type.Integer({ description: 'Tokens within the window that ends now' })
          },
          {
            description:
              'Tokens that were `used` within the last `windowSeconds`, and their `max`imum; absent when there is no limit'
          }
        )
      ),
      suspendedAt: Type.Optional(
        timeOf('Since when it is suspended: it can neither register devices nor get tokens')
      )
    },
    { description: 'The policy of an account, and what is left of it' }
  )
);

/** An account in a list. */
export const ListedAccountJson = Type.Object({
  accountId: Type.String({ description: 'The id of the account' }),
  policyName: Type.String({ description: 'The policy that it is under; `default` unless staff changed it' }),
  createdAt: timeOf('When the first thing was stored for it'),
  suspendedAt: Type.Optional(timeOf('Since when staff keep it from registering devices and getting tokens'))
});

export const AccountPageJson = component('AccountPage', pageOf(ListedAccountJson));

export const AccountQuerySchema = Type.Object({
  ...PageQuerySchema.properties,
  prefix: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: formats.accountId.maxLength,
      description: 'How their ids begin; upper and lower case differ'
    })
  )
});

export type ListedAccountJson = Static<typeof ListedAccountJson>;
export type AccountJson = Static<typeof AccountJson.schema>;
export type AccountPolicyJson = Static<typeof AccountPolicyJson.schema>;
