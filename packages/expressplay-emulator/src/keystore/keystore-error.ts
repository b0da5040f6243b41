/** Error codes as the SkeyMa server numbers them; ExpressPlay's own error bodies are not public. */
const CODES = { 'bad-parameters': 2, 'bad-syntax': 3, 'wrong-kek': 5, missing: 2 } as const;

/** Why key storage refuses a call. */
export type KeystoreReason = keyof typeof CODES;

/** A key storage call that is refused. */
export class KeystoreError extends Error {
  override readonly name = 'KeystoreError';
  readonly reason: KeystoreReason;
  readonly code: number;

  /** @param message what is wrong; never a key. */
  constructor(reason: KeystoreReason, message: string) {
    super(message);
    this.reason = reason;
    this.code = CODES[reason];
  }
}
