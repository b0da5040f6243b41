/**
 * Reads a byte sequence from front to back; every read throws a `RangeError` where the bytes end too early.
 */
export type ByteReader = {
  readonly u8: () => number;
  readonly u16: () => number;
  readonly u32: () => number;
  readonly take: (length: number) => Buffer;
  readonly position: () => number;
  /** @throws RangeError when bytes are left over. */
  readonly end: () => void;
};

export function readBytes(bytes: Buffer): ByteReader {
  let position = 0;
  const take = (length: number): Buffer => {
    if (position + length > bytes.length) throw new RangeError('The bytes end too early.');
    position += length;
    return bytes.subarray(position - length, position);
  };
  return {
    u8: () => take(1).readUInt8(),
    u16: () => take(2).readUInt16BE(),
    u32: () => take(4).readUInt32BE(),
    take,
    position: () => position,
    end: () => {
      if (position !== bytes.length) throw new RangeError('Bytes are left over.');
    }
  };
}

export const u16 = (value: number): Buffer => {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
};

export const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};
