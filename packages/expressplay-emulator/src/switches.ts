import Type, { type Static } from 'typebox';
import { FaultSchema } from './faults/fault.ts';

/** Unknown names are refused. */
const CLOSED = { additionalProperties: false } as const;

const binding = (drm: string) =>
  Type.Enum(['enforced', 'rejected', 'ignored'], {
    default: 'enforced',
    description: `Device binding of ${drm}: checked at redemption, refused at token time, or accepted unchecked.`
  });

const deviceIdFormat = (drm: string) =>
  Type.Enum(['hex', 'text'], {
    default: 'hex',
    description: `Device IDs of ${drm}: 32 hexadecimal digits, or any visible text of up to 255 characters.`
  });

const memberName = (fallback: string, description: string) =>
  Type.String({ minLength: 1, maxLength: 64, default: fallback, description });

const AuthenticatorsSchema = Type.Union([
  Type.Literal('any'),
  Type.Array(Type.String({ pattern: '^[0-9]{1,10},[0-9a-fA-F]{32}$' }))
]);

/**
 * Every switch, with its meaning and default. Flags, environment variables and the admin API follow from
 * this.
 */
export const SwitchesSchema = Type.Object(
  {
    customerAuthenticators: Type.Unsafe<'any' | readonly string[]>({
      ...AuthenticatorsSchema,
      default: 'any',
      description:
        'The valid authenticators, or `any` for every well-formed one. Never shown by the admin API.'
    }),
    parameters: Type.Enum(['lenient', 'strict'], {
      default: 'lenient',
      description:
        '`strict` asks for everything that the 2016 text calls required and allows only the values it lists; ' +
        '`lenient` takes what later callers send. Formats are checked in both.'
    }),
    deviceIdParameters: Type.Unsafe<readonly string[]>({
      ...Type.Array(Type.String({ pattern: '^[A-Za-z0-9_.-]{1,64}$' }), { minItems: 1 }),
      default: ['deviceId', 'deviceid', 'device_id'],
      description: 'The names of the device ID parameter; other names are unknown parameters.'
    }),
    deviceIdFormats: Type.Object(
      {
        widevine: deviceIdFormat('Widevine'),
        playready: deviceIdFormat('PlayReady'),
        fairplay: deviceIdFormat('FairPlay'),
        ms3: deviceIdFormat('MS3'),
        bb: deviceIdFormat('Marlin Broadband'),
        universal: deviceIdFormat('universal tokens')
      },
      CLOSED
    ),
    cookieHeader: Type.String({
      pattern: '^[a-z0-9-]{1,64}$',
      default: 'x-cookie',
      description:
        'The header, in lower case, that may carry the cookie of a token request instead of a parameter.'
    }),
    deregistrationType: Type.String({
      pattern: '^[A-Za-z0-9]{1,16}$',
      default: '2',
      description: 'The `actionTokenType` of a Marlin Broadband deregistration; its real value is not public.'
    }),
    deviceBinding: Type.Object(
      {
        widevine: binding('Widevine'),
        playready: binding('PlayReady'),
        fairplay: binding('FairPlay'),
        ms3: binding('MS3'),
        bb: binding('Marlin Broadband'),
        universal: binding('universal tokens')
      },
      CLOSED
    ),
    widevineDurations: Type.Enum(['start-window', 'from-first-play'], {
      default: 'start-window',
      description:
        'Which published text holds for Widevine: `licenseDuration` is the time within which playback must begin, ' +
        'and `playbackDuration` the viewing after that; or playback stops `licenseDuration` after it began.'
    }),
    records: Type.Object(
      {
        shape: Type.Enum(['array', 'single', 'wrapped', 'nested', 'xml'], {
          default: 'array',
          description:
            'The form of records: a bare array; one bare object for `cookie` and `id`; an array wrapped in an object; ' +
            'an array of objects that each hold a record; or XML.'
        }),
        envelope: memberName('events', 'The member that holds the array when `records.shape` is `wrapped`.'),
        delay: Type.Integer({
          minimum: 0,
          default: 0,
          description: 'Milliseconds until a redemption shows up in record retrieval.'
        }),
        failures: Type.Boolean({
          default: false,
          description: 'Refused redemptions of a readable token write a record with their error code.'
        }),
        members: Type.Object(
          {
            eventId: memberName('event_id', 'The member of a record that holds its number.'),
            deviceId: memberName('device_id', 'The member of a record that holds the device ID.'),
            cookie: memberName('cookie', 'The member of a record that holds the cookie.'),
            errorCode: memberName('error_code', 'The member of a record that holds the error code.'),
            time: memberName('time', 'The member of a record that holds its time.')
          },
          CLOSED
        ),
        missing: Type.Boolean({ default: false, description: 'Record retrieval finds nothing at all.' })
      },
      CLOSED
    ),
    errorMembers: Type.Object(
      {
        code: memberName('errorCode', 'The member of JSON errors that holds the event error code.'),
        message: memberName('errorMessage', 'The member of JSON errors that holds the text.')
      },
      CLOSED
    ),
    keystore: Type.Enum(['expressplay', 'skeyma'], {
      default: 'expressplay',
      description: 'Whose key storage: the one that ExpressPlay prints, or the open-source SkeyMa server.'
    }),
    credits: Type.Unsafe<'unlimited' | number>({
      anyOf: [{ const: 'unlimited' }, { type: 'integer', minimum: 0 }],
      default: 'unlimited',
      description: 'How many redemptions may still succeed before -2019.'
    }),
    useHttps: Type.Enum(['ignored', 'honored'], {
      default: 'ignored',
      description: '`honored` writes https license URLs when asked to, which needs a TLS proxy in front.'
    }),
    clock: Type.Unsafe<string>({
      anyOf: [{ const: 'real' }, { type: 'string', format: 'date-time' }],
      default: 'real',
      description: 'The time as the emulator sees it: running, or standing still at this RFC 3339 moment.'
    }),
    faults: Type.Unsafe<readonly Static<typeof FaultSchema>[]>({
      ...Type.Array(FaultSchema),
      default: [],
      description: 'What goes wrong; see the table of faults.'
    })
  },
  CLOSED
);

/** The state of every switch. */
export type Switches = Static<typeof SwitchesSchema>;

/** Some switches. A group may be partial; a list replaces the whole list. */
export const SwitchesPatchSchema = Type.Partial(
  Type.Object({
    ...SwitchesSchema.properties,
    deviceBinding: Type.Partial(SwitchesSchema.properties.deviceBinding, CLOSED),
    errorMembers: Type.Partial(SwitchesSchema.properties.errorMembers, CLOSED),
    deviceIdFormats: Type.Partial(SwitchesSchema.properties.deviceIdFormats, CLOSED),
    records: Type.Partial(
      Type.Object({
        ...SwitchesSchema.properties.records.properties,
        members: Type.Partial(SwitchesSchema.properties.records.properties.members, CLOSED)
      }),
      CLOSED
    )
  }),
  CLOSED
);

/** Some switches to change; see {@link Switches}. */
export type SwitchesPatch = Static<typeof SwitchesPatchSchema>;
