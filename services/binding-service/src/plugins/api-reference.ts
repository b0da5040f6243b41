import swaggerUi from '@fastify/swagger-ui';
import type { FastifyPluginAsync } from 'fastify';

/** The API reference for people at `/docs`, with a content security policy of its own that lets its scripts run. */
export const apiReference: FastifyPluginAsync = async app => {
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: true,
    transformStaticCSP: loosenPolicy,
    uiConfig: { docExpansion: 'list', deepLinking: true, validatorUrl: null },
    theme: { title: 'Device binding for ExpressPlay' }
  });
};

/** The service itself speaks plain HTTP, TLS is in front of it; and the reference styles its icons inline. */
function loosenPolicy(header: string): string {
  return header
    .replace('upgrade-insecure-requests;', '')
    .replace("style-src 'self' https:", "style-src 'self' 'unsafe-inline'");
}
