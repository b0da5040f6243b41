import Fastify from 'fastify';
import type { Test } from 'tap';

/** An ExpressPlay whose answers can be held back, in front of the emulator at `url`. */
export async function startHeldUpstream(t: Test, url: string) {
  let held: { readonly arrived: () => void; readonly released: Promise<void> } | undefined;
  const proxy = Fastify();
  t.teardown(() => proxy.close());
  proxy.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  proxy.all('/*', async ({ method, url: path, body, headers }, reply) => {
    const hold = held;
    held = undefined;
    const response = await fetch(`${url}${path}`, {
      method,
      headers: headers['content-type'] === undefined ? {} : { 'content-type': headers['content-type'] },
      ...(typeof body === 'string' && { body })
    });
    const text = await response.text();
    hold?.arrived();
    await hold?.released;
    return reply
      .code(response.status)
      .type(response.headers.get('content-type') ?? 'text/plain')
      .send(text);
  });

  return {
    url: await proxy.listen({ host: '127.0.0.1', port: 0 }),
    /** Does `meanwhile` while the answer to the next call is held back; returns what the caller got then. */
    async hold<T>(call: () => Promise<T>, meanwhile: () => Promise<unknown>): Promise<T> {
      const [arrived, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      held = { arrived: arrived.resolve, released: released.promise };
      const answer = call();
      await Promise.race([arrived.promise, answer]);
      try {
        await meanwhile();
      } finally {
        released.resolve();
      }
      return answer;
    }
  };
}
