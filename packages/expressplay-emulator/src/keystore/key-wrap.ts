import { createCipheriv, createDecipheriv } from 'node:crypto';

/** The initial value of AES Key Wrap, RFC 3394 section 2.2.3.1. */
const INITIAL_VALUE = Buffer.from('a6a6a6a6a6a6a6a6', 'hex');

/** Wraps a 16-byte key with a 16-byte key-encryption key (RFC 3394); all in hexadecimal. */
export function wrapKey(key: string, kek: string): string {
  const cipher = createCipheriv('id-aes128-wrap', Buffer.from(kek, 'hex'), INITIAL_VALUE);
  return cipher.update(key, 'hex', 'hex') + cipher.final('hex');
}

/** Unwraps a key wrapped under RFC 3394; undefined when the key-encryption key is not the right one. */
export function unwrapKey(ek: string, kek: string): string | undefined {
  try {
    const decipher = createDecipheriv('id-aes128-wrap', Buffer.from(kek, 'hex'), INITIAL_VALUE);
    return decipher.update(ek, 'hex', 'hex') + decipher.final('hex');
  } catch {
    return undefined;
  }
}
