import { gunzipSync } from 'node:zlib';
import type { FastifyPluginAsync, FastifyReply } from 'fastify';
import { page, policy, startScript } from '../api-reference/page.ts';
import { readRenderer } from '../api-reference/renderer.ts';

const hidden = { schema: { hide: true } };

export interface ApiReferenceOptions {
  /** Returns the OpenAPI document. */
  readonly document: () => object;
}

/** The OpenAPI document, and the API reference for people at `/docs`, with a content security policy of its own that lets its scripts run. */
export const apiReference: FastifyPluginAsync<ApiReferenceOptions> = async (app, { document }) => {
  app.get('/openapi.json', hidden, async () => document());
  await app.register(pages);
};

const pages: FastifyPluginAsync = async app => {
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers({
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-cache'
    });
  });
  for (const path of ['/docs', '/docs/'])
    app.get(path, hidden, async (_request, reply) => reply.type('text/html; charset=utf-8').send(page));
  app.get('/docs/start.js', hidden, async (_request, reply) => asScript(reply).send(startScript));
  app.get('/docs/renderer.js', hidden, async ({ headers }, reply) => {
    const compressed = await readRenderer();
    asScript(reply).headers({ 'cache-control': 'public, max-age=3600', vary: 'accept-encoding' });
    return headers['accept-encoding']?.includes('gzip')
      ? reply.header('content-encoding', 'gzip').send(compressed)
      : reply.send(gunzipSync(compressed));
  });
};

function asScript(reply: FastifyReply): FastifyReply {
  return reply.type('text/javascript; charset=utf-8');
}
