import type { EventCode } from '../errors/event-codes.ts';
import { type Parameter, parameter } from './parameter.ts';

/**
 * A moment: a `Date`, an RFC 3339 date-time in UTC (`2026-04-14T12:01:10Z`), or `+N`, the seconds from the
 * moment the token is issued (`+3600`).
 */
export type ExpressPlayTime = Date | string;

/** Exactly `digits` hex digits, of either case. */
export function hex(name: string, digits: number, ...eventCodes: readonly EventCode[]): Parameter<string> {
  const pattern = new RegExp(`^[0-9a-fA-F]{${digits}}$`);
  return parameter(name, `${digits} hex digits`, matching(pattern), ...eventCodes);
}

/** Text of 1 to `maxLength` characters. */
export function text(
  name: string,
  maxLength: number,
  ...eventCodes: readonly EventCode[]
): Parameter<string> {
  return parameter(
    name,
    `text of 1 to ${maxLength} characters`,
    value => (isText(value) && value.length <= maxLength ? value : undefined),
    ...eventCodes
  );
}

/** Text whose limit ExpressPlay does not publish. */
export function freeText(name: string): Parameter<string> {
  return parameter(name, 'text that is not empty', value => (isText(value) ? value : undefined));
}

/** A whole number from `min` to `max`, in `unit`. */
export function integer(
  name: string,
  { min, max = Number.MAX_SAFE_INTEGER, unit }: { min: number; max?: number; unit?: string },
  ...eventCodes: readonly EventCode[]
): Parameter<number> {
  const range = max === Number.MAX_SAFE_INTEGER ? `of at least ${min}` : `from ${min} to ${max}`;
  return parameter(
    name,
    `a whole number ${unit ? `of ${unit} ` : ''}${range}`,
    value => (Number.isSafeInteger(value) && value >= min && value <= max ? String(value) : undefined),
    ...eventCodes
  );
}

/** One of `values`. */
export function oneOf<const Value extends string | number>(
  name: string,
  values: readonly Value[],
  ...eventCodes: readonly EventCode[]
): Parameter<Value> {
  return parameter(
    name,
    `one of ${values.join(', ')}`,
    value => (values.includes(value) ? String(value) : undefined),
    ...eventCodes
  );
}

/** `true` or `false`. */
export function flag(name: string): Parameter<boolean> {
  return parameter(name, 'true or false', value => (typeof value === 'boolean' ? String(value) : undefined));
}

/** General flags: 8 hex digits, or the `0000` that ExpressPlay's 2016 text prints for no flags. */
export function generalFlags(): Parameter<string> {
  return parameter('generalFlags', '8 hex digits, or 0000', matching(/^(?:[0-9a-fA-F]{8}|0000)$/), -5003);
}

/** The four characters that name a DRM extension. */
export function extensionType(name: string): Parameter<string> {
  return parameter(
    name,
    'four letters or digits',
    value => (isExtensionType(value) ? value : undefined),
    -2036
  );
}

/** Base64 with its padding. */
export function base64(name: string, ...eventCodes: readonly EventCode[]): Parameter<string> {
  return parameter(name, 'base64', matching(base64Pattern), ...eventCodes);
}

/** A moment, at most `maxSeconds` from now. Past moments pass: only ExpressPlay's clock can judge them. */
export function time(
  name: string,
  maxSeconds: number,
  ...eventCodes: readonly EventCode[]
): Parameter<ExpressPlayTime> {
  const limit = Number.isFinite(maxSeconds) ? `, at most ${maxSeconds} seconds ahead` : '';
  return parameter(
    name,
    `a Date, an RFC 3339 date-time ending in Z, or "+" and seconds${limit}`,
    value => {
      if (value instanceof Date)
        return secondsUntil(value.getTime()) <= maxSeconds ? rfc3339(value) : undefined;
      if (typeof value !== 'string') return undefined;
      return secondsAhead(value) <= maxSeconds ? value : undefined;
    },
    ...eventCodes
  );
}

export const isExtensionType = (value: unknown): boolean => matches(/^[A-Za-z0-9]{4}$/, value);
export const isBase64 = (value: unknown): boolean => matches(base64Pattern, value);
export const isText = (value: unknown): boolean =>
  typeof value === 'string' && value.length > 0 && value.isWellFormed();

const base64Pattern = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const dateTimePattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;

const dateTime = matching(dateTimePattern);

function matching(pattern: RegExp): (value: string) => string | undefined {
  return value => (matches(pattern, value) ? value : undefined);
}

function matches(pattern: RegExp, value: unknown): boolean {
  return typeof value === 'string' && pattern.test(value);
}

/** ExpressPlay's printed examples have no fraction of a second. */
function rfc3339(date: Date): string | undefined {
  // Years beyond 9999 have another form.
  return dateTime(`${date.toISOString().slice(0, 19)}Z`);
}

/** NaN, which is within no limit, for what is not a moment. */
function secondsAhead(moment: string): number {
  if (/^\+\d{1,10}$/.test(moment)) return Number(moment.slice(1));
  if (!dateTimePattern.test(moment)) return Number.NaN;
  return secondsUntil(Date.parse(moment));
}

function secondsUntil(moment: number): number {
  return (moment - Date.now()) / 1000;
}
