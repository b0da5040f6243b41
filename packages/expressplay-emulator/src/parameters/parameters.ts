/** The parameters of one call, as a query string or a form body gave them. Names are case-sensitive. */
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
 */
export function keySuffixes(parameters: RequestParameters): readonly string[] {
  const suffixes = new Set<string>();
  for (const name in parameters) {
    const suffix = INDEXED_KEY.exec(name)?.[1];
    if (suffix !== undefined) suffixes.add(suffix);
  }
  return suffixes.size === 0 ? [''] : [...suffixes];
}

const INDEXED_KEY = /^(?:kid|contentId|contentKey|ek)(\.\d{1,4})$/;
