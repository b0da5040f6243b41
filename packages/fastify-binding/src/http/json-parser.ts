import type { FastifyInstance } from 'fastify';

/**
 * Takes bodies as JSON and as nothing else. An empty one counts as none: clients send the content type with bodiless calls
 * too, and a missing body has its own answer.
 */
export function parseJsonAlone(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) =>
    body === '' ? done(null, undefined) : parse(request, body, done)
  );
}
