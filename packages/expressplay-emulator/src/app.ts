import cors from '@fastify/cors';
import Fastify, { type FastifyInstance } from 'fastify';
import { EventError } from './event-error.ts';
import { replyError, replyNotFound } from './event-reply.ts';
import { recordRoutes } from './records/record-routes.ts';
import { redemptionRoutes } from './redemption/redemption-routes.ts';
import type { RouteOptions } from './route-options.ts';
import { tokenRoutes } from './token-requests/token-routes.ts';

/** All of ExpressPlay's hosts on one Fastify instance. */
export async function buildApp(options: RouteOptions): Promise<FastifyInstance> {
  const app = Fastify({ exposeHeadRoutes: false, forceCloseConnections: true });
  await app.register(async expressPlay => {
    const { calls } = options.platform;
    expressPlay.addHook('onRequest', (request, _reply, done) => {
      const { call } = request.routeOptions.config;
      if (call !== undefined) calls.count(call);
      done();
    });
    expressPlay.setErrorHandler<EventError>((error, request, reply) => {
      if (error instanceof EventError) calls.refuse(error.code);
      return replyError(error, request, reply);
    });
    expressPlay.setNotFoundHandler(replyNotFound);
    // Players in browsers call the license servers from other origins; any header they ask for is allowed.
    await expressPlay.register(cors, { origin: '*' });
    await expressPlay.register(tokenRoutes, options);
    await expressPlay.register(redemptionRoutes, options);
    await expressPlay.register(recordRoutes, options);
  });
  return app;
}
