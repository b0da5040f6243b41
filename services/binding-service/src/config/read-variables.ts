import { envSchema } from 'env-schema';
import type { Static, TObject, TProperties } from 'typebox';

/** A variable of the environment is wrong or missing: one plain sentence that names it, and never its value. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/** Reads the variables of a schema; one that is set to nothing counts as not set. */
export function readVariables<T extends TProperties>(
  schema: TObject<T>,
  environment: NodeJS.ProcessEnv
): Static<TObject<T>> {
  const data = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  try {
    // env-schema writes to the schema that it is given.
    return envSchema<Static<TObject<T>>>({ schema: structuredClone(schema), data, env: false });
  } catch (error) {
    throw new ConfigurationError(sentenceOf(error), { cause: error });
  }
}

interface AjvError {
  readonly keyword: string;
  readonly instancePath: string;
  readonly message: string;
  readonly params: { readonly missingProperty?: string; readonly allowedValues?: readonly string[] };
}

function sentenceOf(error: unknown): string {
  const [first] = (error as { readonly errors?: readonly AjvError[] }).errors ?? [];
  if (!first) return 'The environment variables cannot be read.';
  const { keyword, instancePath, message, params } = first;
  const name = instancePath.slice(1);
  switch (keyword) {
    case 'required':
      return `${params.missingProperty} is not set.`;
    case 'enum':
      return `${name} must be one of ${params.allowedValues?.join(', ')}.`;
    case 'pattern':
      return `${name} does not have the format that docs/configuration.md describes.`;
    default:
      return `${name} ${message}.`;
  }
}
