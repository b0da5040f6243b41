import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Test } from 'tap';

/** Stands between a client and ExpressPlay and keeps what was asked; closed with the test. */
export async function startRecorder(t: Test, target: string) {
  const forms: Record<string, string>[] = [];
  const server = createServer(async (request, reply) => {
    const body = await text(request);
    if (request.method === 'POST') forms.push(Object.fromEntries(new URLSearchParams(body)));
    const { method = 'GET', headers, url = '' } = request;
    const answer = await fetch(target + url, {
      method,
      headers: { 'content-type': headers['content-type'] ?? 'text/plain' },
      ...(method === 'POST' && { body })
    });
    const type = answer.headers.get('content-type') ?? 'text/plain';
    reply.writeHead(answer.status, { 'content-type': type }).end(await answer.text());
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  t.teardown(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, forms };
}
