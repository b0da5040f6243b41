import { StorageError } from '../errors.ts';

/** A moment by which something has to be answered. */
export interface Deadline {
  /** Milliseconds that are left, at least 1. */
  remaining(): number;
  isOver(): boolean;
  /** What is thrown when it is over. */
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
