import { createRestClient, type RestClientOptions } from '../src/index.ts';

/** What a client sent. */
export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly key: string | null;
  readonly authorization: string | null;
  readonly body: string;
}

/** A client with prepared outcomes, and what it sent. */
export function prepared(outcomes: readonly (Response | Error)[], options: Partial<RestClientOptions> = {}) {
  const sent: Sent[] = [];
  const fetch = async (request: Request) => {
    const { pathname, search } = new URL(request.url);
    const { method, headers } = request;
    const outcome = outcomes[sent.length];
    sent.push({
      method,
      path: pathname + search,
      key: headers.get('idempotency-key'),
      authorization: headers.get('authorization'),
      body: await request.text()
    });
    if (outcome instanceof Error || outcome === undefined) throw outcome ?? new Error('one request too many');
    return outcome;
  };
  const api = createRestClient({ baseUrl: 'https://binding.example', apiKey: 'epb_test', fetch, ...options });
  return { api, sent };
}

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return Response.json(body, { status, headers });
}

export function problem(
  status: number,
  code: string,
  headers: Record<string, string> = {},
  more: object = {}
): Response {
  const body = { type: 'urn:x', title: 'A title', status, code, detail: 'A sentence.', requestId: 'req-1' };
  return json({ ...body, ...more }, status, headers);
}
