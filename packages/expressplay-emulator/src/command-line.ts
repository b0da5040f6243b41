import { parseArgs } from 'node:util';
import type { EmulatorOptions } from './emulator-options.ts';
import { DEFAULT_PORT, FLAGS, type Flag, type FlagSchema } from './flags.ts';

/** What the command line asks for. */
export type Command =
  | { readonly help: true }
  | { readonly help: false; readonly log: boolean; readonly options: EmulatorOptions };

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads flags, and environment variables for what no flag names.
 *
 * @throws Error with a plain sentence for an unknown flag or a value that the flag does not accept.
 */
export function readCommand(args: readonly string[], environment: Environment): Command {
  const { values } = parseArgs({ args: [...args], options: { ...GIVEN, ...HELP } });
  const { help, ...given }: Record<string, Given> = values;
  if (help === true) return { help };
  const options = { port: DEFAULT_PORT, log: false };
  for (const flag of FLAGS) {
    const texts = fromCommandLine(given[flag.name]) ?? fromEnvironment(environment[flag.variable], flag);
    if (texts !== undefined) assign(options, flag.path, readValue(texts, flag));
  }
  const { log, ...emulator } = options;
  return { help: false, log, options: emulator };
}

type Given = string | boolean | (string | boolean)[] | undefined;

const GIVEN = Object.fromEntries(
  FLAGS.map(({ name, schema }) => {
    const type = schema.type === 'boolean' ? 'boolean' : 'string';
    return [name, { type, multiple: true } as const];
  })
);

const HELP = { help: { type: 'boolean', short: 'h' } } as const;

const fromCommandLine = (given: Given): string[] | undefined =>
  given === undefined ? undefined : [given].flat().map(String);

/** A variable holds a list with blanks between its members. */
function fromEnvironment(text: string | undefined, { schema }: Flag): string[] | undefined {
  if (!text) return undefined;
  return takesTexts(schema) ? text.split(/\s+/).filter(Boolean) : [text];
}

function readValue(texts: readonly string[], { name, schema }: Flag): unknown {
  const text = texts.at(-1) ?? '';
  const choices = schema.anyOf ?? [schema];
  if (choices.some(choice => choice.const === text)) return text;
  if (takesTexts(schema)) return texts;
  if (choices.some(({ type, enum: values }) => values !== undefined || type === 'string')) return text;
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`The flag --${name} does not take that value.`);
  }
}

const takesTexts = (schema: FlagSchema): boolean =>
  (schema.anyOf ?? [schema]).some(({ type, items }) => type === 'array' && items?.type === 'string');

function assign(
  target: Record<string, unknown>,
  [head = '', ...rest]: readonly string[],
  value: unknown
): void {
  if (rest.length === 0) {
    target[head] = value;
    return;
  }
  const group = { ...(target[head] as Record<string, unknown> | undefined) };
  assign(group, rest, value);
  target[head] = group;
}
