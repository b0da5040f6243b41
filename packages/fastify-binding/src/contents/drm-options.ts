import {
  type DrmOptions,
  maxExtraParameters,
  type PlayReadyOptions
} from '@expressplay-binding/binding-core';
import { Type } from 'typebox';
import { component } from '../http/component.ts';
import { oneOf } from '../http/schemas.ts';

const base64 = '(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?';
function only(drm: string) {
  return { additionalProperties: false, description: `Options of ${drm}` };
}

function level(of: string) {
  return Type.Optional(
    Type.Integer({ minimum: 0, maximum: 999, description: `Output protection level of ${of}` })
  );
}

function extensions(description: string) {
  return Type.Optional(
    Type.Array(
      Type.String({
        pattern: `^[A-Za-z0-9]{4},${base64}$`,
        maxLength: 1000,
        description: '`type,payload`: 4 letters or digits, and base64',
        examples: ['wudo,AAAAAA==']
      }),
      { maxItems: 8, description }
    )
  );
}

function marlinText(description: string) {
  return Type.Optional(Type.String({ minLength: 1, maxLength: 200, description }));
}

const marlinContentId = Type.Optional(
  Type.String({
    minLength: 1,
    maxLength: 200,
    description: "Marlin's name of the content; default `urn:marlin:kid:` and the kid",
    examples: ['cid:marlin#film@00000003']
  })
);

function word(description: string) {
  return Type.Optional(
    Type.String({ pattern: '^[0-9a-fA-F]{8}$', description: `${description}: 8 hex digits` })
  );
}

/** A schema of its own for each DRM: an array or object that stands twice would be the same component. */
function parameters() {
  return Type.Optional(
    Type.Record(Type.String(), Type.String({ minLength: 1, maxLength: 1000 }), {
      maxProperties: maxExtraParameters,
      description:
        'Parameters that no option covers, by their names at ExpressPlay. A name that the rules or an option write is refused.',
      examples: [{ prFlag: 'true' }]
    })
  );
}

/** Options of single DRMs under ExpressPlay's names. The operator, a content or a token can set them. */
export const DrmOptionsJson = component(
  'DrmOptions',
  Type.Unsafe<DrmOptions>(
    Type.Object(
      {
        widevine: Type.Optional(
          Type.Object(
            {
              securityLevel: Type.Optional(
                Type.Integer({
                  minimum: 1,
                  maximum: 5,
                  description: '1 (software crypto) to 5 (everything in hardware)'
                })
              ),
              hdcpOutputControl: Type.Optional(
                Type.Integer({
                  minimum: 0,
                  maximum: 5,
                  description: '0 none, 1 HDCP v1, 2 v2, 3 v2.1, 4 v2.2, 5 no digital output'
                })
              ),
              wvExtension: extensions('Widevine extensions'),
              contentId: Type.Optional(
                Type.String({
                  minLength: 1,
                  maxLength: 36,
                  description: "Widevine's own name of the content"
                })
              ),
              parameters: parameters()
            },
            only('Widevine')
          )
        ),
        playready: Type.Optional(
          Type.Object(
            {
              analogVideoOPL: level('analog video'),
              compressedDigitalAudioOPL: level('compressed digital audio'),
              compressedDigitalVideoOPL: level('compressed digital video'),
              uncompressedDigitalAudioOPL: level('uncompressed digital audio'),
              uncompressedDigitalVideoOPL: level('uncompressed digital video'),
              unknownOutputBehavior: Type.Optional(
                oneOf(['Allow', 'Disallow', 'SDOnly'], 'What unknown outputs may show')
              ),
              minCertSecurityLevel: Type.Optional(
                Type.Unsafe<NonNullable<PlayReadyOptions['minCertSecurityLevel']>>({
                  type: 'integer',
                  enum: [150, 2000, 3000],
                  description: "The least security level of the device's certificate"
                })
              ),
              outputControlFlags: word('Output control flags'),
              algId: Type.Optional(
                oneOf(
                  ['aesctr', 'aescbc'],
                  '`aescbc` for CBCS content; its licenses come from a host of their own'
                )
              ),
              extensionType: Type.Optional(
                Type.String({ pattern: '^[A-Za-z0-9]{4}$', description: 'Together with `extensionPayload`' })
              ),
              extensionPayload: Type.Optional(
                Type.String({
                  pattern: `^${base64}$`,
                  maxLength: 1000,
                  description: 'Base64, together with `extensionType`'
                })
              ),
              parameters: parameters()
            },
            only('PlayReady')
          )
        ),
        fairplay: Type.Optional(
          Type.Object(
            { fpExtension: extensions('FairPlay extensions'), parameters: parameters() },
            only('FairPlay')
          )
        ),
        'marlin-ms3': Type.Optional(
          Type.Object(
            {
              ms3Extension: Type.Optional(
                Type.String({
                  pattern: `^[A-Za-z0-9]{4},(true|false),${base64}$`,
                  maxLength: 1000,
                  description: '`type,criticalFlag,payload`',
                  examples: ['wudo,false,AAAAAA==']
                })
              ),
              contentId: marlinContentId,
              contentURL: Type.Optional(
                Type.String({
                  minLength: 1,
                  maxLength: 2000,
                  description: 'The media URL, which the license URL carries as its fragment'
                })
              ),
              ms3SchemeType: Type.Optional(
                oneOf(['ms3ha', 'ms3hs'], 'The scheme of the license URL: `ms3h:` or `ms3hs:`')
              ),
              outputControlFlags: word('Output control flags'),
              outputControlValue: word('Output control value'),
              outputControlOverride: marlinText('Output control override'),
              parameters: parameters()
            },
            only('Marlin MS3')
          )
        ),
        'marlin-bb': Type.Optional(
          Type.Object(
            {
              outputControlOverrideId: marlinText('Name of the output control override'),
              outputControlOverrideParameter: marlinText('Parameter of the output control override'),
              outputControlOverrideValue: marlinText('Value of the output control override'),
              contentId: marlinContentId,
              parameters: parameters()
            },
            only('Marlin Broadband')
          )
        )
      },
      {
        additionalProperties: false,
        description:
          'Options by DRM. An option of a token overrides that of its content, which overrides that of the operator; member by member',
        examples: [{ widevine: { securityLevel: 3, hdcpOutputControl: 1 } }]
      }
    )
  )
);
