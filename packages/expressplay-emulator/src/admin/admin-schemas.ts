import Type from 'typebox';
import { DRMS } from '../drm.ts';
import { SwitchesSchema } from '../switches.ts';

const PerDrm = Type.Object(Object.fromEntries(DRMS.map(drm => [drm, Type.Integer()])));

/** All switches but the one that is a secret. */
export const ShownSwitchesSchema = Type.Omit(SwitchesSchema, ['customerAuthenticators']);

/** See `Calls`. */
export const CallsSchema = Type.Object({
  tokens: PerDrm,
  redemptions: PerDrm,
  records: Type.Integer(),
  keystore: Type.Integer(),
  refused: Type.Record(Type.String(), Type.Integer(), { description: 'By event error code.' })
});

/** See `IssuedLicense`. */
export const LicensesSchema = Type.Array(
  Type.Object({
    drm: Type.Enum([...DRMS]),
    deviceId: Type.String(),
    cookie: Type.Optional(Type.String()),
    kids: Type.Array(Type.String()),
    redeemedAt: Type.String({ format: 'date-time' }),
    startUntil: Type.Optional(
      Type.String({ format: 'date-time', description: 'Playback may start until this moment.' })
    ),
    playSeconds: Type.Optional(
      Type.Integer({ description: 'Once playback has started, it may go on for this many seconds.' })
    ),
    endsAt: Type.Optional(
      Type.String({ format: 'date-time', description: 'Playback stops at this moment, whenever it started.' })
    ),
    persistent: Type.Boolean({ description: 'Whether the device may keep the license after the session.' })
  })
);

/** What is wrong with a request. */
export const ProblemSchema = Type.Object({ message: Type.String() });
