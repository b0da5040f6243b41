import { bindingCheckStates } from '@expressplay-binding/binding-core';
import { type Static, Type } from 'typebox';
import { component } from '../http/component.ts';
import { DrmSchema, idOf, oneOf, timeOf } from '../http/schemas.ts';

export const BindingCheckParamsSchema = Type.Object({
  checkId: idOf('The id of a binding check', 'chk_0199c7a4b3c27d0e8f6a5b4c3d2e1f00')
});

export const StartBindingCheckJson = component(
  'StartBindingCheck',
  Type.Object(
    { drm: Type.Optional(DrmSchema) },
    {
      additionalProperties: false,
      description: '`drm` may be left out while the device is bound for one DRM only',
      examples: [{ drm: 'widevine' }]
    }
  )
);

export const CompleteBindingCheckJson = component(
  'CompleteBindingCheck',
  Type.Object(
    {
      refused: Type.Boolean({ description: 'Whether the license server refused the token to the device' })
    },
    {
      additionalProperties: false,
      description: 'What happened when the device tried the token',
      examples: [{ refused: true }]
    }
  )
);

const members = {
  checkId: Type.String({ description: 'The id of the binding check' }),
  accountId: Type.String({ description: 'The id of the account' }),
  deviceId: Type.String({ description: 'The id of the device' }),
  drm: DrmSchema,
  state: oneOf(
    bindingCheckStates,
    '`enforced`: the device was refused and no record says otherwise. `not-enforced`: a record proves that it was not refused'
  ),
  createdAt: timeOf('When it was started'),
  expiresAt: timeOf('Until when its token can be redeemed')
};

export const BindingCheckJson = component(
  'BindingCheck',
  Type.Object(members, { description: 'Whether ExpressPlay refuses a token of another device to a device' })
);

export const StartedBindingCheckJson = component(
  'StartedBindingCheck',
  Type.Object(
    {
      ...members,
      licenseUrl: Type.String({ description: 'What the device has to try to redeem. A secret' }),
      token: Type.Optional(
        Type.String({
          description: 'The token without the URL, for players that need it separately. A secret'
        })
      )
    },
    { description: 'A binding check with the token that its device tries' }
  )
);

export type BindingCheckJson = Static<typeof BindingCheckJson.schema>;
export type StartedBindingCheckJson = Static<typeof StartedBindingCheckJson.schema>;
