/** What is posted to a license server. */
export interface LicenseRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: BufferSource;
}

/**
 * Unpacks the `PlayReadyKeyMessage` in which some CDMs wrap the challenge and its headers, in UTF-16. Other CDMs hand out
 * the bare challenge.
 */
export function unpackPlayReadyMessage(message: ArrayBuffer): LicenseRequest {
  const xml = new TextDecoder('utf-16le').decode(message);
  const challenge = /<Challenge[^>]*>([^<]+)</.exec(xml)?.[1];
  if (challenge === undefined)
    return { headers: { 'content-type': 'text/xml; charset=utf-8' }, body: message };
  const headers: Record<string, string> = {};
  for (const [, name = '', value = ''] of xml.matchAll(
    /<name>\s*([^<]+?)\s*<\/name>\s*<value>\s*([^<]*?)\s*<\/value>/g
  ))
    headers[name.toLowerCase()] = value;
  return { headers, body: Uint8Array.from(atob(challenge.trim()), character => character.charCodeAt(0)) };
}
