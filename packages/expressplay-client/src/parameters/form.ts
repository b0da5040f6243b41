import type { Field } from './parameter.ts';

/** The fields as a form body or a query. Names and values are well-formed text by then. */
export function encodeForm(fields: readonly Field[]): string {
  return fields.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&');
}
