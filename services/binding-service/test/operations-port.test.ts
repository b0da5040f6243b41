import t from 'tap';
import { freePort } from '../../../scripts/free-port.mjs';
import { environmentOf } from './support/environment.ts';
import { startProcess } from './support/process.ts';
import { startEmulator } from './support/service.ts';

t.setTimeout(120_000);

t.test('with OPERATIONS_PORT only that port serves metrics, health and the API reference', async t => {
  const emulator = await startEmulator(t);
  const databaseUrl = `sqlite:${t.testdir()}/binding.db`;
  const port = await freePort();
  const environment = environmentOf(
    { databaseUrl, expressPlayUrl: emulator.url },
    { OPERATIONS_PORT: String(port) }
  );
  const service = await startProcess(t, environment);
  const operations = `http://127.0.0.1:${port}`;
  t.equal((await service.call('GET', '/v1/contents')).status, 200);
  const paths = ['/metrics', '/health/live', '/health/ready', '/docs', '/openapi.json'];
  for (const path of paths) {
    // The port of the API listens first.
    t.equal((await untilConnected(operations + path)).status, 200, path);
    t.equal((await fetch(service.url + path)).status, 404, path);
  }
  const missing = await fetch(`${operations}/v1/contents`);
  t.match(await missing.json(), { status: 404, code: 'not-found' });
  const metrics = await (await fetch(`${operations}/metrics`)).text();
  t.match(metrics, 'route="/v1/contents",status="200"');
  const document = (await (await fetch(`${operations}/openapi.json`)).json()) as { paths: object };
  t.ok('/v1/contents' in document.paths);
  t.notOk('/metrics' in document.paths, 'the document tells what the port of the API serves');
  service.stop();
  t.equal((await service.ended).code, 0);
});

async function untilConnected(url: string): Promise<Response> {
  for (;;) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer) return answer;
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}
