import type { SealedText } from './seal.ts';

/** The readable front of a token: which service it was issued for, in the layout of its version. */
export type Envelope = {
  readonly serviceId: number;
  /** The bytes that the seal protects against change. */
  readonly header: Buffer;
  readonly sealed: SealedText;
};

/** One of the two published byte layouts. */
export type Layout = {
  readonly header: (serviceId: number) => Buffer;
  readonly encode: (header: Buffer, sealed: SealedText) => Buffer;
  /** @throws RangeError when the bytes do not follow the layout. */
  readonly decode: (bytes: Buffer) => Envelope;
};

/** An assumed value of the published but unexplained 16-bit field; test tokens show 23,000 to 27,000. */
export const KEY_INDEX = 23_000;
