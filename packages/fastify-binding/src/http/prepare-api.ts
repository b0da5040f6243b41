import type { FastifyInstance } from 'fastify';
import { problemDetails } from '../problems/problem-details.ts';
import { addComponents, type Component } from './component.ts';
import { acceptOnlyJson } from './json-parser.ts';
import { createSerializer } from './serializer.ts';
import { createValidator } from './validator.ts';

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
