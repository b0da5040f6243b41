import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import type { Random } from '../random.ts';

const BLOCK = 16;
const SEAL_ID_LENGTH = 4;
const SPACE = 0x20;

/** The sealed parts of a token, in the sizes that ExpressPlay's published tokens show. */
export type SealedText = {
  /** 16 bytes. */
  readonly iv: Buffer;
  /** A multiple of 16 bytes. */
  readonly ciphertext: Buffer;
  /** 20 bytes: which seal this is (4), and the GCM tag (16). */
  readonly mac: Buffer;
};

/** Seals and opens texts with AES-256-GCM; the header stays readable but cannot be changed. */
export type Seal = {
  readonly close: (header: Buffer, text: string) => SealedText;
  /** The text; undefined when it was sealed by another secret or was tampered with. */
  readonly open: (header: Buffer, sealed: SealedText) => string | undefined;
};

/** A seal made of a secret of any length. */
export function createSeal(secret: string | Buffer, random: Random): Seal {
  const key = createHash('sha256').update(secret).digest();
  const sealId = createHash('sha256').update(key).digest().subarray(0, SEAL_ID_LENGTH);
  return {
    close: (header, text) => {
      const iv = random.bytes(BLOCK);
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(header);
      const ciphertext = Buffer.concat([cipher.update(padToBlocks(text)), cipher.final()]);
      return { iv, ciphertext, mac: Buffer.concat([sealId, cipher.getAuthTag()]) };
    },
    open: (header, { iv, ciphertext, mac }) => {
      if (!mac.subarray(0, SEAL_ID_LENGTH).equals(sealId)) return undefined;
      const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: BLOCK })
        .setAAD(header)
        .setAuthTag(mac.subarray(SEAL_ID_LENGTH));
      try {
        return decipher.update(ciphertext, undefined, 'utf8') + decipher.final('utf8');
      } catch {
        return undefined;
      }
    }
  };
}

function padToBlocks(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const padded = Buffer.alloc(Math.ceil(length / BLOCK) * BLOCK, SPACE);
  padded.write(text);
  return padded;
}
