import { RestClientError } from '@expressplay-binding/rest-client';
import { base } from './address.ts';

/** Who is signed in, as the console's own routes say it. */
export interface Session {
  readonly name: string;
  readonly scopes: readonly string[];
  /** RFC 3339. */
  readonly endsAt: string;
}

/** How staff sign in here. */
export function signInWays(): Promise<{ readonly identityProvider: boolean }> {
  return callConsole('GET', 'settings');
}

/** The session of this browser, or `null` when nobody is signed in. */
export async function currentSession(): Promise<Session | null> {
  try {
    return await callConsole<Session>('GET', 'session');
  } catch (error) {
    if (error instanceof RestClientError && error.status === 401) return null;
    throw error;
  }
}

export function signInWithKey(apiKey: string): Promise<Session> {
  return callConsole('POST', 'session', { apiKey });
}

/** Signs out here, and then at the identity provider where it has a page for that. */
export async function endSession(): Promise<void> {
  const { signOutUrl } = await callConsole<{ signOutUrl?: string }>('DELETE', 'session');
  location.assign(signOutUrl ?? base);
}

async function callConsole<T>(method: string, path: string, body?: object): Promise<T> {
  const response = await fetch(base + path, {
    method,
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  }).catch((cause: unknown) => {
    throw new RestClientError('network', 'The service did not answer.', { cause });
  });
  const answer = await response.json().catch(() => undefined);
  if (response.ok) return answer as T;
  throw new RestClientError(answer?.code ?? 'unexpected-answer', answer?.detail ?? response.statusText, {
    status: response.status,
    requestId: answer?.requestId
  });
}
