import { EventError } from '../event-error.ts';

/** What a device asks for. */
export type LicenseRequest = {
  /** 32 lower-case hexadecimal digits each; none at all means every key of the token. */
  readonly kids: readonly string[];
  /** Whether the device wants to keep the license. */
  readonly type: 'temporary' | 'persistent-license';
};

const EVERYTHING: LicenseRequest = { kids: [], type: 'temporary' };

/**
 * Reads a license request: the W3C EME Clear Key request `{"kids":[<base64url>],"type":"temporary"}`,
 * nothing at all, or a SOAP envelope as PlayReady clients send it, which stands for every key.
 *
 * @throws EventError -4001 for anything else: the challenge of a real content decryption module cannot be
 * read here.
 */
export function readLicenseRequest(body: string): LicenseRequest {
  const text = body.trim();
  if (text === '' || text.startsWith('<')) return EVERYTHING;
  const { kids = [], type = 'temporary' } = parseObject(text);
  if (type !== 'temporary' && type !== 'persistent-license') throw unreadable();
  if (!Array.isArray(kids)) throw unreadable();
  return { kids: kids.map(hexOfKid), type };
}

/** The token inside a SOAP challenge's `CustomData` element, the way PlayReady clients may hand it over. */
export const customDataOf = (body: string): string | undefined =>
  /<(?:\w+:)?CustomData[^<>]*>\s*([\w-]+)\s*</.exec(body)?.[1];

function parseObject(text: string): { kids?: unknown; type?: unknown } {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    // Falls through: not JSON is as unreadable as the wrong JSON.
  }
  throw unreadable();
}

function hexOfKid(kid: unknown): string {
  if (typeof kid !== 'string' || !/^[\w-]{22}$/.test(kid)) throw unreadable();
  return Buffer.from(kid, 'base64url').toString('hex');
}

const unreadable = () => new EventError(-4001, 'the license request is not a Clear Key request');
