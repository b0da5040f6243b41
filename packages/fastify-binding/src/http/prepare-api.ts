import type { FastifyInstance } from 'fastify';
import { problemDetails } from '../problems/problem-details.ts';
import { createSerializer, createValidator } from './compilers.ts';
import { addComponents, type Component } from './component.ts';

/**
 * Prepares an app for routes of the API: errors become problem documents, bodies are JSON and checked strictly, nothing is
 * cached.
 *
 * @param components The named schemas that the routes refer to.
 */
export async function prepareApi(app: FastifyInstance, components: readonly Component[]): Promise<void> {
  if (!app.hasPlugin('@expressplay-binding/problem-details')) await app.register(problemDetails);
  acceptOnlyJson(app);
  addComponents(app, components);
  app.setValidatorCompiler(createValidator(components));
  app.setSerializerCompiler(createSerializer(components));
  // Answers contain tokens, cookies and the devices of customers: no proxy and no browser may keep them.
  app.addHook('onSend', (_request, reply, _payload, done) => {
    reply.header('cache-control', 'no-store');
    done();
  });
}

/**
 * Accepts bodies only as JSON. An empty body counts as none, because clients send the content type without a body too; the
 * validation refuses it where a body is required.
 */
function acceptOnlyJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) =>
    body === '' ? done(null, undefined) : parse(request, body, done)
  );
}
