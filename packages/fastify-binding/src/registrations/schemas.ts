import { registrationStates } from '@expressplay-binding/binding-core';
import { type Static, Type } from 'typebox';
import { DeviceClassSchema, DeviceIdSchema, DeviceJson, DeviceNameSchema } from '../devices/schemas.ts';
import { component } from '../http/component.ts';
import { DrmSchema, idOf, oneOf, timeOf } from '../http/schemas.ts';
import { ProblemJson } from '../problems/problem-schema.ts';

export const RegistrationParamsSchema = Type.Object({
  registrationId: idOf('The id of a registration', 'reg_0199c7a4b3c27d0e8f6a5b4c3d2e1f00')
});

export const WaitQuerySchema = Type.Object({
  wait: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 30,
      default: 0,
      description: 'Seconds for which the answer is held until the state is no longer `pending`'
    })
  )
});

export const StartRegistrationJson = component(
  'StartRegistration',
  Type.Object(
    {
      drm: DrmSchema,
      device: Type.Optional(
        Type.Object(
          {
            deviceId: Type.Optional(
              Type.String({
                ...DeviceIdSchema,
                description:
                  'An active device of the account that this one is, under another DRM: it joins the slot, and keeps name and class'
              })
            ),
            name: Type.Optional(DeviceNameSchema),
            class: Type.Optional(DeviceClassSchema)
          },
          { additionalProperties: false }
        )
      ),
      replaces: Type.Optional(
        Type.String({
          ...DeviceIdSchema,
          description: 'The active device whose slot the new one takes over, once it is bound'
        })
      )
    },
    {
      additionalProperties: false,
      examples: [{ drm: 'widevine', device: { name: 'Living room TV', class: 'tv' } }]
    }
  )
);

const registrationMembers = {
  registrationId: Type.String(),
  accountId: Type.String(),
  drm: DrmSchema,
  state: oneOf(registrationStates, '`pending` is the only state that changes'),
  createdAt: timeOf('When it was started'),
  expiresAt: timeOf('Until when its token can be redeemed')
};

export const StartedRegistrationJson = component(
  'StartedRegistration',
  Type.Object(
    {
      ...registrationMembers,
      cookie: Type.String({ description: "The correlation string in ExpressPlay's records" }),
      licenseUrl: Type.String({ description: 'What the device has to redeem. A secret' }),
      token: Type.Optional(
        Type.String({ description: 'The bare token, for players that want it apart from the URL. A secret' })
      ),
      dummyContent: Type.Object(
        {
          kid: Type.String(),
          url: Type.Optional(Type.String({ description: 'The clip, for players that need media' }))
        },
        { description: 'What the token is for' }
      )
    },
    { description: 'A registration with the token that its device has to redeem' }
  )
);

export const RegistrationJson = component(
  'Registration',
  Type.Object(
    {
      ...registrationMembers,
      device: Type.Optional(DeviceJson.ref),
      problem: Type.Optional(ProblemJson.ref)
    },
    { description: 'The proof that a device has a certain ExpressPlay `device_id`' }
  )
);

export const RegistrationDecisionJson = component(
  'RegistrationDecision',
  Type.Object(
    {
      allowed: Type.Boolean({
        description: 'Whether a device that is new to the account would be bound now'
      }),
      removes: Type.Array(DeviceJson.ref, { description: 'The devices that would make way for it' }),
      problem: Type.Optional(ProblemJson.ref)
    },
    {
      description:
        'What would come of a registration, were its device redeemed now; `problem` is what it would be refused with'
    }
  )
);

export type RegistrationDecisionJson = Static<typeof RegistrationDecisionJson.schema>;
export type RegistrationJson = Static<typeof RegistrationJson.schema>;
export type StartedRegistrationJson = Static<typeof StartedRegistrationJson.schema>;
