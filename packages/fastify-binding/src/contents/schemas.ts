import { type ContentKey, formats, maxTracks, trackTypes } from '@expressplay-binding/binding-core';
import { type Static, Type } from 'typebox';
import { component } from '../http/component.ts';
import { pageOf } from '../http/paging.ts';
import { oneOf, textOf, timeOf } from '../http/schemas.ts';
import { DrmOptionsJson } from './drm-options.ts';

export const ContentIdSchema = textOf(formats.contentId, { examples: ['film-1'] });

export const ContentParamsSchema = Type.Object({ contentId: ContentIdSchema });

const ClearContentKeyJson = component(
  'ClearContentKey',
  Type.Object(
    { kind: Type.Literal('clear', { description: 'A clear key' }), value: textOf(formats.contentKey) },
    { additionalProperties: false, description: 'The key itself' }
  )
);

const WrappedContentKeyJson = component(
  'WrappedContentKey',
  Type.Object(
    {
      kind: Type.Literal('wrapped', { description: 'A wrapped key' }),
      ek: textOf(formats.wrappedKey),
      kek: textOf(formats.keyEncryptionKey)
    },
    { additionalProperties: false, description: 'The key wrapped under RFC 3394; ExpressPlay unwraps it' }
  )
);

const StoredContentKeyJson = component(
  'StoredContentKey',
  Type.Object(
    {
      kind: Type.Literal('key-storage', { description: "A key in ExpressPlay's key storage" }),
      kek: textOf(formats.keyEncryptionKey)
    },
    { additionalProperties: false, description: "The key is in ExpressPlay's key storage under the kid" }
  )
);

const contentKeyKinds = [ClearContentKeyJson, WrappedContentKeyJson, StoredContentKeyJson] as const;

const ContentKeyJson = component(
  'ContentKey',
  // With a discriminator Ajv reports only the errors of the kind that the client chose.
  Type.Unsafe<ContentKey>({
    type: 'object',
    required: ['kind'],
    discriminator: { propertyName: 'kind' },
    oneOf: contentKeyKinds.map(({ ref }) => ref),
    description: 'How ExpressPlay gets the content key. It is encrypted at rest, and no answer contains it'
  })
);

/** The schemas of content keys. */
export const contentKeyComponents = [...contentKeyKinds, ContentKeyJson];

const TrackTypeSchema = oneOf(trackTypes, 'What a key protects');

export const SaveContentJson = component(
  'SaveContent',
  Type.Object(
    {
      kid: textOf(formats.kid),
      key: ContentKeyJson.ref,
      iv: Type.Optional(
        textOf({ ...formats.iv, description: `${formats.iv.description}; FairPlay needs it` })
      ),
      title: Type.Optional(textOf(formats.title)),
      trackType: Type.Optional(TrackTypeSchema),
      tracks: Type.Optional(
        Type.Array(
          Type.Object(
            { kid: textOf(formats.kid), key: ContentKeyJson.ref, trackType: Type.Optional(TrackTypeSchema) },
            { additionalProperties: false }
          ),
          {
            maxItems: maxTracks,
            description:
              'Further keys of a content that is encrypted with several. Tokens of Widevine, PlayReady and MS3 carry all of them; ' +
              'those of FairPlay and Marlin Broadband hold one key, the first'
          }
        )
      ),
      drmOptions: Type.Optional(DrmOptionsJson.ref)
    },
    {
      additionalProperties: false,
      description: 'A content with its key',
      examples: [
        {
          kid: '3a1f0c55e0c44d6d8f0a52ffb5a9d2c1',
          key: { kind: 'clear', value: '00112233445566778899aabbccddeeff' },
          title: 'A film'
        }
      ]
    }
  )
);

const keyKinds = ['clear', 'wrapped', 'key-storage'] as const;

const KeyKindSchema = oneOf(keyKinds, 'How ExpressPlay gets the content key');

const StoredKeyKindSchema = oneOf(
  [...keyKinds, 'unreadable'],
  'How ExpressPlay gets the content key; `unreadable` in a list if no sealing key decrypts it: store the content again'
);

export const ContentJson = component(
  'Content',
  Type.Object(
    {
      contentId: Type.String({ description: 'The id of the content' }),
      kid: Type.String({ description: 'Lower-case hex' }),
      keyKind: StoredKeyKindSchema,
      iv: Type.Optional(Type.String({ description: 'Lower-case hex' })),
      title: Type.Optional(Type.String({ description: 'Its title, for people' })),
      trackType: Type.Optional(TrackTypeSchema),
      tracks: Type.Optional(
        Type.Array(
          Type.Object({
            kid: Type.String({ description: 'Lower-case hex' }),
            keyKind: KeyKindSchema,
            trackType: Type.Optional(TrackTypeSchema)
          }),
          { description: 'Its further keys' }
        )
      ),
      drmOptions: Type.Optional(DrmOptionsJson.ref),
      createdAt: timeOf('When it was first stored'),
      updatedAt: timeOf('When it was last replaced')
    },
    { description: 'A content, without its key' }
  )
);

export const ContentPageJson = component('ContentPage', pageOf(ContentJson.ref));

export type ContentJson = Static<typeof ContentJson.schema>;
