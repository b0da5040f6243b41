import { bindingEnforcements } from '@expressplay-binding/binding-core';
import { type Static, Type } from 'typebox';
import { EnforcementSchema } from '../capabilities/schemas.ts';
import { DrmOptionsJson } from '../contents/drm-options.ts';
import { ContentIdSchema } from '../contents/schemas.ts';
import { DeviceIdSchema } from '../devices/schemas.ts';
import { component } from '../http/component.ts';
import { pageOf } from '../http/paging.ts';
import { DrmSchema, oneOf, timeOf } from '../http/schemas.ts';

/** Whether a token is for offline use, in a request. */
export const PersistentSchema = Type.Optional(
  Type.Boolean({ description: 'Whether the license may be kept for offline use; false by default' })
);

export const IssueTokenJson = component(
  'IssueToken',
  Type.Object(
    {
      contentId: ContentIdSchema,
      deviceId: DeviceIdSchema,
      drm: Type.Optional(DrmSchema),
      persistent: PersistentSchema,
      options: Type.Optional(DrmOptionsJson.ref)
    },
    {
      additionalProperties: false,
      description: '`drm` may be left out while the device is bound for one DRM only',
      examples: [{ contentId: 'film-1', deviceId: 'dev_0199c7a4b3c27d0e8f6a5b4c3d2e1f00' }]
    }
  )
);

const tokenMembers = {
  tokenId: Type.String({ description: 'The id of the token' }),
  accountId: Type.String({ description: 'The id of the account' }),
  entitlementId: Type.String({ description: 'The id of the entitlement' }),
  contentId: Type.String({ description: 'The id of the content' }),
  deviceId: Type.Optional(Type.String({ description: 'Absent when only its time limits the token' })),
  drm: DrmSchema,
  binding: oneOf(
    [...bindingEnforcements, 'none'],
    'Whether ExpressPlay refuses the token to any other device, as it was known when it was issued; `none` when only its time limits it'
  ),
  persistent: Type.Boolean({
    description:
      'Whether the device may keep the license. PlayReady and Marlin BB keep every license of a right that ends'
  }),
  issuedAt: timeOf('When it was issued'),
  expiresAt: timeOf('Until when it can be redeemed'),
  playableUntil: Type.Optional(
    timeOf('Until when a license from it may play, at the latest; absent when it never ends')
  )
};

export const TokenJson = component(
  'Token',
  Type.Object(tokenMembers, { description: 'A token that was issued, without its secret' })
);

export const IssuedTokenJson = component(
  'IssuedToken',
  Type.Object(
    {
      ...tokenMembers,
      deviceId: Type.String({ description: 'The id of the device' }),
      binding: EnforcementSchema,
      licenseUrl: Type.String({ description: 'The URL that the player redeems. A secret' }),
      token: Type.Optional(
        Type.String({
          description: 'The token without the URL, for players that need it separately. A secret'
        })
      )
    },
    { description: 'A token for one device' }
  )
);

export const TokenPageJson = component('TokenPage', pageOf(TokenJson.ref));

export type TokenJson = Static<typeof TokenJson.schema>;
export type IssuedTokenJson = Static<typeof IssuedTokenJson.schema>;
