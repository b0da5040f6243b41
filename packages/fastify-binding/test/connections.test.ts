import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import Fastify from 'fastify';
import t, { type Test } from 'tap';
import { fastifyBindingServerOptions } from '../src/index.ts';

async function startServer(t: Test, requestTimeout = 0) {
  const app = Fastify({
    ...fastifyBindingServerOptions,
    requestTimeout,
    http: { connectionsCheckingInterval: 50 }
  });
  t.teardown(() => app.close());
  const url = new URL(await app.listen({ host: '127.0.0.1', port: 0 }));
  return (bytes: string) => {
    const socket = connect(Number(url.port), url.hostname);
    socket.write(bytes);
    return text(socket);
  };
}

t.test('bytes that are not HTTP are answered with a problem, and the connection is closed', async t => {
  const send = await startServer(t);
  const answer = await send('hello\r\n\r\n');
  t.match(answer, /^HTTP\/1\.1 400 Bad Request\r\n/);
  t.match(answer, 'Connection: close');
  t.match(JSON.parse(answer.split('\r\n\r\n')[1] ?? ''), { status: 400, code: 'validation' });
});

t.test('headers that are too large are answered with a problem', async t => {
  const send = await startServer(t);
  const answer = await send(`GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`);
  t.match(answer, /^HTTP\/1\.1 431 /);
  t.match(answer, '"code":"headers-too-large"');
});

t.test('a request that never ends is answered with a problem after the timeout', async t => {
  const send = await startServer(t, 200);
  const answer = await send('GET / HTTP/1.1\r\nHost: ');
  t.match(answer, /^HTTP\/1\.1 408 Request Timeout\r\n/);
  t.match(answer, '"code":"request-timeout"');
});

t.test('a path with broken percent-encoding is answered with a problem', async t => {
  const send = await startServer(t);
  const answer = await send('GET /%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
  t.match(answer, /^HTTP\/1\.1 400 /);
  t.match(answer, 'application/problem+json');
});
