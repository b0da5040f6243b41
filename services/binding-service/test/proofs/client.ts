import type { Answer, Call } from '../support/calls.ts';
import { apiKey } from '../support/environment.ts';

/** What came back of a call; `status` 0 when nothing did. */
export type Reply = Answer;

export type Send = Call;

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
      const answer = text === '' ? undefined : JSON.parse(text);
      return { status: response.status, body: answer, headers: response.headers, text };
    } catch {
      return { status: 0, body: undefined, headers: new Headers(), text: '' };
    }
  };
}
