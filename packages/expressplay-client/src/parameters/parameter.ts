import { ExpressPlayArgumentError } from '../errors/errors.ts';
import type { EventCode } from '../errors/event-codes.ts';

/** One field of a form: its name and value on the wire. */
export type Field = [name: string, value: string];

/** How one option of a request is checked and written. */
export interface Parameter<Value> {
  /** The names on the wire that the option may become. */
  readonly names: readonly string[];
  /** What a good value is, in words that fit after "must be". */
  readonly rule: string;
  /** The codes with which ExpressPlay refuses a bad value; the first one is named in the error. */
  readonly eventCodes: readonly EventCode[];
  /** Whether a request without the option is refused before it is sent. */
  readonly required: boolean;
  /** The code with which ExpressPlay refuses a request without it, where that is another than for a bad value. */
  readonly missingCode?: EventCode;
  /** @throws {ExpressPlayArgumentError} naming `option`, and never its value, when the value breaks the rule */
  readonly write: (value: Value, option: string) => readonly Field[];
}

/** A parameter for every option, and no option without one: the compiler keeps them equal. */
export type ParameterTable<Options extends object> = {
  readonly [Option in keyof Options]-?: Parameter<NonNullable<Options[Option]>>;
};

/** A parameter of one name whose text `toText` makes, or leaves `undefined` for a value that breaks the rule. */
export function parameter<Value>(
  name: string,
  rule: string,
  toText: (value: Value) => string | undefined,
  ...eventCodes: readonly EventCode[]
): Parameter<Value> {
  return {
    names: [name],
    rule,
    eventCodes,
    required: false,
    write(value, option) {
      const text = toText(value);
      if (text === undefined) throw new ExpressPlayArgumentError(option, `must be ${rule}`, eventCodes[0]);
      return [[name, text]];
    }
  };
}

/** The same parameter, which may not be left out; `missingCode` is the code ExpressPlay has for that. */
export function required<Value>(optional: Parameter<Value>, missingCode?: EventCode): Parameter<Value> {
  return { ...optional, required: true, ...(missingCode && { missingCode }) };
}

/**
 * Writes the fields of one request's options, in the order of the table. Each option is read once.
 *
 * @param place the prefix of option names in errors, with its dot, e.g. `keys[1].`
 * @throws {ExpressPlayArgumentError} for a value that breaks its rule, a missing or an unknown option
 */
export type FieldWriter<Options extends object> = (options: Options, place?: string) => Field[];

/** Prepares the writer of `table`. */
export function fieldWriter<Options extends object>(table: ParameterTable<Options>): FieldWriter<Options> {
  const parameters = Object.entries<Parameter<never>>(table);
  return (options, place = '') => {
    if (typeof options !== 'object' || options === null) {
      throw new ExpressPlayArgumentError(place.slice(0, -1) || 'request', 'must be an object');
    }
    const given = options as Readonly<Record<string, unknown>>;
    refuseUnknown(table, given, place);
    const fields: Field[] = [];
    for (const [name, parameter] of parameters) {
      const value = given[name];
      if (value !== undefined) fields.push(...parameter.write(value as never, place + name));
      else if (parameter.required) throw missing(place + name, parameter);
    }
    return fields;
  };
}

function missing(option: string, { missingCode, eventCodes }: Parameter<never>): ExpressPlayArgumentError {
  return new ExpressPlayArgumentError(option, 'is required', missingCode ?? eventCodes[0]);
}

function refuseUnknown(table: object, given: Readonly<Record<string, unknown>>, place: string): void {
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(table, name) && given[name] !== undefined) {
      throw new ExpressPlayArgumentError(place + name, 'is not an option here');
    }
  }
}
