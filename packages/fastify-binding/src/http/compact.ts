type OptionalKeys<T> = { [K in keyof T]: undefined extends T[K] ? K : never }[keyof T];

/** `T`, with members that are absent where they would be `undefined`. */
export type Compact<T> = { [K in Exclude<keyof T, OptionalKeys<T>>]: T[K] } & {
  [K in OptionalKeys<T>]?: Exclude<T[K], undefined>;
};

/** Removes the members that are `undefined`, because JSON has no such value. */
export function compact<T extends object>(value: T): Compact<T> {
  const present: Partial<T> = {};
  for (const key in value) if (value[key] !== undefined) present[key] = value[key];
  return present as Compact<T>;
}
