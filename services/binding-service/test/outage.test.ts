import { connect, createServer, type Socket } from 'node:net';
import type { Test } from 'tap';
import { onMysqlAlone } from './support/databases.ts';
import { film } from './support/flow.ts';
import { startEmulator, startService } from './support/service.ts';

onMysqlAlone(
  'while the database is away requests are refused as unavailable, and then work again',
  async (t, database) => {
    const line = await startLine(t, new URL(await database.createUrl(t)));
    const emulator = await startEmulator(t);
    const { call } = await startService(t, line.url, emulator.url);
    t.equal((await call('PUT', '/v1/contents/film', film)).status, 201);

    line.cut();
    for (const path of ['/v1/contents/film', '/v1/accounts/ada', '/health/ready']) {
      const { status, body, headers } = await call('GET', path);
      t.equal(status, 503, path);
      t.equal(body.code, 'unavailable');
      if (path.startsWith('/v1')) t.equal(headers.get('retry-after'), '2');
    }
    t.equal((await call('GET', '/health/live')).status, 200);

    line.mend();
    t.equal((await call('GET', '/v1/contents/film')).status, 200);
    t.equal((await call('GET', '/health/ready')).status, 200);
  }
);

/** A line to the database that can be cut. */
async function startLine(t: Test, target: URL) {
  const sockets = new Set<Socket>();
  let isCut = false;
  const server = createServer(near => {
    if (isCut) return void near.destroy();
    const far = connect(Number(target.port), target.hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    }
    near.pipe(far).pipe(near);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const cut = () => {
    isCut = true;
    for (const socket of sockets) socket.destroy();
  };
  t.teardown(() => {
    cut();
    server.close();
  });
  const url = new URL(target);
  url.port = String((server.address() as { port: number }).port);
  const mend = () => {
    isCut = false;
  };
  return { url: url.href, cut, mend };
}
