import { createHash } from 'node:crypto';
import { EventError } from '../event-error.ts';
import { isHex16 } from '../parameters/formats.ts';

const MAX_KID_TEXT_LENGTH = 64;

/**
 * A key ID as 32 lower-case hexadecimal digits, from either form that ExpressPlay takes: 32 hexadecimal
 * digits, or `^` and up to 64 characters, which stand for the first 16 bytes of their SHA-1.
 *
 * @throws EventError -4020, -4021 or -4022 when it is neither.
 */
export function normalizeKid(kid: string): string {
  if (isHex16(kid)) return kid.toLowerCase();
  if (!kid.startsWith('^')) throw new EventError(-4020);
  if (kid.length === 1) throw new EventError(-4022, 'nothing follows ^');
  if (kid.length > MAX_KID_TEXT_LENGTH + 1) throw new EventError(-4021);
  return kidOfText(kid.slice(1));
}

/** The key ID that a text stands for: `kid1` → `80ea8bc8a58f990ad1f76bc665b30bfa`. */
export const kidOfText = (text: string): string => createHash('sha1').update(text).digest('hex').slice(0, 32);
