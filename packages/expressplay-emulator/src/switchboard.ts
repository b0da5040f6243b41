import Value from 'typebox/value';
import { type Switches, type SwitchesPatch, SwitchesPatchSchema, SwitchesSchema } from './switches.ts';

/** Holds the switches while the emulator runs. */
export type Switchboard = {
  /** The switches as they are now: never changed in place. */
  readonly current: Switches;
  /**
   * @throws TypeError that names the unknown switch or the wrong value; nothing
   * changes then.
   */
  readonly apply: (patch: SwitchesPatch) => void;
  /** Back to how the emulator was started. */
  readonly reset: () => void;
};

/** A switchboard that starts with the defaults and these changes. */
export function createSwitchboard(patch: SwitchesPatch): Switchboard {
  const initial = merge(Value.Create(SwitchesSchema), patch);
  let current = initial;
  return {
    get current() {
      return current;
    },
    apply: change => {
      current = merge(current, change);
    },
    reset: () => {
      current = initial;
    }
  };
}

/** Faults count their calls by object identity, so every merge copies the patch. */
function merge(switches: Switches, patch: SwitchesPatch): Switches {
  const [error] = Value.Errors(SwitchesPatchSchema, patch);
  if (error !== undefined) throw new TypeError(explain(error));
  const { deviceBinding, deviceIdFormats, records, errorMembers, ...others } = structuredClone(patch);
  return {
    ...switches,
    ...others,
    deviceBinding: { ...switches.deviceBinding, ...deviceBinding },
    deviceIdFormats: { ...switches.deviceIdFormats, ...deviceIdFormats },
    records: {
      ...switches.records,
      ...records,
      members: { ...switches.records.members, ...records?.members }
    },
    errorMembers: { ...switches.errorMembers, ...errorMembers }
  };
}

type ValidationError = {
  readonly keyword: string;
  readonly instancePath: string;
  readonly message: string;
  readonly params: object;
};

function explain({ keyword, instancePath, message, params }: ValidationError): string {
  if (instancePath === '') return 'Switches are given as an object.';
  const name = instancePath.slice(1).replaceAll('/', '.');
  if (keyword === 'boolean') return `There is no switch "${name}".`;
  const allowed =
    'allowedValues' in params && Array.isArray(params.allowedValues) ? params.allowedValues : [];
  return `The switch "${name}" ${allowed.length > 0 ? `must be ${allowed.join(' or ')}` : message}.`;
}
