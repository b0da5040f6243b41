/** An option is missing, unknown or wrong. Its message is one sentence that names the option and shows the right form. */
export class OptionError extends TypeError {
  override readonly name = 'OptionError';
  /** Stable, for programs. */
  readonly code = 'invalid-option';
  /** The option, e.g. `settings.tokenTtl`. */
  readonly option: string;

  constructor(option: string, message: string) {
    super(message);
    this.option = option;
  }
}

/** What an option must be. */
export interface OptionRule {
  /** Completes "must be", and ends with an example. */
  readonly form: string;
  /** Whether a value is right. It must not throw. */
  accepts(value: unknown): boolean;
  /** Whether it may be left out. */
  readonly optional?: boolean;
}

/** A rule for each option, so that every other name is unknown. */
export type OptionRules<Options> = { readonly [Name in keyof Required<Options>]: OptionRule };

/**
 * Checks the options that a function was called with. Values are never repeated, because they may be secrets.
 *
 * ```ts
 * checkOptions<GreetOptions>('greet', options, { name: { form: "a text, e.g. 'ada'", accepts: isText } });
 * ```
 * @param taker The function, as its callers write it.
 * @param path What precedes the names, e.g. `settings.`.
 * @throws {OptionError} For the first option that is unknown, missing or wrong.
 */
export function checkOptions<Options>(
  taker: string,
  options: unknown,
  rules: OptionRules<Options>,
  path = ''
): void {
  const named: [string, OptionRule][] = Object.entries(rules);
  const names = named.map(([name]) => `${path}${name}`).join(', ');
  if (!isObject(options)) throw new OptionError(path, `${taker} takes an object with the options ${names}.`);
  const unknown = Object.keys(options).find(name => !Object.hasOwn(rules, name));
  if (unknown !== undefined)
    throw new OptionError(
      `${path}${unknown}`,
      `${taker} has no option ${path}${unknown}; its options are ${names}.`
    );
  for (const [name, { form, accepts, optional = false }] of named) {
    const value = (options as Record<string, unknown>)[name];
    if (value === undefined ? optional : accepts(value)) continue;
    const option = `${path}${name}`;
    const start =
      value === undefined ? `${taker} needs the option ${option}; it` : `The option ${option} of ${taker}`;
    throw new OptionError(option, `${start} must be ${form}.`);
  }
}

/**
 * Checks one argument of a function.
 * @throws {OptionError} If it is missing or wrong.
 */
export function checkArgument(taker: string, name: string, value: unknown, rule: OptionRule): void {
  if (!rule.accepts(value))
    throw new OptionError(name, `${taker} needs the argument ${name}; it must be ${rule.form}.`);
}

/** The same rule for an option that may be left out. */
export function optional(rule: OptionRule): OptionRule {
  return { ...rule, optional: true };
}

/** A function. */
export function functionRule(form: string): OptionRule {
  return { form, accepts: value => typeof value === 'function' };
}

/** An object with these methods. */
export function objectRule(form: string, ...methods: readonly string[]): OptionRule {
  return {
    form,
    accepts: value =>
      isObject(value) &&
      methods.every(method => typeof (value as Record<string, unknown>)[method] === 'function')
  };
}

/** A whole number; `form` follows the limits, e.g. `in seconds, e.g. 900`. */
export function integerRule(form: string, min: number, max: number): OptionRule {
  return {
    form: `a whole number from ${min} to ${max}, ${form}`,
    accepts: value => Number.isInteger(value) && (value as number) >= min && (value as number) <= max
  };
}

/** One of these texts. */
export function choiceRule(...values: readonly string[]): OptionRule {
  return {
    form: values.map(value => `'${value}'`).join(' or '),
    accepts: value => values.some(known => known === value)
  };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
