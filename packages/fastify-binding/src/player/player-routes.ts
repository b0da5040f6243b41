import {
  type Binding,
  choiceRule,
  functionRule,
  type OptionRules,
  optional
} from '@expressplay-binding/binding-core';
import fastifyCookie from '@fastify/cookie';
import fastifyCors from '@fastify/cors';
import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import { type AttemptGuard, unguarded } from '../authentication/attempt-guard.ts';
import { prepareApi } from '../http/prepare-api.ts';
import { tagRoutes } from '../http/resource.ts';
import { bindingRule, checkPluginOptions } from '../plugin-options.ts';
import { HttpProblem } from '../problems/http-problem.ts';
import { components } from '../resources.ts';
import { playerBindingCheckRoutes } from './binding-check-routes.ts';
import { type BrowserCookieMode, browserCookie } from './browser-cookies.ts';
import { playerDeviceRoutes } from './device-routes.ts';
import { playerSessions } from './open-session-routes.ts';
import { playerRegistrationRoutes } from './registration-routes.ts';
import { requirePlayerSession } from './session.ts';
import { playerSignInRoutes } from './sign-in-routes.ts';
import { playerTokenRoutes } from './token-routes.ts';

/** What {@link playerRoutes} needs. */
export interface PlayerRoutesOptions {
  /** The use cases. */
  readonly binding: Binding;
  /** Secrets that sign the cookies, at least 32 characters each: the first signs, all of them verify. */
  readonly cookieSecrets: readonly string[];
  /** The origins of the pages that may call, e.g. `https://shop.example`. */
  readonly origins: readonly string[];
  /** How browsers send the cookies. Default `same-site`. */
  readonly cookieMode?: BrowserCookieMode;
  /** Called for each session and each one-time code of a browser, e.g. to limit failures. Default: nothing is limited. */
  readonly guard?: AttemptGuard;
}

const rules: OptionRules<PlayerRoutesOptions> = {
  binding: bindingRule,
  cookieSecrets: {
    form: 'an array of one or more texts of at least 32 characters each, e.g. `[process.env.COOKIE_SECRET]`',
    accepts: secrets =>
      Array.isArray(secrets) &&
      secrets.length > 0 &&
      secrets.every(secret => typeof secret === 'string' && secret.length >= 32)
  },
  origins: {
    form: "an array of origins without a path, e.g. `['https://shop.example']`",
    accepts: origins =>
      Array.isArray(origins) && origins.every(origin => URL.parse(origin)?.origin === origin)
  },
  cookieMode: optional(choiceRule('same-site', 'cross-site', 'development')),
  guard: optional(functionRule('a function that calls its argument `attempt` and returns what that returns'))
};

/**
 * The routes for browsers. All of them work on the account of the session that the browser's cookie names.
 *
 * ```ts
 * await app.register(playerRoutes, { prefix: '/player', binding, cookieSecrets, origins: ['https://shop.example'] });
 * ```
 *
 * @throws {OptionError} For an option that is missing, unknown or wrong.
 */
export const playerRoutes: FastifyPluginAsync<PlayerRoutesOptions> = async (app, options) => {
  checkPluginOptions('playerRoutes', options, rules);
  const { binding, cookieSecrets, origins, cookieMode = 'same-site', guard = unguarded } = options;
  await prepareApi(app, components);
  tagRoutes(app, playerSessions.tag);
  await app.register(fastifyCors, {
    origin: [...origins],
    credentials: true,
    methods: ['GET', 'POST', 'PATCH', 'DELETE'],
    allowedHeaders: ['content-type', 'idempotency-key'],
    exposedHeaders: [
      'idempotency-replayed',
      'location',
      'ratelimit',
      'ratelimit-policy',
      'request-id',
      'retry-after'
    ],
    strictPreflight: false
  });
  await app.register(fastifyCookie, { secret: [...cookieSecrets] });
  refuseForeignOrigins(app, origins);

  const routeOptions = {
    binding,
    guard,
    sessionCookie: browserCookie('epb_session', cookieMode, binding.now),
    deviceCookie: browserCookie('epb_registration', cookieMode, binding.now)
  };
  await app.register(playerSignInRoutes, routeOptions);
  await app.register(async signedIn => {
    requirePlayerSession(signedIn, routeOptions);
    await signedIn.register(playerRegistrationRoutes, routeOptions);
    await signedIn.register(playerDeviceRoutes, routeOptions);
    await signedIn.register(playerTokenRoutes, routeOptions);
    await signedIn.register(playerBindingCheckRoutes, routeOptions);
  });
};

const unsafeMethods = ['POST', 'PUT', 'PATCH', 'DELETE'];

/**
 * Refuses changes by pages of other origins. A browser sends its cookies by itself, so such a page could act for the customer
 * who visits it (CSRF).
 */
function refuseForeignOrigins(app: FastifyInstance, origins: readonly string[]): void {
  app.addHook('onRequest', async ({ method, headers }) => {
    if (!unsafeMethods.includes(method)) return;
    if (headers.origin === undefined || !origins.includes(headers.origin))
      throw new HttpProblem(
        'origin-not-allowed',
        'Only pages of the origins that the operator allowed may do this.'
      );
  });
}
