import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import Fastify from 'fastify';

let renderer: Promise<Buffer> | undefined;

/**
 * The script that draws the reference, compressed by gzip. Its package holds 5 MB, so it is loaded when somebody asks for it.
 */
export function readRenderer(): Promise<Buffer> {
  renderer ??= loadRenderer();
  return renderer;
}

async function loadRenderer(): Promise<Buffer> {
  const { default: scalar } = await import('@scalar/fastify-api-reference');
  // The package has the script only as a route of its plugin.
  const app = Fastify();
  try {
    await app.register(scalar, { routePrefix: '/docs', configuration: { url: '/openapi.json' } });
    const { rawPayload } = await app.inject('/docs/js/scalar.js');
    return await promisify(gzip)(rawPayload);
  } finally {
    await app.close();
  }
}
