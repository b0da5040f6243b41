import { createHash, randomBytes } from 'node:crypto';

/** Hands out bytes nobody can foretell, or, with a seed, the same bytes in every run. */
export type Random = {
  readonly bytes: (length: number) => Buffer;
  /** Starts a seeded sequence again; without a seed it does nothing worth noticing. */
  readonly restart: () => void;
};

/** Random bytes of the operating system, or, with a seed, a repeatable sequence. */
export function createRandom(seed?: string): Random {
  if (seed === undefined) return { bytes: randomBytes, restart: () => undefined };
  let drawn = 0;
  return {
    bytes: length => seededBytes(`${seed}/${drawn++}`, length),
    restart: () => {
      drawn = 0;
    }
  };
}

const seededBytes = (label: string, length: number): Buffer =>
  createHash('shake256', { outputLength: length }).update(label).digest();
