import { problemResponses } from '@expressplay-binding/fastify-binding';
import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';
import type { Registry } from 'prom-client';
import { Type } from 'typebox';
import type { Metrics } from '../operations/metrics.ts';

/** Counts the requests of an app. */
export const requestMetrics = fp(
  async (app: FastifyInstance, { observeRequest, observeProblem }: Metrics) => {
    app.addHook('onResponse', (request, reply, done) => {
      const { method, routeOptions } = request;
      const route = routeOptions.url ?? 'none';
      observeRequest({ method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
      done();
    });
    app.addHook('onSend', (_request, reply, payload, done) => {
      if (reply.statusCode >= 400 && typeof payload === 'string') {
        const code = codeOf(payload);
        if (code !== undefined) observeProblem(code);
      }
      done();
    });
  },
  { name: 'request-metrics' }
);

/** The code of a problem document, which the service itself wrote. */
function codeOf(payload: string): string | undefined {
  return /"code":"([a-z-]+)"/.exec(payload)?.[1];
}

/** Prometheus metrics at `/metrics`. */
export const metricsRoute = fp(
  async (app: FastifyInstance, { registry }: { readonly registry: Registry }) => {
    app.get(
      '/metrics',
      {
        schema: {
          tags: ['Operations'],
          operationId: 'readMetrics',
          summary: 'Metrics',
          description: 'In the text format of Prometheus.',
          security: [],
          response: {
            200: {
              description: 'Metrics',
              content: {
                'text/plain': { schema: Type.String({ examples: ['process_cpu_seconds_total 1.5\n'] }) }
              }
            },
            ...problemResponses(['validation', 'internal'])
          }
        }
      },
      async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics())
    );
  },
  { name: 'metrics-route' }
);
