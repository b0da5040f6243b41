import { apiKey } from '../support/environment.ts';

/** What came back of a call; `status` 0 when nothing did. */
export interface Reply {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: answers of every kind, read by proofs
  readonly body: any;
}

export type Send = (
  method: string,
  path: string,
  body?: object,
  headers?: Record<string, string>
) => Promise<Reply>;

/** Calls a service that may die at any time. */
export function clientOf(url: string): Send {
  return async (method, path, body, headers) => {
    try {
      const response = await fetch(`${url}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${apiKey}`,
          ...(body && { 'content-type': 'application/json' }),
          ...headers
        },
        ...(body && { body: JSON.stringify(body) })
      });
      const text = await response.text();
      return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
    } catch {
      return { status: 0, body: undefined };
    }
  };
}
