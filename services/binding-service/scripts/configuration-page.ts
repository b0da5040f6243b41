import type { TSchema } from 'typebox';
import { VariablesSchema } from '../src/config/variables.ts';

/** docs/configuration.md: the environment variables of the service, from the schema that reads them. */
export function configurationPage(): string {
  const rows = Object.entries(VariablesSchema.properties).map(([name, schema]) => row(name, schema));
  return `${introduction}\n${['| variable | default | meaning |', '|---|---|---|', ...rows].join('\n')}\n`;
}

const introduction = `# Configuration

The service reads environment variables and nothing else. Values that are missing or wrong end the start with a
line each that names the variable, and exit code 1. A variable that is set to nothing counts as not set.
`;

interface Documented {
  readonly default?: unknown;
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly examples?: readonly string[];
}

function row(name: string, schema: TSchema): string {
  const { description, examples, ...documented } = schema as Documented;
  const example = examples?.[0] === undefined ? '' : ` Example: \`${examples[0]}\`.`;
  return `| \`${name}\` | ${defaultOf(name, documented)} | ${description}${rangeOf(documented)}${example} |`;
}

function defaultOf(name: string, documented: Documented): string {
  if (documented.default !== undefined) return `\`${documented.default}\``;
  return VariablesSchema.required.some(required => required === name) ? '**required**' : '–';
}

function rangeOf({ enum: words, minimum, maximum }: Documented): string {
  if (words) return ` One of ${words.map(word => `\`${word}\``).join(', ')}.`;
  return minimum === undefined ? '' : ` ${minimum} to ${maximum}.`;
}
