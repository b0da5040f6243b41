import { drms, formats, type TextFormat } from '@expressplay-binding/binding-core';
import { Type } from 'typebox';

/** A string in one of the core's formats. */
export function textOf(format: TextFormat, options: { readonly examples?: readonly string[] } = {}) {
  const { pattern, maxLength, description } = format;
  return Type.String({ minLength: 1, maxLength, pattern, description, ...options });
}

/** An id that the service made, e.g. `dev_…`. The answer to an unknown id is 404 and not 400, whatever its form. */
export function idOf(what: string, example: string) {
  return Type.String({ pattern: '^[!-~]{1,64}$', description: what, examples: [example] });
}

/** One word of a list; a plain enum in the document. */
export function oneOf<const T extends readonly string[]>(values: T, description: string) {
  return Type.Unsafe<T[number]>({ type: 'string', enum: [...values], description });
}

/** A time in a request: RFC 3339, with any offset. */
export function inputTime(description: string) {
  return Type.String({ format: 'date-time', description, examples: ['2030-01-31T00:00:00Z'] });
}

/** A time in an answer: RFC 3339 in UTC. */
export function timeOf(description: string) {
  return Type.String({ format: 'date-time', description: `${description}; RFC 3339 in UTC` });
}

export const AccountIdSchema = textOf(formats.accountId, { examples: ['ada'] });

export const AccountParamsSchema = Type.Object({ accountId: AccountIdSchema });

export const DrmSchema = oneOf(drms, 'The DRM system');

/** The answer 204, which has no body. */
export const NoContentSchema = Type.Null({ description: 'Done' });
