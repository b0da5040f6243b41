import { createCipheriv, createDecipheriv } from 'node:crypto';
import { ExpressPlayArgumentError } from '../errors/errors.ts';
import { hex } from '../parameters/kinds.ts';

/**
 * Wraps a content key as ExpressPlay's `ek` (AES Key Wrap, RFC 3394).
 *
 * @param key 32 hex digits
 * @param kek 32 hex digits
 * @returns 48 hex digits, lower case
 * @throws {ExpressPlayArgumentError} for anything but hex digits of those lengths
 */
export function wrapKey(key: string, kek: string): string {
  const cipher = createCipheriv('aes128-wrap', bytes('kek', kek, 32), initialValue);
  return cipher.update(bytes('key', key, 32)).toString('hex');
}

/**
 * Unwraps an `ek` (AES Key Wrap, RFC 3394).
 *
 * @param ek 48 hex digits
 * @param kek 32 hex digits
 * @returns the content key, 32 hex digits, lower case
 * @throws {ExpressPlayArgumentError} for anything but hex digits of those lengths, or when `kek` is not the right one
 */
export function unwrapKey(ek: string, kek: string): string {
  const decipher = createDecipheriv('aes128-wrap', bytes('kek', kek, 32), initialValue);
  const wrapped = bytes('ek', ek, 48);
  try {
    return decipher.update(wrapped).toString('hex');
  } catch {
    throw new ExpressPlayArgumentError('ek', 'was not wrapped by this kek', -4024);
  }
}

/** RFC 3394, section 2.2.3.1. */
const initialValue = Buffer.alloc(8, 0xa6);

function bytes(option: string, text: string, digits: number): Buffer {
  hex(option, digits, -4024).write(text, option);
  return Buffer.from(text, 'hex');
}
