import { fileURLToPath } from 'node:url';
import { RestClientError } from '@expressplay-binding/rest-client';
import fastifyCookie from '@fastify/cookie';
import fastifyStatic from '@fastify/static';
import Fastify, { type FastifyInstance } from 'fastify';
import { mediaFolder } from './catalogue.ts';
import { type ShopRoutesOptions, shopRoutes } from './routes.ts';

export interface ShopOptions extends ShopRoutesOptions {
  /** The hosts of the license servers, as the page's content security policy names them. */
  readonly licenseOrigins: readonly string[];
}

const pages = new URL('../dist/pages/', import.meta.url);

/** The shop as a Fastify app: its pages, its films and what the pages ask of it. */
export async function buildShop(options: ShopOptions): Promise<FastifyInstance> {
  const { playerUrl, licenseOrigins } = options;
  const app = Fastify();
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    'media-src blob:',
    `connect-src 'self' ${new URL(playerUrl).origin} ${licenseOrigins.join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'"
  ].join('; ');
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('content-security-policy', policy).header('x-content-type-options', 'nosniff');
  });
  app.setErrorHandler((error, _request, reply) => {
    // What the service refuses, the page shows with the sentence that the service gave.
    if (error instanceof RestClientError)
      return reply.code(error.status ?? 503).send({ code: error.code, message: error.message });
    const { statusCode = 500, message } = error as { statusCode?: number; message: string };
    return reply.code(statusCode).send({ message: statusCode < 500 ? message : 'The shop has a fault.' });
  });
  await app.register(fastifyCookie);
  await app.register(shopRoutes, { ...options, prefix: '/api' });
  await app.register(fastifyStatic, {
    root: fileURLToPath(mediaFolder),
    prefix: '/media/',
    allowedPath: isMedia
  });
  await app.register(fastifyStatic, { root: fileURLToPath(pages), decorateReply: false });
  return app;
}

/** The folder also has the keys, which nobody may download. */
function isMedia(path: string): boolean {
  return !path.endsWith('.json');
}
