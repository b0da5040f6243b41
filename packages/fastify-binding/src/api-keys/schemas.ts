import { apiKeyLimits, defaultGraceSeconds, formats } from '@expressplay-binding/binding-core';
import { type Static, Type } from 'typebox';
import { component } from '../http/component.ts';
import { pageOf } from '../http/paging.ts';
import { idOf, inputTime, oneOf, textOf, timeOf } from '../http/schemas.ts';

export const ApiKeyParamsSchema = Type.Object({
  keyId: idOf('The id of the API key', 'key_0199c7a4b3c27d0e8f6a5b4c3d2e1f00')
});

const scopeExample = ['registrations:write', 'tokens:write'];
const networkExample = ['10.0.0.0/8', '2001:db8::/32'];

export const CreateApiKeyJson = component(
  'CreateApiKey',
  Type.Object(
    {
      name: textOf(formats.apiKeyName, { examples: ['shop'] }),
      // Which words are scopes is checked by the route: the list of them contains the one of this resource.
      scopes: Type.Array(Type.String({ minLength: 1, maxLength: 64 }), {
        minItems: apiKeyLimits.scopes.minimum,
        maxItems: apiKeyLimits.scopes.maximum,
        uniqueItems: true,
        description: 'What the key may do. You can only grant what your own key may do',
        examples: [scopeExample]
      }),
      expiresAt: Type.Optional(inputTime('From when on it is refused; never when absent')),
      allowedNetworks: Type.Optional(
        Type.Array(Type.String({ minLength: 1, maxLength: 64 }), {
          minItems: apiKeyLimits.networks.minimum,
          maxItems: apiKeyLimits.networks.maximum,
          description:
            'IP addresses and networks in CIDR notation that it may be used from; everywhere when absent',
          examples: [networkExample]
        })
      )
    },
    {
      additionalProperties: false,
      description: 'What a new API key may do, and until when',
      examples: [{ name: 'shop', scopes: scopeExample }]
    }
  )
);

export const RotateApiKeyJson = component(
  'RotateApiKey',
  Type.Object(
    {
      graceSeconds: Type.Optional(
        Type.Integer({
          ...apiKeyLimits.graceSeconds,
          description: `How long the old key is accepted; ${defaultGraceSeconds} (a day) by default`
        })
      ),
      expiresAt: Type.Optional(
        inputTime(
          'From when on the new key is refused. By default it lasts as long as the old one was made for'
        )
      )
    },
    {
      additionalProperties: false,
      description: 'When the old key ends, and the new one',
      examples: [{ graceSeconds: 3600 }]
    }
  )
);

const members = {
  keyId: Type.String({ description: 'The id of the API key' }),
  name: Type.String({ description: 'The actor in the audit trail' }),
  scopes: Type.Array(Type.String(), { description: 'What it may do', examples: [scopeExample] }),
  allowedNetworks: Type.Optional(
    Type.Array(Type.String(), {
      description: 'Where it may be used from; everywhere when absent',
      examples: [networkExample]
    })
  ),
  createdAt: timeOf('When it was made'),
  expiresAt: Type.Optional(timeOf('From when on it is refused; never when absent'))
};

export const ApiKeyJson = component(
  'ApiKey',
  Type.Object(
    {
      ...members,
      state: oneOf(['active', 'expired', 'revoked'], 'Only an `active` key is accepted'),
      lastUsedAt: Type.Optional(timeOf('When it was last used, at most a minute late; absent if never')),
      revokedAt: Type.Optional(timeOf('When it was revoked')),
      replacedBy: Type.Optional(
        Type.String({ description: 'The id of the key that a rotation made in its place' })
      )
    },
    { description: 'An API key without its secret, which nobody can read again' }
  )
);

export const IssuedApiKeyJson = component(
  'IssuedApiKey',
  Type.Object(
    { apiKey: Type.String({ description: 'The API key itself. It is shown this once' }), ...members },
    { description: 'A new API key' }
  )
);

export const ApiKeyPageJson = component('ApiKeyPage', pageOf(ApiKeyJson.ref));

export type ApiKeyJson = Static<typeof ApiKeyJson.schema>;
export type IssuedApiKeyJson = Static<typeof IssuedApiKeyJson.schema>;
