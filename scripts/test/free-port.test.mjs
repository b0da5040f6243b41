import { once } from 'node:events';
import { createServer } from 'node:net';
import t from 'tap';
import { freePort } from '../free-port.mjs';

t.test('any free port can be listened on, and is none that the system hands out by itself', async t => {
  for (let i = 0; i < 20; i++) {
    const port = await freePort();
    t.ok(port >= 20_000 && port < 32_768, `${port}`);
    const server = createServer().listen(port, '127.0.0.1');
    t.teardown(() => server.close());
    await once(server, 'listening');
  }
});

t.test('a port that is in use, and one that is none, is an error', async t => {
  const server = createServer().listen(0, '127.0.0.1');
  t.teardown(() => server.close());
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  await t.rejects(freePort(port), { code: 'EADDRINUSE' });
  await t.rejects(freePort(80_443), { code: 'ERR_SOCKET_BAD_PORT' });
});
