import { createHash } from 'node:crypto';
import type { Switches } from '../switches.ts';

/**
 * The name of a key-encryption key that its caller did not name: `#1.` and the SHA-1 of `KEKID_1` followed
 * by the key's hexadecimal text. ExpressPlay prints all 20 bytes in upper case, SkeyMa the first 16 in
 * lower case; both published values are reproduced.
 */
export function deriveKekId(kek: string, dialect: Switches['keystore']): string {
  const hash = createHash('sha1').update(`KEKID_1${kek}`).digest('hex');
  return `#1.${dialect === 'expressplay' ? hash.toUpperCase() : hash.slice(0, 32)}`;
}
