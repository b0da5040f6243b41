import type { Field } from './parameter.ts';

/** The fields as a form body or a query. Names hold nothing that needs encoding, and values are well-formed text by then. */
export function encodeForm(fields: readonly Field[]): string {
  let form = '';
  for (const [name, value] of fields) form += `${form && '&'}${name}=${encodeURIComponent(value)}`;
  return form;
}
