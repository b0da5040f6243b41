import { addComponents, completeDocument, components, tags } from '@expressplay-binding/fastify-binding';
import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';

/** Describes every route in one OpenAPI document. Registered before the routes that it describes. */
export const apiDescription = fp(
  async (app: FastifyInstance) => {
    addComponents(app, components);
    await app.register(swagger, {
      openapi: {
        openapi: '3.1.0',
        info: {
          title: 'Device binding for ExpressPlay',
          version: '1',
          description:
            'What a customer bought plays on that customer’s devices and on no others.\n\n' +
            'Every answer that is not a success is a problem document (RFC 9457); its `code` is stable. ' +
            'Times are RFC 3339 in UTC. Unknown members of a body are refused.',
          contact: { name: 'The operator of this service' },
          license: { name: 'MIT', identifier: 'MIT' }
        },
        servers: [{ url: '/', description: 'This service' }],
        security: [{ apiKey: [] }],
        components: {
          securitySchemes: {
            apiKey: { type: 'http', scheme: 'bearer', description: 'An API key of the service' },
            playerSession: {
              type: 'apiKey',
              in: 'cookie',
              name: '__Host-epb_session',
              description: "A browser's session; `POST /player/session` sets it"
            }
          }
        },
        tags: [...tags, { name: 'Operations', description: 'For those who run the service' }]
      },
      transformObject: documents =>
        completeDocument('openapiObject' in documents ? documents.openapiObject : documents.swaggerObject),
      refResolver: { buildLocalReference: (json, _base, _fragment, i) => String(json.$id ?? `def-${i}`) }
    });
  },
  { name: 'api-description' }
);
