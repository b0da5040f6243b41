import { createHash } from 'node:crypto';
import { kidParameter } from '../parameters/content-key.ts';
import { hex } from '../parameters/kinds.ts';

/**
 * The `kekId` that key storage derives from a key encryption key: `#1.` and the SHA-1 of `KEKID_1` and the key's text.
 * ExpressPlay prints all 20 bytes in upper case; the open-source SKM server prints the first 16 in lower case.
 *
 * @param kek 32 hex digits. They are hashed as they are written: whether ExpressPlay changes their case first is unknown
 * @throws {ExpressPlayArgumentError} for anything but 32 hex digits
 */
export function deriveKekId(kek: string, form: 'expressplay' | 'skm' = 'expressplay'): string {
  hex('kek', 32, -4024).write(kek, 'kek');
  const digest = sha1(`KEKID_1${kek}`);
  return `#1.${form === 'expressplay' ? digest.toString('hex').toUpperCase() : digest.toString('hex', 0, 16)}`;
}

/**
 * The kid that a `^text` stands for: the first 16 bytes of the text's SHA-1.
 *
 * @param kid `^` and 1 to 64 characters
 * @returns 32 hex digits, lower case; a kid of hex digits is returned unchanged
 * @throws {ExpressPlayArgumentError} for anything else
 */
export function resolveKid(kid: string): string {
  kidParameter.write(kid, 'kid');
  return kid.startsWith('^') ? sha1(kid.slice(1)).toString('hex', 0, 16) : kid;
}

function sha1(text: string): Buffer {
  return createHash('sha1').update(text).digest();
}
