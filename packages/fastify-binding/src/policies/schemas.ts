import { defaultMaxPending, deviceClasses, formats, policyLimits } from '@expressplay-binding/binding-core';
import { type Static, Type } from 'typebox';
import { DeviceClassSchema } from '../devices/schemas.ts';
import { component } from '../http/component.ts';
import { pageOf } from '../http/paging.ts';
import { oneOf, textOf } from '../http/schemas.ts';

export const PolicyNameSchema = textOf(formats.policyName, { examples: ['default'] });

export const PolicyParamsSchema = Type.Object({ policyName: PolicyNameSchema });

const SwapRulesSchema = Type.Object(
  {
    count: oneOf(
      ['removals', 'bindings'],
      'What counts as a swap: a device that is removed or replaced, or every new device'
    ),
    max: Type.Integer({ ...policyLimits.swaps, description: 'Swaps within any window' }),
    windowSeconds: Type.Integer({
      ...policyLimits.seconds,
      description: 'Length of the rolling window in seconds'
    }),
    minIntervalSeconds: Type.Optional(
      Type.Integer({
        ...policyLimits.interval,
        description: 'The minimum time between two swaps, in seconds; 0 by default'
      })
    ),
    graceSwapsPerYear: Type.Optional(
      Type.Integer({
        ...policyLimits.swaps,
        description: 'Swaps beyond the limit that are allowed within any 365 days; 0 by default'
      })
    )
  },
  { additionalProperties: false, description: 'How often devices may change; no limit when absent' }
);

/** The members of a policy without its name. */
export const policyRules = {
  maxDevices: Type.Integer({
    ...policyLimits.devices,
    description: 'Devices that may be active at the same time'
  }),
  maxByClass: Type.Optional(
    Type.Object(
      Object.fromEntries(
        deviceClasses.map(name => [
          name,
          Type.Optional(
            Type.Integer({ ...policyLimits.devices, description: `Devices of the class \`${name}\`` })
          )
        ])
      ),
      {
        additionalProperties: false,
        description: 'Devices of a class that may be active at the same time, within `maxDevices`'
      }
    )
  ),
  uncountedClasses: Type.Optional(
    Type.Array(DeviceClassSchema, {
      uniqueItems: true,
      maxItems: deviceClasses.length,
      description: 'Classes whose devices do not count against `maxDevices`'
    })
  ),
  swaps: Type.Optional(SwapRulesSchema),
  rebinds: Type.Optional(
    Type.Object(
      {
        max: Type.Integer({ ...policyLimits.swaps, description: 'Changes of one device within any window' }),
        windowSeconds: Type.Integer({
          ...policyLimits.seconds,
          description: 'Length of the rolling window in seconds'
        })
      },
      {
        additionalProperties: false,
        description:
          'How often a device may prove a new id and keep its slot; by default twice in 30 days, which is 2592000 seconds'
      }
    )
  ),
  whenFull: Type.Optional(
    oneOf(
      ['refuse', 'replace-oldest'],
      'What happens to a new device when no slot is free; `refuse` by default. `replace-oldest` removes the device whose last token is oldest'
    )
  ),
  idleAfterSeconds: Type.Optional(
    Type.Integer({
      ...policyLimits.seconds,
      description: 'After so many seconds without a token a device loses its slot; never when absent'
    })
  ),
  maxPendingRegistrations: Type.Optional(
    Type.Integer({
      ...policyLimits.pendingRegistrations,
      description: `Registrations that may be pending at the same time; ${defaultMaxPending} by default`
    })
  ),
  overLimit: Type.Optional(
    oneOf(
      ['keep', 'deactivate-oldest'],
      'What happens to devices beyond a limit that was lowered; by default `keep`: they stay until they are removed'
    )
  ),
  sharedDevices: Type.Optional(
    oneOf(['allow', 'refuse'], 'Whether a device of another account may be bound too; `allow` by default')
  )
};

export const SavePolicyJson = component(
  'SavePolicy',
  Type.Object(policyRules, {
    additionalProperties: false,
    description: 'Rules for the devices of accounts. A member that is absent gets its default',
    examples: [{ maxDevices: 3, swaps: { count: 'removals', max: 2, windowSeconds: 2_592_000 } }]
  })
);

export const PolicyJson = component(
  'Policy',
  Type.Object(
    { name: Type.String({ description: 'The name of the policy' }), ...policyRules },
    { description: 'Rules for the devices of accounts. A member that is absent has its default' }
  )
);

export const PolicyPageJson = component('PolicyPage', pageOf(PolicyJson.ref));

export const PolicyPreviewJson = component(
  'PolicyPreview',
  Type.Object(
    {
      examined: Type.Integer({ description: 'Accounts that were examined, at most 10000' }),
      overLimit: Type.Integer({ description: 'Those of them that would have devices beyond a limit' }),
      devicesOverLimit: Type.Integer({ description: 'Their devices beyond a limit' }),
      complete: Type.Boolean({ description: 'Whether all accounts under the policy were examined' })
    },
    {
      description: 'What the rules of a policy would mean for the accounts under it',
      examples: [{ examined: 10_000, overLimit: 312, devicesOverLimit: 340, complete: false }]
    }
  )
);

export type PolicyJson = Static<typeof PolicyJson.schema>;
