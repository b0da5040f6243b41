import { envSchema } from 'env-schema';
import type { Static, TObject, TProperties } from 'typebox';

/**
 * Environment variables are wrong or missing. The message has a line for each mistake, which names the variable and never its
 * value.
 */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/**
 * Reads the variables of a schema; an empty one counts as not set.
 * @throws {ConfigurationError} which names every mistake at once.
 */
export function readVariables<T extends TProperties>(
  schema: TObject<T>,
  environment: NodeJS.ProcessEnv
): Static<TObject<T>> {
  const data = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  checkDigits(schema, data);
  try {
    // env-schema changes the schema.
    return envSchema<Static<TObject<T>>>({ schema: structuredClone(schema), data, env: false });
  } catch (error) {
    throw new ConfigurationError(sentencesOf(error, schema).join('\n'), { cause: error });
  }
}

/** env-schema would accept `0x10` and `1e3`, too. */
function checkDigits(schema: TObject, data: NodeJS.ProcessEnv): void {
  for (const [name, { type }] of Object.entries(schema.properties as Record<string, { type?: string }>))
    if (type === 'integer' && !/^\d+$/.test(data[name] ?? '0'))
      throw new ConfigurationError(`${name} must be a whole number, written in digits.`);
}

interface AjvError {
  readonly keyword: string;
  readonly instancePath: string;
  readonly message: string;
  readonly params: { readonly missingProperty?: string; readonly allowedValues?: readonly string[] };
}

function sentencesOf(error: unknown, schema: TObject): string[] {
  const { errors = [] } = error as { readonly errors?: readonly AjvError[] };
  const required = errors.filter(({ keyword }) => keyword === 'required');
  const missing = Object.keys(schema.properties).filter(name =>
    required.some(({ params }) => params.missingProperty === name)
  );
  const wrong = errors.filter(({ keyword }) => keyword !== 'required' && keyword !== 'if').map(sentenceOf);
  if (missing.length === 0) return wrong;
  const last = missing.pop();
  return [
    missing.length === 0 ? `${last} is not set.` : `${missing.join(', ')} and ${last} are not set.`,
    ...wrong
  ];
}

function sentenceOf({ keyword, instancePath, message, params }: AjvError): string {
  const name = instancePath.slice(1);
  switch (keyword) {
    case 'enum':
      return `${name} must be one of ${params.allowedValues?.join(', ')}.`;
    case 'pattern':
      return `${name} does not have the format that docs/configuration.md describes.`;
    default:
      return `${name} ${message}.`;
  }
}
