import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

/** Forwards TCP connections to a port of 127.0.0.1, on a thread of its own; what clients send arrives some milliseconds later. */
export async function startDelayingProxy(port: number, delay: number) {
  const worker = new Worker(new URL(import.meta.url), { workerData: { port, delay } });
  const [own] = (await once(worker, 'message')) as [number];
  return { port: own, close: () => worker.terminate() };
}

if (!isMainThread) await serve(workerData);

async function serve({ port, delay }: { port: number; delay: number }): Promise<void> {
  const server = createServer({ noDelay: true }, near => {
    const far = connect({ port, host: '127.0.0.1', noDelay: true });
    near.on('data', chunk => setTimeout(() => far.write(chunk), delay));
    far.pipe(near);
    near.on('error', () => {}).on('close', () => far.destroy());
    far.on('error', () => {}).on('close', () => near.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  parentPort?.postMessage((server.address() as AddressInfo).port);
}
