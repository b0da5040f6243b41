import { problemResponses } from '@expressplay-binding/fastify-binding';
import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import { Type } from 'typebox';
import type { UpstreamObserver } from '../observed-licenses.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** Counts and times a call to ExpressPlay. */
    observeUpstream: UpstreamObserver;
  }
}

/** Prometheus metrics at `/metrics`. Labels are routes, statuses, DRMs and codes: no ids, no secrets. */
export const metrics = fp(
  async (app: FastifyInstance) => {
    const registry = new Registry();
    collectDefaultMetrics({ register: registry });
    const requests = new Histogram({
      name: 'http_request_duration_seconds',
      help: 'Requests by method, route and status, and how long they took',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
      registers: [registry]
    });
    const upstream = new Histogram({
      name: 'upstream_call_duration_seconds',
      help: 'Calls to ExpressPlay by kind, DRM and outcome, and how long they took',
      labelNames: ['call', 'drm', 'outcome'],
      buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
      registers: [registry]
    });

    app.decorate('observeUpstream', (labels, seconds) => upstream.observe(labels, seconds));
    app.addHook('onResponse', (request, reply, done) => {
      const { method, routeOptions } = request;
      const route = routeOptions.url ?? 'none';
      requests.observe({ method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
      done();
    });
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
  { name: 'metrics' }
);
