import { readBytes, u16, u32 } from './bytes.ts';
import { KEY_INDEX, type Layout } from './envelope.ts';
import { serviceGuid } from './service-guid.ts';

const IV_LENGTH = 16;
const MAC_LENGTH = 20;

/**
 * The layout of `ExpressPlayToken` since version 5, found by decoding published tokens: version, 0, service
 * id (32 bits), an unexplained number (16), length and text of the service GUID, length of the ciphertext
 * (32), ciphertext, MAC. Real ciphertext is opaque; here it opens with the IV.
 */
export function expressPlayLayout(version: number): Layout {
  const headers = new Map<number, Buffer>();
  return {
    header: serviceId => {
      const known = headers.get(serviceId);
      if (known !== undefined) return known;
      const header = buildHeader(version, serviceId);
      if (headers.size < 1000) headers.set(serviceId, header);
      return header;
    },
    encode: (header, { iv, ciphertext, mac }) =>
      Buffer.concat([header, u32(iv.length + ciphertext.length), iv, ciphertext, mac]),
    decode: bytes => {
      const reader = readBytes(bytes);
      if (reader.u8() !== version || reader.u8() !== 0) throw new RangeError('Another version.');
      const serviceId = reader.u32();
      reader.u16();
      reader.take(reader.u16());
      const header = bytes.subarray(0, reader.position());
      const sealedLength = reader.u32() - IV_LENGTH;
      if (sealedLength < 0) throw new RangeError('The ciphertext is too short.');
      const sealed = {
        iv: reader.take(IV_LENGTH),
        ciphertext: reader.take(sealedLength),
        mac: reader.take(MAC_LENGTH)
      };
      reader.end();
      return { serviceId, header, sealed };
    }
  };
}

function buildHeader(version: number, serviceId: number): Buffer {
  const guid = Buffer.from(serviceGuid(serviceId));
  return Buffer.concat([Buffer.from([version, 0]), u32(serviceId), u16(KEY_INDEX), u16(guid.length), guid]);
}
