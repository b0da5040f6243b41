import { ExpressPlayArgumentError } from './errors/errors.ts';

/** Whether a value is right for an option, and the form that it must have. */
export interface OptionRule {
  readonly form: string;
  accepts(value: unknown): boolean;
}

/** A rule for each option, so that every other name is unknown. */
export type OptionRules<Options> = { readonly [Name in keyof Required<Options>]: OptionRule };

/**
 * Checks options; a rule decides about `undefined`, too.
 *
 * @throws {ExpressPlayArgumentError} for the first option that is unknown or wrong
 */
export function checkOptions<Options>(options: unknown, rules: OptionRules<Options>, path = ''): void {
  const named: [string, OptionRule][] = Object.entries(rules);
  const names = named.map(([name]) => path + name).join(', ');
  if (!isObject(options)) {
    throw new ExpressPlayArgumentError(path.slice(0, -1) || 'options', `must be an object with ${names}`);
  }
  const unknown = Object.keys(options).find(name => !Object.hasOwn(rules, name));
  if (unknown !== undefined) {
    throw new ExpressPlayArgumentError(path + unknown, `is not an option; the options are ${names}`);
  }
  for (const [name, { form, accepts }] of named) {
    const value = (options as Record<string, unknown>)[name];
    if (!accepts(value)) throw new ExpressPlayArgumentError(path + name, `must be ${form}`);
  }
}

/** The same rule for an option that may be left out. */
export function optional({ form, accepts }: OptionRule): OptionRule {
  return { form, accepts: value => value === undefined || accepts(value) };
}

/** A whole number of at least `min`. `setTimeout()` takes a signed 32-bit number and fires at once for more. */
export function wholeNumber(min: number, example: string): OptionRule {
  return {
    form: `a whole number from ${min} to ${0x7fffffff}, ${example}`,
    accepts: value =>
      Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= 0x7fffffff
  };
}

export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
