import { Type } from 'typebox';
import { ContentIdSchema } from '../contents/schemas.ts';
import { DeviceClassSchema, DeviceNameSchema, deviceIdOf } from '../devices/schemas.ts';
import { component } from '../http/component.ts';
import { DrmSchema, timeOf } from '../http/schemas.ts';
import { PersistentSchema } from '../tokens/schemas.ts';

export const PlayerCodeJson = component(
  'PlayerCode',
  Type.Object(
    {
      code: Type.String({ description: 'What the browser exchanges for its session, once. A secret' }),
      expiresAt: timeOf('Until when it can be exchanged')
    },
    { description: "The one-time code of a browser's session" }
  )
);

export const PlayerSessionQuerySchema = Type.Object(
  {
    deviceClass: Type.Optional({
      ...DeviceClassSchema,
      description:
        'What kind of device the browser registers as; `browser` by default. The page cannot choose it'
    })
  },
  { additionalProperties: false }
);

export const ExchangePlayerCodeJson = component(
  'ExchangePlayerCode',
  Type.Object(
    { code: Type.String({ minLength: 1, maxLength: 100, description: 'From the operator’s server' }) },
    { additionalProperties: false, description: 'The code that opens a session' }
  )
);

export const PlayerSessionJson = component(
  'PlayerSession',
  Type.Object(
    { accountId: Type.String({ description: 'The id of the account' }), expiresAt: timeOf('When it ends') },
    { description: "A browser's access to one account; its cookie is in the header" }
  )
);

export const StartPlayerRegistrationJson = component(
  'StartPlayerRegistration',
  Type.Object(
    {
      drm: DrmSchema,
      device: Type.Optional(
        Type.Object(
          { name: Type.Optional(DeviceNameSchema) },
          {
            additionalProperties: false,
            description: 'The class is the one that the session was opened with'
          }
        )
      ),
      replaces: Type.Optional(
        deviceIdOf('The active device whose slot this browser takes over, once it is bound')
      )
    },
    {
      additionalProperties: false,
      description: 'For which DRM this browser registers',
      examples: [{ drm: 'widevine', device: { name: 'Firefox on Linux' } }]
    }
  )
);

export const IssuePlayerTokenJson = component(
  'IssuePlayerToken',
  Type.Object(
    {
      contentId: ContentIdSchema,
      drm: Type.Optional(DrmSchema),
      persistent: PersistentSchema
    },
    {
      additionalProperties: false,
      description: 'The device is the one that this browser registered as',
      examples: [{ contentId: 'film-1' }]
    }
  )
);
