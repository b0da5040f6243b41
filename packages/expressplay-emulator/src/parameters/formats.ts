/** Exactly 16 bytes as hexadecimal digits. */
export const isHex16 = (text: string): boolean => /^[0-9a-f]{32}$/i.test(text);

/** A device ID in the form that is used everywhere inside; undefined when it is not one of this format. */
export function deviceIdOf(text: string, format: 'hex' | 'text'): string | undefined {
  if (format === 'hex') return isHex16(text) ? text.toLowerCase() : undefined;
  return /^[\x21-\x7e]{1,255}$/.test(text) ? text : undefined;
}

/** Exactly 4 bytes as hexadecimal digits. */
export const isHex4 = (text: string): boolean => /^[0-9a-f]{8}$/i.test(text);

/** Standard base64 with its padding, not empty. */
export const isBase64 = (text: string): boolean =>
  /^(?:[a-z0-9+/]{4})*(?:[a-z0-9+/]{2}==|[a-z0-9+/]{3}=|[a-z0-9+/]{4})$/i.test(text);

/** A whole number between `least` and `most`, in decimal digits; otherwise undefined. */
export function wholeNumber(text: string, least = 0, most = 4_294_967_295): number | undefined {
  if (!/^\d{1,10}$/.test(text)) return undefined;
  const number = Number(text);
  return number >= least && number <= most ? number : undefined;
}

/**
 * Milliseconds of an RFC 3339 date-time in UTC (`2006-04-14T12:01:10Z`); undefined when it names no real
 * moment.
 */
export function utcTime(text: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/.test(text)) return undefined;
  const milliseconds = Date.parse(text);
  if (Number.isNaN(milliseconds)) return undefined;
  return new Date(milliseconds).toISOString().startsWith(text.slice(0, 19)) ? milliseconds : undefined;
}
