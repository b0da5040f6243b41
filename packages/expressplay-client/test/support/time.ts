import type { Test } from 'tap';

/** Lets the circuit breaker believe that time has passed. */
export function passTime(t: Test): (milliseconds: number) => void {
  const { now } = Date;
  let passed = 0;
  t.intercept(Date, 'now', { value: () => now() + passed });
  return milliseconds => {
    passed += milliseconds;
  };
}
