import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Test } from 'tap';
import { createExpressPlayClient, type ExpressPlayClientOptions } from '../../src/index.ts';

/** A request as the server saw it. */
export interface Seen {
  method: string;
  path: string;
  query: URLSearchParams;
  form: URLSearchParams;
  body: string;
  headers: IncomingMessage['headers'];
}

export type Reply = (response: ServerResponse, seen: Seen) => void;

export const authenticator = '1000,0123456789abcdef0123456789abcdef';
export const kid = 'fd1a706ac2b36002888f6d4a414333c3';
export const contentKey = '5438b719bf47a2f5678237477db2f9e6';
export const clearKey = { kind: 'clear', value: contentKey } as const;
export const widevine = { kid, key: clearKey } as const;
export const levels = {
  analogVideoOPL: 0,
  compressedDigitalAudioOPL: 100,
  compressedDigitalVideoOPL: 200,
  uncompressedDigitalAudioOPL: 250,
  uncompressedDigitalVideoOPL: 999
} as const;
export const playready = { ...widevine, rightsType: 'BuyToOwn', ...levels } as const;
export const playreadyAnswer = JSON.stringify({
  licenseAcquisitionUrl: 'https://pr.test.expressplay.com/playready/RightsManager.asmx',
  token: 'AQAAAxBbWv4'
});
export const fairplay = { kid, key: clearKey, iv: '00112233445566778899aabbccddeeff' } as const;
export const fairplayAnswer = 'https://fp.test.expressplay.com/hms/fp/rights/?ExpressPlayToken=AQAAABNl';
export const widevineAnswer =
  'https://wv.test.expressplay.com/hms/wv/rights/?ExpressPlayToken=AQAAABIDKbgAAABQbt68';

/** A real HTTP server on an ephemeral port that keeps what it saw; closed with the test. */
async function serve(t: Test, reply: Reply) {
  const seen: Seen[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const url = new URL(request.url ?? '', 'http://localhost');
    const entry = {
      method: request.method ?? '',
      path: url.pathname,
      query: url.searchParams,
      form: new URLSearchParams(body),
      body,
      headers: request.headers
    };
    seen.push(entry);
    reply(response, entry);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  t.teardown(() => {
    server.closeAllConnections();
    server.close();
  });
  return { seen, baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** A client of a server that answers every call with `reply`, or with 200 and a body. */
export async function setup(t: Test, reply: Reply | string, options: Partial<ExpressPlayClientOptions> = {}) {
  const { seen, baseUrl } = await serve(
    t,
    typeof reply === 'string' ? response => response.end(reply) : reply
  );
  const client = createExpressPlayClient({
    endpoints: { baseUrl },
    customerAuthenticator: authenticator,
    retry: { attempts: 1 },
    ...options
  });
  t.teardown(() => client.close());
  return { client, seen, baseUrl };
}

/** Answers with a status, a content type and a body. */
export function answer(status: number, body: string, contentType = 'application/json'): Reply {
  return response => response.writeHead(status, { 'content-type': contentType }).end(body);
}
