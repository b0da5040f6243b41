import type { FastifyInstance } from 'fastify';
import { components } from '../components.ts';
import { problemDetails } from '../problems/problem-details.ts';
import { addComponents } from './component.ts';
import { parseJsonAlone } from './json-parser.ts';
import { createSerializer } from './serializer.ts';
import { createValidator } from './validator.ts';

/** What all doors have in common: problem documents, JSON alone, the named schemas, strict bodies, nothing cached. */
export async function prepareApi(app: FastifyInstance): Promise<void> {
  if (!app.hasPlugin('@expressplay-binding/problem-details')) await app.register(problemDetails);
  parseJsonAlone(app);
  addComponents(app, components);
  app.setValidatorCompiler(createValidator(components));
  app.setSerializerCompiler(createSerializer(components));
  // Answers carry tokens, cookies and customers' devices: nothing on the way may keep them.
  app.addHook('onSend', (_request, reply, _payload, done) => {
    reply.header('cache-control', 'no-store');
    done();
  });
}
