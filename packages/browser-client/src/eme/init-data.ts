const widevineSystemId = 'edef8ba979d64acea3c827dcd51d21ed';
const playReadySystemId = '9a04f07998404286ab92e65be0885f95';

/**
 * Initialisation data of type `cenc` for Widevine: a version 0 `pssh` box whose data is the protobuf message
 * `WidevinePsshData { key_ids: [kid] }`.
 * @param kid 32 hexadecimal digits.
 */
export function widevineInitData(kid: string): Uint8Array<ArrayBuffer> {
  // 0x12: field 2 with a length; 0x10: 16 bytes.
  return psshBox(widevineSystemId, concatenate([Uint8Array.of(0x12, 0x10), bytesOfHex(kid)]));
}

/**
 * Initialisation data of type `cenc` for PlayReady: a `pssh` box with a PlayReady object, whose one record is a
 * `WRMHEADER` of version 4.0.
 * @param kid 32 hexadecimal digits.
 */
export function playReadyInitData(kid: string): Uint8Array<ArrayBuffer> {
  const header = utf16(
    '<WRMHEADER xmlns="http://schemas.microsoft.com/DRM/2007/03/PlayReadyHeader" version="4.0.0.0"><DATA>' +
      '<PROTECTINFO><KEYLEN>16</KEYLEN><ALGID>AESCTR</ALGID></PROTECTINFO>' +
      `<KID>${btoa(String.fromCharCode(...guidOfKid(bytesOfHex(kid))))}</KID></DATA></WRMHEADER>`
  );
  const start = new DataView(new ArrayBuffer(10));
  start.setUint32(0, 10 + header.length, true);
  // One record, of type 1: a rights management header.
  start.setUint16(4, 1, true);
  start.setUint16(6, 1, true);
  start.setUint16(8, header.length, true);
  return psshBox(playReadySystemId, concatenate([new Uint8Array(start.buffer), header]));
}

/**
 * Initialisation data of type `skd` for FairPlay: the key's URI as a playlist would have it. ExpressPlay's content id is
 * what follows `skd://`.
 */
export function fairPlayInitData(contentId: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`skd://${contentId}`);
}

/**
 * Initialisation data of type `keyids` for Clear Key.
 * @param kid 32 hexadecimal digits.
 */
export function clearKeyInitData(kid: string): Uint8Array<ArrayBuffer> {
  const base64 = btoa(String.fromCharCode(...bytesOfHex(kid)));
  const base64url = base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  return new TextEncoder().encode(JSON.stringify({ kids: [base64url] }));
}

function psshBox(systemId: string, data: Uint8Array): Uint8Array<ArrayBuffer> {
  // Size, type, version 0 with flags 0, system id, size of the data (ISO/IEC 23001-7, 8.1).
  const start = new DataView(new ArrayBuffer(12));
  start.setUint32(0, 32 + data.length);
  start.setUint32(4, 0x70737368);
  const size = new DataView(new ArrayBuffer(4));
  size.setUint32(0, data.length);
  return concatenate([new Uint8Array(start.buffer), bytesOfHex(systemId), new Uint8Array(size.buffer), data]);
}

/** PlayReady writes key ids as GUIDs: the first three groups are little-endian. */
function guidOfKid(kid: Uint8Array): Uint8Array {
  return Uint8Array.from([3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15], index => kid[index] ?? 0);
}

function utf16(text: string): Uint8Array {
  const view = new DataView(new ArrayBuffer(2 * text.length));
  for (let index = 0; index < text.length; index++) view.setUint16(2 * index, text.charCodeAt(index), true);
  return new Uint8Array(view.buffer);
}

function bytesOfHex(hex: string): Uint8Array {
  if (!/^([\da-f]{2}){16}$/i.test(hex)) throw new TypeError('A key id is 32 hexadecimal digits.');
  return Uint8Array.from(hex.match(/../g) ?? [], pair => Number.parseInt(pair, 16));
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
