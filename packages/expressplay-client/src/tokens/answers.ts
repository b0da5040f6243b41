import { parseJson } from '../errors/error-body.ts';

/** A license URL that is ready to use, and the token in it. */
export interface LicenseToken {
  /** The URL that a player sends its license request to, with the token in its query. */
  licenseUrl: string;
  /** The token: opaque, base64url. */
  token: string;
}

/** A PlayReady token, and the two parts of the answer that it is built from. */
export interface PlayReadyToken extends LicenseToken {
  /** The license server's URL without the token, for clients that put the token into the challenge's `CustomData`. */
  licenseAcquisitionUrl: string;
}

/**
 * Reads a Widevine, FairPlay or universal answer: a `text/uri-list` with one license URL.
 * Returns `undefined` for anything else.
 */
export function parseLicenseUrl(body: string): LicenseToken | undefined {
  const licenseUrl = firstUri(body);
  const token = licenseUrl && httpUrl(licenseUrl)?.searchParams.get('ExpressPlayToken');
  return token ? { licenseUrl, token } : undefined;
}

/**
 * Reads a PlayReady answer, `{"licenseAcquisitionUrl": …, "token": …}`, and joins the two as ExpressPlay's clients do.
 * Returns `undefined` for anything else.
 */
export function parsePlayReadyAnswer(body: string): PlayReadyToken | undefined {
  const { licenseAcquisitionUrl, token } = (parseJson(body) ?? {}) as Record<string, unknown>;
  if (typeof licenseAcquisitionUrl !== 'string' || typeof token !== 'string' || !token) return undefined;
  if (!httpUrl(licenseAcquisitionUrl)) return undefined;
  return { licenseUrl: withToken(licenseAcquisitionUrl, token), licenseAcquisitionUrl, token };
}

/** Licenses for CBCS content (`algId: 'aescbc'`) are on a host of their own, which ExpressPlay leaves to the caller. */
export function onCbcsHost({ licenseAcquisitionUrl, token }: PlayReadyToken): PlayReadyToken {
  const moved = licenseAcquisitionUrl.replace('//pr.', '//pr2.');
  return { licenseUrl: withToken(moved, token), licenseAcquisitionUrl: moved, token };
}

function withToken(licenseAcquisitionUrl: string, token: string): string {
  const separator = licenseAcquisitionUrl.includes('?') ? '&' : '?';
  return `${licenseAcquisitionUrl}${separator}ExpressPlayToken=${encodeURIComponent(token)}`;
}

/** The first URI of a `text/uri-list`, in which lines that begin with # are comments (RFC 2483, section 5). */
function firstUri(body: string): string | undefined {
  return body
    .split(/\r?\n/)
    .map(line => line.trim())
    .find(line => line !== '' && !line.startsWith('#'));
}

function httpUrl(text: string): URL | undefined {
  const url = URL.parse(text);
  return url && /^https?:$/.test(url.protocol) ? url : undefined;
}
