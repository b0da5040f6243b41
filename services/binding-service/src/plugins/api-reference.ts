import swaggerUi from '@fastify/swagger-ui';
import type { FastifyPluginAsync } from 'fastify';

/** The API reference for people at `/docs`, with a content security policy of its own that lets its scripts run. */
export const apiReference: FastifyPluginAsync = async app => {
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: true,
    // The service itself speaks plain HTTP; TLS is in front of it.
    transformStaticCSP: header => header.replace('upgrade-insecure-requests;', ''),
    uiConfig: { docExpansion: 'list', deepLinking: true, validatorUrl: null },
    theme: { title: 'Device binding for ExpressPlay' }
  });
};
