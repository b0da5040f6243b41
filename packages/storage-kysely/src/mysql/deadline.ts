import { StorageError } from '../errors.ts';

/** The moment by which an answer must arrive. */
export interface Deadline {
  /** Milliseconds that are left, at least 1. */
  remaining(): number;
  isOver(): boolean;
  /** Returns the error to throw when the moment has passed. */
  fault(): StorageError;
}

export function deadlineIn(milliseconds: number): Deadline {
  const end = performance.now() + milliseconds;
  return {
    remaining: () => Math.max(1, end - performance.now()),
    isOver: () => performance.now() >= end,
    fault: () =>
      new StorageError('unreachable', `The database did not answer within ${Math.round(milliseconds)} ms.`)
  };
}
