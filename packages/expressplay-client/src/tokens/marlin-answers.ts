/** A token for Marlin's streaming clients. */
export interface MarlinMs3Token {
  /** The complete compound URL, for the Marlin client. */
  licenseUrl: string;
  /** The URL without the fragment: the license server. */
  rightsUrl: string;
  /** The token: opaque, base64url. */
  token: string;
  /** The media URL out of the fragment, decoded; a player may put another one there. */
  contentUrl?: string;
}

/** A token for Marlin Broadband clients: the XML that `processServiceToken` or OIPF's `sendDRMMessage` takes. */
export interface MarlinActionToken {
  /** The XML as ExpressPlay sent it. */
  actionToken: string;
  /** Where the Marlin client finds the service's configuration token. */
  configurationUrl?: string;
  /** `personality` in the published license tokens: the license goes to the redeeming device's own node. */
  type?: string;
  /** Base64 without line breaks. */
  token?: string;
}

/** The media type of action tokens. */
export const actionTokenMediaType = 'application/vnd.marlin.drm.actiontoken+xml';

/**
 * Reads an MS3 answer, `https://…/hms/ms3/rights/?b=<token>#<percent-encoded media URL>`, also with the schemes
 * `ms3:`, `ms3h:`, `ms3ha:` and `ms3hs:`; `undefined` for anything else.
 */
export function parseMarlinMs3Answer(body: string): MarlinMs3Token | undefined {
  const licenseUrl = body.trim();
  const parsed = /\s/.test(licenseUrl) ? null : URL.parse(licenseUrl);
  const token =
    parsed && /^(?:https?|ms3|ms3h|ms3ha|ms3hs):$/.test(parsed.protocol) && parsed.searchParams.get('b');
  if (!token) return undefined;
  const [rightsUrl = licenseUrl, fragment] = licenseUrl.split('#');
  const contentUrl = fragment && percentDecoded(fragment);
  return { licenseUrl, rightsUrl, token, ...(contentUrl && { contentUrl }) };
}

/**
 * Reads a Marlin Broadband answer, an `ActionToken` document; `undefined` for anything else.
 * Each member is present only if the document has it: only license tokens have been published.
 */
export function parseActionToken(body: string): MarlinActionToken | undefined {
  const root = /^\s*(?:<\?xml[^>]*>\s*)?<(?:[\w-]+:)?ActionToken[\s>]/;
  if (!root.test(body) || !body.includes(namespace) || !/ActionToken>\s*$/.test(body)) return undefined;
  const configurationUrl = leaf(body, 'ResourceLocation');
  const type = leaf(body, 'Type');
  const token = leaf(body, 'BusinessToken')?.replaceAll(/\s/g, '');
  return {
    actionToken: body,
    ...(configurationUrl && { configurationUrl }),
    ...(type && { type }),
    ...(token && { token })
  };
}

const namespace = 'urn:marlin:broadband:1-2:nemo:services:action-token';

/** The text of the first element of that name. Enough for these documents: text-only leaves without attributes. */
function leaf(xml: string, name: string): string | undefined {
  const text = new RegExp(`<(?:[\\w-]+:)?${name}>([^<]*)<`).exec(xml)?.[1]?.trim();
  return text?.replaceAll('&amp;', '&');
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
