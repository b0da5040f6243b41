/** What a token shows without its key. The rest is encrypted and authenticated: treat it as opaque. */
export interface TokenInspection {
  /** The layout's version: 1, 4 to 8, 11 and 12 have been seen in `ExpressPlayToken`, 3 to 5 in Marlin tokens. */
  version: number;
  /** The number before the comma of the `customerAuthenticator` that asked for the token. */
  serviceId: number;
  /** The service's GUID, in the versions that carry one. */
  serviceGuid?: string;
  /** The service's short name, in Marlin tokens. */
  serviceName?: string;
}

/**
 * Reads the clear part of a Widevine, PlayReady, FairPlay or universal token: enough to see which service it belongs
 * to, e.g. when test and production were mixed up. The layout was worked out from published tokens.
 *
 * @returns `undefined` for a token of another layout
 */
export function inspectToken(token: string): TokenInspection | undefined {
  return inspect(token, bytes => {
    const version = bytes.integer(1);
    bytes.integer(1);
    const serviceId = bytes.integer(4);
    bytes.integer(2);
    const serviceGuid = versionsWithGuid.includes(version) ? bytes.text() : '';
    bytes.skip(bytes.integer(4));
    bytes.skip(macLength);
    return { version, serviceId, ...(serviceGuid && { serviceGuid }) };
  });
}

/** The same for the `b` of an MS3 URL and the `BusinessToken` of a Marlin Broadband action token. */
export function inspectMarlinToken(token: string): TokenInspection | undefined {
  return inspect(token, bytes => {
    bytes.integer(2);
    const version = bytes.integer(2);
    const serviceId = bytes.integer(4);
    const serviceName = bytes.text();
    bytes.integer(2);
    const serviceGuid = version === 5 ? bytes.text() : '';
    bytes.skip(bytes.integer(2));
    bytes.skip(bytes.integer(2));
    bytes.skip(bytes.integer(4));
    return { version, serviceId, ...(serviceName && { serviceName }), ...(serviceGuid && { serviceGuid }) };
  });
}

const versionsWithGuid = [5, 6, 7, 8, 12];
const macLength = 20;

function inspect(token: string, read: (bytes: Reader) => TokenInspection): TokenInspection | undefined {
  const bytes = new Reader(Buffer.from(token, 'base64'));
  try {
    const inspection = read(bytes);
    return bytes.atEnd() ? inspection : undefined;
  } catch {
    // It was read past its end.
    return undefined;
  }
}

/** Reads big-endian integers and length-prefixed text; past the end it throws a RangeError. */
class Reader {
  #position = 0;
  readonly #bytes: Buffer;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  integer(length: number): number {
    const value = this.#bytes.readUIntBE(this.#position, length);
    this.#position += length;
    return value;
  }

  text(): string {
    const start = this.#position + 2;
    this.skip(this.integer(2));
    return this.#bytes.toString('latin1', start, this.#position);
  }

  skip(length: number): void {
    this.#position += length;
  }

  atEnd(): boolean {
    return this.#position === this.#bytes.length;
  }
}
