import { readBytes, u16, u32 } from './bytes.ts';
import { KEY_INDEX, type Layout } from './envelope.ts';
import { serviceGuid } from './service-guid.ts';

const VERSION = 5;

/**
 * The layout of the MS3 `b` value and of the Marlin Broadband `BusinessToken`, found by decoding published
 * tokens: header length (16 bits), header { version, service id (32), service name, unexplained number
 * (16), service GUID }, then IV, ciphertext and MAC, each after its length.
 */
export const marlinLayout: Layout = {
  header: serviceId => {
    const name = Buffer.from('emulated');
    const guid = Buffer.from(serviceGuid(serviceId));
    const fields = [
      u16(VERSION),
      u32(serviceId),
      u16(name.length),
      name,
      u16(KEY_INDEX),
      u16(guid.length),
      guid
    ];
    return Buffer.concat(fields);
  },
  encode: (header, { iv, ciphertext, mac }) =>
    Buffer.concat([
      ...[u16(header.length), header],
      ...[u16(iv.length), iv],
      ...[u16(ciphertext.length), ciphertext],
      ...[u32(mac.length), mac]
    ]),
  decode: bytes => {
    const reader = readBytes(bytes);
    const header = reader.take(reader.u16());
    const fields = readBytes(header);
    if (fields.u16() !== VERSION) throw new RangeError('Another version.');
    const serviceId = fields.u32();
    const iv = reader.take(reader.u16());
    const ciphertext = reader.take(reader.u16());
    const mac = reader.take(reader.u32());
    reader.end();
    return { serviceId, header, sealed: { iv, ciphertext, mac } };
  }
};
