import Type, { type Static } from 'typebox';
import { FaultSchema } from './faults/fault.ts';

/** Unknown names are refused. */
const CLOSED = { additionalProperties: false } as const;

const binding = (drm: string) =>
  Type.Enum(['enforced', 'rejected', 'ignored'], {
    default: 'enforced',
    description: `Device binding of ${drm}: checked at redemption, refused at token time, or accepted unchecked.`
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
        shape: Type.Enum(['array', 'single', 'wrapped'], {
          default: 'array',
          description:
            'How records come: as a bare array; as one bare object for `cookie` and `id`; or wrapped in an object.'
        }),
        envelope: memberName('events', 'The member that holds the array when `records.shape` is `wrapped`.'),
        delay: Type.Integer({
          minimum: 0,
          default: 0,
          description: 'Milliseconds until a redemption shows up in record retrieval.'
        }),
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
    records: Type.Partial(SwitchesSchema.properties.records, CLOSED)
  }),
  CLOSED
);

/** Some switches to change; see {@link Switches}. */
export type SwitchesPatch = Static<typeof SwitchesPatchSchema>;
