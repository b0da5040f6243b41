import type { Binding } from '@expressplay-binding/binding-core';
import type { FastifyPluginAsync } from 'fastify';
import { accountRoutes } from './accounts/routes.ts';
import { accountStaffRoutes } from './accounts/staff-routes.ts';
import { auditRoutes } from './audit/routes.ts';
import { type Authenticate, bearerAuthentication } from './authentication/bearer-authentication.ts';
import { capabilityRoutes } from './capabilities/routes.ts';
import { contentRoutes } from './contents/routes.ts';
import { deviceRoutes } from './devices/routes.ts';
import { entitlementRoutes } from './entitlements/routes.ts';
import { prepareApi } from './http/prepare-api.ts';
import { playerSessionRoutes } from './player-sessions/routes.ts';
import { policyRoutes } from './policies/routes.ts';
import { registrationRoutes } from './registrations/routes.ts';
import { tokenRoutes } from './tokens/routes.ts';

export interface FastifyBindingOptions {
  /** The rules with their store and license service. */
  readonly binding: Binding;
  /** Finds out whose API key a request carries; `undefined` for an unknown key. */
  readonly authenticate: Authenticate;
  /** The `Retry-After` of a registration that is still pending, in seconds. Default 2. */
  readonly completionRetryAfter?: number;
}

/**
 * The REST API of device binding. Register it with the prefix under which it shall be.
 *
 * ```ts
 * const app = Fastify(fastifyBindingServerOptions);
 * await app.register(fastifyBinding, { prefix: '/v1', binding, authenticate });
 * ```
 *
 * It keeps to itself: its validation, error handler and hooks do not touch the routes beside it.
 */
export const fastifyBinding: FastifyPluginAsync<FastifyBindingOptions> = async (app, options) => {
  const { binding, authenticate, completionRetryAfter = 2 } = options;

  await prepareApi(app);
  await app.register(bearerAuthentication, { authenticate });

  await app.register(contentRoutes, { binding });
  await app.register(policyRoutes, { binding });
  await app.register(accountRoutes, { binding });
  await app.register(accountStaffRoutes, { binding });
  await app.register(registrationRoutes, { binding, completionRetryAfter });
  await app.register(deviceRoutes, { binding });
  await app.register(entitlementRoutes, { binding });
  await app.register(tokenRoutes, { binding });
  await app.register(playerSessionRoutes, { binding });
  await app.register(capabilityRoutes, { binding });
  await app.register(auditRoutes, { binding });
};
