import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import t, { type Test } from 'tap';
import { apiKey } from './support/environment.ts';
import { startService } from './support/service.ts';

/** A service that gives requests half a second to arrive, and what sends it bytes. */
async function start(t: Test) {
  const service = await startService(
    t,
    'sqlite::memory:',
    'http://127.0.0.1:9',
    { LOG_LEVEL: 'silent' },
    500
  );
  const { port, hostname } = new URL(service.url);
  const send = async (...lines: string[]) => {
    const socket = connect(Number(port), hostname);
    socket.write(lines.join('\r\n'));
    const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n');
    return { head, body };
  };
  return { ...service, send };
}

const key = `Authorization: Bearer ${apiKey}`;
const json = 'Content-Type: application/json';

t.test(
  'whatever is not a success is a problem document, also where Node or a plugin would answer',
  async t => {
    const { send } = await start(t);
    const requests: readonly [status: number, code: string, request: string, ...lines: string[]][] = [
      [417, 'expectation-failed', 'GET /v1/contents HTTP/1.1', 'Host: x', key, 'Expect: coffee'],
      [400, 'validation', 'GET /v1/contents HTTP/1.1', key],
      [400, 'validation', 'hello'],
      [404, 'not-found', 'GET / HTTP/1.1', 'Host: x'],
      [404, 'not-found', 'GET /docs/static/none.js HTTP/1.1', 'Host: x'],
      [404, 'not-found', 'GET /docs/static/..%2f..%2fpackage.json HTTP/1.1', 'Host: x'],
      [405, 'method-not-allowed', 'POST /metrics HTTP/1.1', 'Host: x'],
      [405, 'method-not-allowed', 'DELETE /openapi.json HTTP/1.1', 'Host: x'],
      [405, 'method-not-allowed', 'TRACE /v1/contents HTTP/1.1', 'Host: x', key],
      [413, 'payload-too-large', 'POST /health/live HTTP/1.1', 'Host: x', json, 'Content-Length: 999999'],
      [415, 'unsupported-media-type', 'PUT /v1/contents/a HTTP/1.1', 'Host: x', key, 'Content-Length: 1']
    ];
    for (const [status, code, request, ...lines] of requests) {
      const { head, body } = await send(request, ...lines, 'Connection: close', '', '');
      t.match(head, new RegExp(`^HTTP/1.1 ${status} `), request);
      t.match(head.toLowerCase(), 'content-type: application/problem+json', request);
      t.match(JSON.parse(body), { status, code }, request);
    }
  }
);

t.test('a body that stalls, or comes drop by drop, ends after the request timeout', async t => {
  const { url, send } = await start(t);
  const { head, body } = await send(
    ...['PUT /v1/contents/a HTTP/1.1', 'Host: x', key, json, 'Content-Length: 100', '', '{']
  );
  t.match(head, /^HTTP\/1.1 408 /);
  t.match(JSON.parse(body), { code: 'request-timeout' });

  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.write(
    ['PUT /v1/contents/a HTTP/1.1', 'Host: x', key, json, 'Content-Length: 9999', '', '{'].join('\r\n')
  );
  const drops = setInterval(() => socket.writable && socket.write(' '), 50);
  t.teardown(() => clearInterval(drops));
  t.match(await text(socket), /^HTTP\/1.1 408 /);
});

t.test('a method that a path does not have is 405 and says in Allow which it has', async t => {
  const { call } = await start(t);
  for (const [method, path, allow] of [
    ['PATCH', '/v1/contents/film', 'DELETE, GET, HEAD, PUT'],
    ['POST', '/v1/contents/film?x=1', 'DELETE, GET, HEAD, PUT'],
    ['GET', '/v1/accounts/ada/swap-resets', 'POST'],
    ['PUT', '/health/live', 'GET, HEAD']
  ] as const) {
    const { status, body, headers } = await call(method, path);
    t.equal(status, 405, path);
    t.match(body, { code: 'method-not-allowed' });
    t.same(headers.get('allow')?.split(', ').sort().join(', '), allow);
  }
  t.equal((await call('GET', '/v1/none')).status, 404);
});

t.test('a filter that a list does not have is 400, not the whole list', async t => {
  const { call } = await start(t);
  for (const path of [
    '/v1/audit-events?accountID=ada',
    '/v1/contents?limt=1',
    '/v1/accounts/ada/devices?x=1'
  ]) {
    const { status, body } = await call('GET', path);
    t.equal(status, 400, path);
    t.match(body, { code: 'validation', errors: [{ message: 'is not a member of this request' }] });
  }
});
