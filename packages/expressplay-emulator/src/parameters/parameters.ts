import { EventError } from '../event-error.ts';

/** The parameters of one call, from the query string or the form body. Names are case-sensitive. */
export type RequestParameters = Readonly<Record<string, string | readonly string[] | undefined>>;

/** A parameter's value; the first one when it is repeated. */
export function first(parameters: RequestParameters, name: string): string | undefined {
  const value = parameters[name];
  return typeof value === 'object' ? value[0] : value;
}

/** All values of a parameter that may repeat. */
export function all(parameters: RequestParameters, name: string): readonly string[] {
  const value = parameters[name];
  if (value === undefined) return [];
  return typeof value === 'object' ? value : [value];
}

/**
 * The suffixes of the keys that a token request carries: `['']` for `kid`, `['.0', '.1']` for `kid.0` and
 * `kid.1`. The same suffix then selects `contentKey.1`, `securityLevel.1` and so on.
 *
 * @throws EventError -6005 for more than 64 keys.
 */
export function keySuffixes(parameters: RequestParameters): readonly string[] {
  const suffixes = new Set<string>();
  for (const name in parameters) {
    const suffix = INDEXED_KEY.exec(name)?.[1];
    if (suffix !== undefined) suffixes.add(suffix);
  }
  if (suffixes.size > MAX_KEYS) throw new EventError(-6005, `more than ${MAX_KEYS} keys`);
  return suffixes.size === 0 ? [''] : [...suffixes];
}

/** The real limit is not public; with this one a token still fits into a URL. */
const MAX_KEYS = 64;

const INDEXED_KEY = /^(?:kid|contentId|contentKey|ek)(\.\d{1,4})$/;
