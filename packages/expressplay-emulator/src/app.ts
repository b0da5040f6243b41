import cors from '@fastify/cors';
import Fastify, { type FastifyInstance } from 'fastify';
import { adminRoutes } from './admin/admin-routes.ts';
import { addCallReports, type CallReport } from './call-report.ts';
import { EventError } from './event-error.ts';
import { replyError, replyNotFound } from './event-reply.ts';
import { addFaultHooks } from './faults/fault-hooks.ts';
import { keystoreRoutes } from './keystore/keystore-routes.ts';
import { recordRoutes } from './records/record-routes.ts';
import { redemptionRoutes } from './redemption/redemption-routes.ts';
import type { RouteOptions } from './route-options.ts';
import { tokenRoutes } from './token-requests/token-routes.ts';

/** Room for a hundred key IDs in the path of a key storage call. */
const MAX_PATH_PARAMETER = 8192;

/** What the app is built from. */
export type AppOptions = RouteOptions & {
  /** Is called for every call to the emulated ExpressPlay. */
  readonly onCall?: ((report: CallReport) => void) | undefined;
};

/** All of ExpressPlay's hosts, and the emulator's own pages, on one Fastify instance. */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const app = Fastify({
    exposeHeadRoutes: false,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: MAX_PATH_PARAMETER }
  });
  await app.register(expressPlay, options);
  await app.register(adminRoutes, { prefix: '/emulator', platform: options.platform });
  app.get('/', (_request, reply) => reply.redirect('/emulator/docs'));
  return app;
}

/** The routes of ExpressPlay, without the emulator's own pages. */
async function expressPlay(app: FastifyInstance, options: AppOptions): Promise<void> {
  const { calls, switchboard } = options.platform;
  app.decorateRequest('refusal', undefined);
  if (options.onCall !== undefined) addCallReports(app, options.onCall);
  app.addHook('onRequest', (request, _reply, done) => {
    const { call } = request.routeOptions.config;
    if (call !== undefined) calls.count(call);
    done();
  });
  app.setErrorHandler<EventError>((error, request, reply) => {
    if (error instanceof EventError) {
      request.refusal = error;
      calls.refuse(error.code);
    }
    return replyError(error, request, reply, switchboard.current.errorMembers);
  });
  app.setNotFoundHandler((request, reply) => replyNotFound(request, reply, switchboard.current.errorMembers));
  // Players in browsers call the license servers from other origins; any header they ask for is allowed.
  await app.register(cors, { origin: '*', exposedHeaders: ['x-emulated-license'] });
  addFaultHooks(app, options.platform);
  await app.register(tokenRoutes, options);
  await app.register(redemptionRoutes, options);
  await app.register(recordRoutes, options);
  await app.register(keystoreRoutes, options);
}
