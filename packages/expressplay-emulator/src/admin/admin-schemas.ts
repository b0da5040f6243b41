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

/** What is wrong with a request. */
export const ProblemSchema = Type.Object({ message: Type.String() });
