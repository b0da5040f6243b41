import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';
import t, { type Test } from 'tap';
import { Agent, errors } from 'undici';
import { createExpressPlayClient, ExpressPlayError } from '../src/index.ts';
import { authenticator, kid, setup, widevine } from './support/server.ts';

const okHeader = 'HTTP/1.1 200 OK\r\ncontent-type: text/uri-list\r\n';

t.test('an answer of 10 MB ends at the first byte over the limit', async t => {
  const { client } = await setup(t, response => response.end(Buffer.alloc(10 * 1024 * 1024, 'a')));
  await t.rejects(client.widevineToken(widevine), {
    code: 'undecodable-answer',
    message: /longer than 1048576 bytes/
  });
});

t.test('an answer that never ends is stopped at the same size', async t => {
  let sent = 0;
  const { client } = await rawServer(t, socket => {
    socket.write(`${okHeader}transfer-encoding: chunked\r\n\r\n`);
    const more = () => {
      while (!socket.destroyed && socket.write(`10000\r\n${'a'.repeat(0x10000)}\r\n`)) sent += 0x10000;
    };
    socket.on('drain', more);
    more();
  });
  await t.rejects(client.widevineToken(widevine), { code: 'undecodable-answer' });
  t.ok(sent < 64 * 1024 * 1024, 'the rest stayed with the server');
});

t.test('an answer that arrives byte by byte ends at the deadline', async t => {
  const { client } = await rawServer(
    t,
    socket => {
      socket.write(`${okHeader}transfer-encoding: chunked\r\n\r\n`);
      const timer = setInterval(() => socket.write('1\r\na\r\n'), 20);
      socket.on('close', () => clearInterval(timer));
    },
    { deadline: 300 }
  );
  await t.rejects(client.widevineToken(widevine), { code: 'timeout', phase: 'deadline', retryable: true });
});

t.test('an answer without headers ends at the header timeout', async t => {
  const { client } = await rawServer(t, () => {}, { headersTimeout: 100 });
  await t.rejects(client.widevineToken(widevine), { code: 'timeout', phase: 'headers' });
});

t.test('an answer that stalls ends at the body timeout', async t => {
  const stall = (socket: Socket) => void socket.write(`${okHeader}content-length: 10\r\n\r\nhttp`);
  const { client } = await rawServer(t, stall, { bodyTimeout: 100 });
  await t.rejects(client.widevineToken(widevine), { code: 'timeout', phase: 'body' });
});

t.test('a truncated answer is the error no-answer', async t => {
  const { client } = await rawServer(t, socket =>
    socket.end(`${okHeader}content-length: 500\r\n\r\nhttps://wv`)
  );
  await t.rejects(client.widevineToken(widevine), { code: 'no-answer', retryable: true });
});

t.test('a reset connection is the error no-answer', async t => {
  const { client } = await rawServer(t, socket => socket.resetAndDestroy());
  await t.rejects(client.widevineToken(widevine), { code: 'no-answer' });
});

t.test('bytes that are not HTTP are the error no-answer, and the error does not hold them', async t => {
  const { client } = await rawServer(t, socket => socket.end('HTTP/1.1 2oo secret-bytes\r\n\r\n'));
  const error: Error = await client.widevineToken(widevine).catch(error => error);
  t.match(error, { code: 'no-answer', cause: { name: 'HTTPParserError' } });
  t.notOk('data' in (error.cause as object));
});

t.test('a connection that takes too long is a timeout', async t => {
  const dispatcher = new Agent({ connect: (_, done) => done(new errors.ConnectTimeoutError(), null) });
  t.teardown(() => dispatcher.close());
  const { client } = await setup(t, '', { dispatcher });
  await t.rejects(client.widevineToken(widevine), { code: 'timeout', phase: 'connect', retryable: true });
});

t.test('a closed port is the error no-answer', async t => {
  const client = createExpressPlayClient({
    endpoints: { baseUrl: 'http://127.0.0.1:1' },
    customerAuthenticator: authenticator,
    retry: { attempts: 1 }
  });
  t.teardown(() => client.close());
  await t.rejects(client.widevineToken(widevine), { code: 'no-answer', cause: { code: 'ECONNREFUSED' } });
});

t.test('wrongly typed answers are typed errors, for every call', async t => {
  const bodies = [
    'null',
    '0',
    '[]',
    '[null]',
    '[1]',
    '{"records":[1]}',
    '{"keyCount":"3"}',
    '"text"',
    'text',
    '{'
  ];
  for (const body of bodies) {
    const { client } = await setup(t, body);
    const key = { kind: 'clear', value: kid } as const;
    const calls = [
      client.widevineToken(widevine),
      client.marlinMs3Token({ contentId: 'c', key }),
      client.marlinBbLicenseToken({ contentId: 'c', key, rightsType: 'BuyToOwn' }),
      client.recentRecords(),
      client.keyStorage.get(kid),
      client.keyStorage.value(kid),
      client.keyStorage.count()
    ];
    for (const result of await Promise.allSettled(calls)) {
      if (result.status === 'rejected') t.type(result.reason, ExpressPlayError, body);
      else t.strictSame(result.value, [], `${body} is an empty list of records`);
    }
  }
});

t.test('an answer is undecodable when the caller’s decoder throws', async t => {
  const cause = new Error('not my records');
  const { client } = await setup(t, '[]', {
    decodeRecords: () => {
      throw cause;
    }
  });
  await t.rejects(client.recentRecords(), { code: 'undecodable-answer', cause });
});

async function rawServer(
  t: Test,
  onRequest: (socket: Socket) => void,
  options: Partial<Parameters<typeof createExpressPlayClient>[0]> = {}
) {
  const sockets = new Set<Socket>();
  const server = createServer(socket => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('data', () => onRequest(socket));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const client = createExpressPlayClient({
    endpoints: { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` },
    customerAuthenticator: authenticator,
    retry: { attempts: 1 },
    ...options
  });
  t.teardown(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await client.close();
  });
  return { client };
}
