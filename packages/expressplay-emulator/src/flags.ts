import type { TSchema } from 'typebox';
import { SwitchesSchema } from './switches.ts';

/** Something that can be set on the command line and in the environment. */
export type Flag = {
  /** Without its dashes: `device-binding-widevine`. */
  readonly name: string;
  /** `EMULATOR_DEVICE_BINDING_WIDEVINE` */
  readonly variable: string;
  /** Where it lands in `EmulatorOptions`: `['deviceBinding', 'widevine']`. */
  readonly path: readonly string[];
  readonly schema: FlagSchema;
};

/** A JSON schema as far as flags look into it. */
export type FlagSchema = {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly anyOf?: readonly FlagSchema[];
  readonly const?: string;
  readonly items?: FlagSchema;
  readonly properties?: Readonly<Record<string, FlagSchema>>;
  readonly description?: string;
  readonly default?: unknown;
};

/** The port of the command when none is set. */
export const DEFAULT_PORT = 3001;

const START: Readonly<Record<string, FlagSchema>> = {
  port: { type: 'integer', default: DEFAULT_PORT, description: 'The port to listen on; 0 takes a free one.' },
  host: { type: 'string', default: '127.0.0.1', description: 'The address to listen on.' },
  publicUrl: {
    type: 'string',
    description: 'Where devices reach the emulator when that is not its own URL.'
  },
  tokenSecret: {
    type: 'string',
    description: 'Seals the tokens; random, or read from the state file, by default.'
  },
  stateFile: {
    type: 'string',
    description: 'Keeps the token secret, records and stored keys over restarts.'
  },
  seed: { type: 'string', description: 'Makes tokens, generated keys and chance repeat from run to run.' },
  log: { type: 'boolean', default: false, description: 'Prints a line for every call and how it ended.' }
};

/** What is fixed at start, and then every switch: those in a group have a flag each. */
export const FLAGS: readonly Flag[] = flagsOf({ ...START, ...propertiesOf(SwitchesSchema) }, []);

/** The text of `--help`. */
export function describeFlags(): string {
  const lines = FLAGS.map(({ name, variable, schema }) => {
    const fallback = schema.default === undefined ? '' : ` Default: ${printDefault(schema.default)}.`;
    const value = schema.type === 'boolean' ? '' : ` <${describeValue(schema)}>`;
    return `  --${name}${value}\n      ${schema.description ?? ''}${fallback} (${variable})`;
  });
  return `Usage: expressplay-emulator [flags]\n\n${lines.join('\n')}\n  --help\n      Prints this.`;
}

/** The values of a flag, for `--help`: `enforced|rejected|ignored`. */
export function describeValue({ enum: values, anyOf, const: only, type, items }: FlagSchema): string {
  if (values !== undefined) return values.join('|');
  if (only !== undefined) return only;
  if (anyOf !== undefined) return anyOf.map(describeValue).join('|');
  if (type === 'array') return items?.type === 'string' ? 'text …' : 'JSON';
  return type === 'string' ? 'text' : (type ?? 'JSON');
}

/** A default, for people: lists without quotes. */
export const printDefault = (value: unknown): string =>
  Array.isArray(value) ? value.join(' ') || 'none' : String(value);

function flagsOf(properties: Readonly<Record<string, FlagSchema>>, group: readonly string[]): Flag[] {
  return Object.entries(properties).flatMap(([key, schema]) => {
    const path = [...group, key];
    if (schema.properties !== undefined) return flagsOf(schema.properties, path);
    const name = path.map(toKebabCase).join('-');
    return { name, variable: `EMULATOR_${name.toUpperCase().replaceAll('-', '_')}`, path, schema };
  });
}

function toKebabCase(name: string): string {
  return name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);
}

function propertiesOf(schema: TSchema): Readonly<Record<string, FlagSchema>> {
  return (schema as FlagSchema).properties ?? {};
}
