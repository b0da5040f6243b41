import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import t from 'tap';
import { apiKey } from './support/environment.ts';
import { buyFilm, film } from './support/flow.ts';
import { startEmulator, startService } from './support/service.ts';

const emulator = await startEmulator(t);
const { url, call } = await startService(t, 'sqlite::memory:', emulator.url, { LOG_LEVEL: 'silent' });
const { deviceId } = await buyFilm(call, 'ada');
const authorization = `Bearer ${apiKey}`;

t.test('what is wrong with a body is named, member by member', async t => {
  const wrong = { kid: 'short', key: { kind: 'clear', value: 'x', more: 1 }, extra: true };
  const { status, body } = await call('PUT', '/v1/contents/film', wrong);
  t.equal(status, 400);
  const paths = body.errors.map((error: { path: string }) => error.path);
  t.ok(
    ['/kid', '/extra'].every(path => paths.includes(path)),
    paths.join(' ')
  );
  t.notMatch(JSON.stringify(body), 'short', 'values are not repeated');
});

t.test('bodies are checked as they are, without coercion', async t => {
  const token = { contentId: 'film', deviceId };
  for (const persistent of ['true', 1, null])
    t.equal((await call('POST', '/v1/accounts/ada/tokens', { ...token, persistent })).status, 400);
  t.equal((await call('PUT', '/v1/contents/film', { ...film, title: 5 })).status, 400);
});

t.test('a body that is missing, broken or of another type is refused with 4xx', async t => {
  const send = async (payload: string | undefined, type: string) => {
    const response = await fetch(`${url}/v1/accounts/ada/tokens`, {
      method: 'POST',
      headers: { authorization, 'content-type': type },
      ...(payload !== undefined && { body: payload })
    });
    t.equal(response.headers.get('content-type'), 'application/problem+json');
    return response.status;
  };
  t.equal(await send(undefined, 'application/json'), 400);
  t.equal(await send('', 'application/json'), 400);
  t.equal(await send('{"contentId":', 'application/json'), 400);
  t.equal(await send('{}', 'text/plain'), 415);
});

t.test('a cursor of another list is refused', async t => {
  for (const contentId of ['film-2', 'film-3']) await call('PUT', `/v1/contents/${contentId}`, film);
  const { body } = await call('GET', '/v1/contents?limit=1');
  t.equal(
    (await call('GET', `/v1/contents?limit=1&cursor=${body.nextCursor}`)).body.items[0].contentId,
    'film-2'
  );
  t.equal((await call('GET', `/v1/accounts/ada/devices?cursor=${body.nextCursor}`)).status, 400);
  t.equal((await call('GET', '/v1/contents?cursor=nonsense')).status, 400);
});

t.test('what is not HTTP gets a problem document and the end of the connection', async t => {
  t.match(await sendRaw('nonsense\r\n\r\n'), /^HTTP\/1.1 400 Bad Request\r\n.*application\/problem\+json/s);
  const long = 'x'.repeat(20_000);
  t.match(
    await sendRaw(`GET / HTTP/1.1\r\nHost: x\r\nX: ${long}\r\n\r\n`),
    /^HTTP\/1.1 431 .*headers-too-large/s
  );
});

function sendRaw(request: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.write(request);
  return text(socket);
}
