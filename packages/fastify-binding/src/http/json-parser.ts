import type { FastifyInstance } from 'fastify';

/** Takes an empty JSON body for none: clients send the content type with bodiless calls too, and a missing body has its own answer. */
export function parseEmptyJsonAsNothing(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) =>
    body === '' ? done(null, undefined) : parse(request, body, done)
  );
}
