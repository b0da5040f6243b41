import { randomFillSync } from 'node:crypto';
import type { RandomBytes } from './ids.ts';

const poolSize = 4096;

/** Like `crypto.randomBytes`, but asks the system for many bytes at once, which takes about as long as for a few. */
export function createRandomBytes(): RandomBytes {
  let pool = new Uint8Array(0);
  return size => {
    if (size > pool.length) pool = randomFillSync(new Uint8Array(Math.max(size, poolSize)));
    const bytes = pool.subarray(0, size);
    // No byte is returned twice.
    pool = pool.subarray(size);
    return bytes;
  };
}
