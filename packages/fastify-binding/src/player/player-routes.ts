import type { Binding } from '@expressplay-binding/binding-core';
import fastifyCookie from '@fastify/cookie';
import fastifyCors from '@fastify/cors';
import type { FastifyPluginAsync } from 'fastify';
import { prepareApi } from '../http/prepare-api.ts';
import { refuseForeignOrigins } from './allowed-origins.ts';
import { type CookieMode, playerCookie } from './cookies.ts';
import { playerDeviceRoutes } from './device-routes.ts';
import { requirePlayerSession } from './session.ts';
import { playerSignInRoutes } from './sign-in-routes.ts';
import { playerTokenRoutes } from './token-routes.ts';

export interface PlayerRoutesOptions {
  readonly binding: Binding;
  /** Sign the cookies: the first signs, all are good. At least 32 characters each. */
  readonly cookieSecrets: readonly string[];
  /** The origins of the pages that may call, e.g. `https://shop.example`. */
  readonly origins: readonly string[];
  /** Default `same-site`. */
  readonly cookieMode?: CookieMode;
  /** The `Retry-After` of a registration that is still pending, in seconds. Default 2. */
  readonly completionRetryAfter?: number;
}

/**
 * What browsers call: everything is for the account of the session that the browser's cookie names.
 *
 * ```ts
 * await app.register(playerRoutes, { prefix: '/player', binding, cookieSecrets, origins: ['https://shop.example'] });
 * ```
 */
export const playerRoutes: FastifyPluginAsync<PlayerRoutesOptions> = async (app, options) => {
  const { binding, cookieSecrets, origins, cookieMode = 'same-site', completionRetryAfter = 2 } = options;
  checkSecrets(cookieSecrets);
  checkOrigins(origins);
  await prepareApi(app);
  await app.register(fastifyCors, {
    origin: [...origins],
    credentials: true,
    methods: ['GET', 'POST', 'DELETE'],
    allowedHeaders: ['content-type', 'idempotency-key'],
    exposedHeaders: ['location', 'retry-after'],
    strictPreflight: false
  });
  await app.register(fastifyCookie, { secret: [...cookieSecrets] });
  refuseForeignOrigins(app, origins);

  const session = playerCookie('epb_session', cookieMode);
  const registration = playerCookie('epb_registration', cookieMode);
  await app.register(playerSignInRoutes, { binding, session });
  await app.register(async signedIn => {
    requirePlayerSession(signedIn, binding, session);
    await signedIn.register(playerDeviceRoutes, { binding, registration, completionRetryAfter });
    await signedIn.register(playerTokenRoutes, { binding, registration });
  });
};

function checkSecrets(secrets: readonly string[]): void {
  if (secrets.length === 0 || secrets.some(secret => secret.length < 32))
    throw new TypeError('The option cookieSecrets must be one or more texts of at least 32 characters each.');
}

function checkOrigins(origins: readonly string[]): void {
  if (origins.some(origin => URL.parse(origin)?.origin !== origin))
    throw new TypeError('The option origins must be origins such as https://shop.example, without a path.');
}
