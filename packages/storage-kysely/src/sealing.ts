import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  type KeyObject,
  randomBytes
} from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { StorageError } from './errors.ts';

/** 32 bytes, or these bytes as 43 characters of base64url. `openssl rand -base64 32 | tr '+/' '-_' | tr -d '='` makes one. */
export type SealingKey = Uint8Array | string;

/** Encrypts text that must not be readable in the database, by AES-256-GCM. */
export interface Sealer {
  /**
   * Encrypts with the first key; returns `v1.<key fingerprint>.<nonce>.<ciphertext and tag>`. The purpose and the owner are
   * authenticated: if the text is moved to another row, it cannot be decrypted there.
   */
  seal(text: string, purpose: string, ...owner: readonly string[]): string;
  /**
   * Decrypts with the key that encrypted it.
   * @throws {StorageError} `unsealable`, with the purpose and the owner in its message.
   */
  open(sealed: string, purpose: string, ...owner: readonly string[]): string;
  /** A keyed hash, 64 hex characters: without the first key nobody can tell which text it is of. */
  pseudonym(purpose: string, text: string): string;
  /** Whether the first key encrypted it, so that it need not be encrypted again. */
  isCurrent(sealed: string): boolean;
}

interface Key {
  readonly fingerprint: string;
  readonly secret: KeyObject;
}

const version = 'v1';
const cipher = 'aes-256-gcm';
const nonceLength = 12;
const tagLength = 16;

/**
 * Makes a sealer. The first key encrypts, all decrypt: to rotate, put a new key in front and keep the old ones.
 * @throws {StorageError} `invalid-sealing-keys` if there is no key or one is not 32 bytes.
 */
export function createSealer(sealingKeys: readonly SealingKey[]): Sealer {
  const keys = sealingKeys.map(readKey);
  const [first] = keys;
  if (!first)
    throw new StorageError(
      'invalid-sealing-keys',
      'The option sealingKeys needs at least one key: 32 bytes, or the same as 43 characters of base64url.'
    );
  // The keys of a popular film are needed for each of its tokens: this saves decrypting them again.
  const opened = new LRUCache<string, string>({ max: 1000 });

  return {
    seal(text, ...context) {
      const nonce = randomBytes(nonceLength);
      const sealing = createCipheriv(cipher, first.secret, nonce).setAAD(associatedData(context));
      const ciphertext = Buffer.concat([sealing.update(text, 'utf8'), sealing.final(), sealing.getAuthTag()]);
      return [version, first.fingerprint, nonce.toString('base64url'), ciphertext.toString('base64url')].join(
        '.'
      );
    },

    open(sealed, ...context) {
      const name = JSON.stringify([sealed, ...context]);
      const text = opened.get(name) ?? open(sealed, context);
      opened.set(name, text);
      return text;
    },

    pseudonym: (purpose, text) =>
      createHmac('sha256', first.secret).update(`${purpose} ${text}`).digest('hex'),

    isCurrent: sealed => sealed.startsWith(`${version}.${first.fingerprint}.`)
  };

  function open(sealed: string, context: readonly string[]): string {
    const [textVersion, fingerprint, nonce = '', body = ''] = sealed.split('.');
    const key = keys.find(candidate => candidate.fingerprint === fingerprint);
    if (textVersion !== version || !key) throw unsealable(context);
    try {
      const ciphertext = Buffer.from(body, 'base64url');
      const opening = createDecipheriv(cipher, key.secret, Buffer.from(nonce, 'base64url'), {
        authTagLength: tagLength
      });
      opening.setAAD(associatedData(context)).setAuthTag(ciphertext.subarray(-tagLength));
      return opening.update(ciphertext.subarray(0, -tagLength), undefined, 'utf8') + opening.final('utf8');
    } catch (cause) {
      throw unsealable(context, { cause });
    }
  }
}

function readKey(key: SealingKey, index: number): Key {
  const bytes = typeof key === 'string' ? fromBase64url(key) : Buffer.from(key);
  if (bytes?.length !== 32)
    throw new StorageError(
      'invalid-sealing-keys',
      `Sealing key ${index + 1} must be 32 bytes, or the same as 43 characters of base64url.`
    );
  const fingerprint = createHmac('sha256', bytes).update('sealing key fingerprint').digest().subarray(0, 6);
  return { fingerprint: fingerprint.toString('base64url'), secret: createSecretKey(bytes) };
}

function fromBase64url(text: string): Buffer | undefined {
  return /^[A-Za-z0-9_-]{43}=?$/.test(text) ? Buffer.from(text, 'base64url') : undefined;
}

function associatedData(context: readonly string[]): Buffer {
  return Buffer.from(JSON.stringify(context));
}

function unsealable([purpose, ...owner]: readonly string[], options?: ErrorOptions): StorageError {
  return new StorageError(
    'unsealable',
    `The ${purpose} of ${owner.map(id => JSON.stringify(id)).join(', ')} cannot be opened with the configured sealing keys.`,
    options
  );
}
