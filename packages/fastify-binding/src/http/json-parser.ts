import type { FastifyInstance } from 'fastify';

/**
 * Accepts bodies only as JSON. An empty body counts as none, because clients send the content type without a body too; the
 * validation refuses it where a body is required.
 */
export function acceptOnlyJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) =>
    body === '' ? done(null, undefined) : parse(request, body, done)
  );
}
