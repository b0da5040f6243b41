import type { Test } from 'tap';
import { apiKey } from './environment.ts';
import { checkPublished } from './published-schema.ts';

/** An answer, with its JSON if it has any. */
export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: answers of every kind, read by tests
  readonly body: any;
  readonly headers: Headers;
  readonly text: string;
}

export type Call = (
  method: string,
  path: string,
  body?: object,
  headers?: Record<string, string>
) => Promise<Answer>;

/** Calls a running service as its clients do; every answer is held against the published schema. */
export function callsTo(t: Test, url: string, key: string = apiKey): Call {
  return async (method, path, body, headers = {}) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body && { 'content-type': 'application/json' }),
        ...headers
      },
      ...(body && { body: JSON.stringify(body) })
    });
    const text = await response.text();
    const contentType = response.headers.get('content-type') ?? undefined;
    checkPublished(t, { method, path, status: response.status, contentType, text });
    return {
      status: response.status,
      body: contentType?.includes('json') ? JSON.parse(text) : undefined,
      headers: response.headers,
      text
    };
  };
}

/** Redeems a license URL as an emulated device; the content key as hex when there is a license. */
export async function redeem(licenseUrl: string, deviceId: string, kid?: string) {
  const kids = kid === undefined ? [] : [Buffer.from(kid, 'hex').toString('base64url')];
  const response = await fetch(licenseUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-emulated-device-id': deviceId },
    body: JSON.stringify({ kids, type: 'temporary' })
  });
  if (!response.ok) return { status: response.status, text: await response.text() };
  const license = (await response.json()) as { keys: { k: string }[] };
  return { status: 200, key: Buffer.from(license.keys[0]?.k ?? '', 'base64url').toString('hex') };
}
