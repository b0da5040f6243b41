import { registrationStates } from '@expressplay-binding/binding-core';
import { type Static, Type } from 'typebox';
import { DeviceClassSchema, DeviceJson, DeviceNameSchema, deviceIdOf } from '../devices/schemas.ts';
import { component } from '../http/component.ts';
import { pageOf } from '../http/paging.ts';
import { DrmSchema, idOf, oneOf, timeOf } from '../http/schemas.ts';
import { ProblemJson } from '../problems/problem-schema.ts';

export const RegistrationParamsSchema = Type.Object({
  registrationId: idOf('The id of a registration', 'reg_0199c7a4b3c27d0e8f6a5b4c3d2e1f00')
});

/** The query of a call that waits for a registration. */
export const WaitQuerySchema = Type.Object({
  wait: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 30,
      description:
        'The longest time in seconds to wait until the state is no longer `pending`; by default the answer comes at once'
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
              deviceIdOf(
                'The active device of the account that is the same device under another DRM. The new binding joins its slot; name and class stay'
              )
            ),
            rebind: Type.Optional(
              Type.Boolean({
                description:
                  'Whether the id of that device has changed, e.g. with an update. It keeps its slot, and the new binding replaces the one of the same DRM; `rebinds` of the policy says how often'
              })
            ),
            name: Type.Optional(DeviceNameSchema),
            class: Type.Optional(DeviceClassSchema)
          },
          {
            additionalProperties: false,
            description:
              'What is known of the device; for a new one without it, the name and class are the defaults'
          }
        )
      ),
      replaces: Type.Optional(
        deviceIdOf('The active device whose slot the new one takes over, once it is bound')
      )
    },
    {
      additionalProperties: false,
      description: 'Which device shall register, for which DRM',
      examples: [{ drm: 'widevine', device: { name: 'Living room TV', class: 'tv' } }]
    }
  )
);

const registrationMembers = {
  registrationId: Type.String({ description: 'The id of the registration' }),
  accountId: Type.String({ description: 'The id of the account' }),
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
        Type.String({
          description: 'The token without the URL, for players that need it separately. A secret'
        })
      ),
      dummyContent: Type.Object(
        {
          kid: Type.String({ description: 'Its kid, lower-case hex' }),
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

export const RegistrationPageJson = component('RegistrationPage', pageOf(RegistrationJson.ref));

export const CookieQuerySchema = Type.Object({
  cookie: Type.String({ minLength: 1, maxLength: 32, description: "The cookie in ExpressPlay's record" })
});

export const RegistrationDecisionJson = component(
  'RegistrationDecision',
  Type.Object(
    {
      allowed: Type.Boolean({
        description: 'Whether a device that is new to the account would be bound now'
      }),
      removes: Type.Array(DeviceJson.ref, { description: 'The devices that would be removed for it' }),
      problem: Type.Optional(ProblemJson.ref)
    },
    {
      description: 'What would happen if the device redeemed the token now; `problem` is the refusal'
    }
  )
);

export type RegistrationDecisionJson = Static<typeof RegistrationDecisionJson.schema>;
export type RegistrationJson = Static<typeof RegistrationJson.schema>;
export type StartedRegistrationJson = Static<typeof StartedRegistrationJson.schema>;
