import { type Binding, functionRule, type OptionRules, optional } from '@expressplay-binding/binding-core';
import type { FastifyPluginAsync } from 'fastify';
import {
  type Authenticate,
  type AuthenticateRequest,
  bearerAuthentication
} from './authentication/bearer-authentication.ts';
import { prepareApi } from './http/prepare-api.ts';
import { tagRoutes } from './http/resource.ts';
import { authenticateRule, bindingRule, checkPluginOptions } from './plugin-options.ts';
import { components, resources, scopes } from './resources.ts';

/** What {@link fastifyBinding} needs. */
export interface FastifyBindingOptions {
  /** The use cases, with their store and license service. */
  readonly binding: Binding;
  /** Finds the owner of the API key that a request carries. */
  readonly authenticate: Authenticate;
  /** Finds who sends a request without an API key, e.g. staff with a session. Nobody by default. */
  readonly authenticateRequest?: AuthenticateRequest | undefined;
}

const rules: OptionRules<FastifyBindingOptions> = {
  binding: bindingRule,
  authenticate: authenticateRule,
  authenticateRequest: optional(
    functionRule('a function that returns who sends a request without an API key')
  )
};

/**
 * The REST API of device binding. Register it with the prefix that its paths shall have.
 *
 * ```ts
 * const app = Fastify(fastifyBindingServerOptions);
 * await app.register(fastifyBinding, { prefix: '/v1', binding, authenticate });
 * ```
 *
 * Its validation, error handler and hooks do not touch other routes of the app.
 * @throws {OptionError} For an option that is missing, unknown or wrong.
 */
export const fastifyBinding: FastifyPluginAsync<FastifyBindingOptions> = async (app, options) => {
  checkPluginOptions('fastifyBinding', options, rules);
  const { binding, authenticate, authenticateRequest } = options;
  await prepareApi(app, components);
  await app.register(bearerAuthentication, { authenticate, authenticateRequest });
  for (const { tag, routes } of resources)
    await app.register(async scope => {
      tagRoutes(scope, tag);
      await scope.register(routes, { binding, scopes });
    });
};
