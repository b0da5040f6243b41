/** The form that an option must have, and whether a value has it. */
export type OptionRule = readonly [form: string, accepts: (value: unknown) => boolean];

/** @throws {TypeError} For the first option that is unknown or wrong; its message names the option and shows the right form. */
export function checkOptions<Options extends object>(
  taker: string,
  options: Options,
  rules: { readonly [Name in keyof Required<Options>]: OptionRule }
): void {
  const names = Object.keys(rules);
  const unknown = Object.keys(options ?? {}).find(name => !names.includes(name));
  if (unknown) throw new TypeError(`${taker} has no option ${unknown}; its options are ${names.join(', ')}.`);
  for (const [name, [form, accepts]] of Object.entries<OptionRule>(rules))
    if (!accepts(options?.[name as keyof Options]))
      throw new TypeError(`The option ${name} of ${taker} must be ${form}.`);
}

/** The same rule for an option that may be left out. */
export function optional([form, accepts]: OptionRule): OptionRule {
  return [form, value => value === undefined || accepts(value)];
}
