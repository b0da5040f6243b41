/** How much of everything a row does. */
export interface Effort {
  /** A few seconds for each row: enough to see that it runs, too little for a verdict. */
  readonly quick: boolean;
}

/** One figure and what it has to be. */
export interface Finding {
  readonly figure: number;
  /** What the figure is, e.g. `tokens/s through the service ÷ bare forwarding`. */
  readonly measures: string;
  readonly target: Target;
  /** What the figure was made from, for readers only: absolute numbers mean nothing on another machine. */
  readonly details: Readonly<Record<string, number | string>>;
}

export type Target = { readonly atLeast: number } | { readonly atMost: number };

/** One thing that is measured. */
export interface Row {
  readonly name: string;
  run(effort: Effort): Promise<readonly Finding[]>;
}

export function isMet({ figure, target }: Finding): boolean {
  return 'atLeast' in target ? figure >= target.atLeast : figure <= target.atMost;
}
