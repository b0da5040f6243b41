import { type Static, type TSchema, Type } from 'typebox';
import { DrmOptionsJson } from '../contents/drm-options.ts';
import { ContentIdSchema } from '../contents/schemas.ts';
import { DeviceIdSchema } from '../devices/schemas.ts';
import { component } from '../http/component.ts';
import { pageOf } from '../http/paging.ts';
import { DrmSchema, oneOf, timeOf } from '../http/schemas.ts';

export const IssueTokenJson = component(
  'IssueToken',
  Type.Object(
    {
      contentId: ContentIdSchema,
      deviceId: DeviceIdSchema,
      drm: Type.Optional(DrmSchema),
      persistent: Type.Optional(
        Type.Boolean({ default: false, description: 'Whether the license may be kept for offline use' })
      ),
      options: Type.Optional(DrmOptionsJson.ref)
    },
    {
      additionalProperties: false,
      description: '`drm` may be left out while the device is bound for one DRM only',
      examples: [{ contentId: 'film-1', deviceId: 'dev_0199c7a4b3c27d0e8f6a5b4c3d2e1f00' }]
    }
  )
);

function tokenMembers<DeviceId extends TSchema, Binding extends TSchema>(
  deviceId: DeviceId,
  binding: Binding
) {
  return {
    tokenId: Type.String(),
    accountId: Type.String(),
    entitlementId: Type.String(),
    contentId: Type.String(),
    deviceId,
    drm: DrmSchema,
    binding,
    persistent: Type.Boolean({ description: 'Whether the license may be kept for offline use' }),
    issuedAt: timeOf('When it was issued'),
    expiresAt: timeOf('Until when it can be redeemed'),
    playableUntil: Type.Optional(timeOf('Until when a license from it may play; absent for without end'))
  };
}

export const TokenJson = component(
  'Token',
  Type.Object(
    tokenMembers(
      Type.Optional(Type.String({ description: 'Absent where time alone limits the token' })),
      oneOf(
        ['enforced', 'unsupported', 'none'],
        'Whether ExpressPlay refuses the token to any other device; `none` where time alone limits it'
      )
    ),
    { description: 'A token that was issued, without its secret' }
  )
);

export const IssuedTokenJson = component(
  'IssuedToken',
  Type.Object(
    {
      ...tokenMembers(
        Type.String(),
        oneOf(['enforced', 'unsupported'], 'Whether ExpressPlay refuses the token to any other device')
      ),
      licenseUrl: Type.String({ description: 'Redeemable as it is: give it to the player. A secret' }),
      token: Type.Optional(
        Type.String({ description: 'The bare token, for players that want it apart from the URL. A secret' })
      )
    },
    { description: 'A token for one device' }
  )
);

export const TokenPageJson = component('TokenPage', pageOf(TokenJson.ref));

export type TokenJson = Static<typeof TokenJson.schema>;
export type IssuedTokenJson = Static<typeof IssuedTokenJson.schema>;
