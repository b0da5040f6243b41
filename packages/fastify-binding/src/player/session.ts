import { BindingError, type Caller, type PlayerSession } from '@expressplay-binding/binding-core';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { AttemptGuard } from '../authentication/attempt-guard.ts';
import { callerOf } from '../http/caller.ts';
import type { RouteOptions } from '../http/resource.ts';
import { problemResponses, type Refusals } from '../problems/problem-schema.ts';
import type { BrowserCookie } from './browser-cookies.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The session of the browser. It is set before any handler runs that needs one. */
    playerSession: PlayerSession;
  }
}

/** What the routes for browsers need. */
export interface PlayerRouteOptions extends RouteOptions {
  /** Called for each session and each one-time code. */
  readonly guard: AttemptGuard;
  /** Holds the session of the browser. */
  readonly sessionCookie: BrowserCookie;
  /** Holds the registration of the browser; it outlives the session. */
  readonly deviceCookie: BrowserCookie;
}

/** Refuses browsers without a session with `player-session-ended`; sets the session of all others on the request. */
export function requirePlayerSession(app: FastifyInstance, options: PlayerRouteOptions): void {
  const { binding, guard, sessionCookie } = options;
  app.decorateRequest('playerSession', undefined as unknown as PlayerSession);
  app.addHook('onRequest', async (request, reply) => {
    const [accountId, sessionId] = sessionCookie.read(request, reply) ?? [];
    if (accountId === undefined || sessionId === undefined)
      throw new BindingError({
        code: 'player-session-ended',
        detail: 'There is no session. Get a code from your server and exchange it.'
      });
    request.playerSession = await guard(`${accountId} ${sessionId}`, request.ip, () =>
      binding.readPlayerSession(accountId, sessionId)
    );
  });
}

/** On whose behalf the call of a browser runs: the audit trail names the session. */
export function playerCallerOf(request: FastifyRequest): Caller {
  return { ...callerOf(request, `browser ${request.playerSession.sessionId}`), keySpace: 'browser' };
}

/** The problem responses of a route for browsers: those of every call, and those of the use cases. API keys play no part here. */
export function playerProblems(...refusals: readonly Refusals[]) {
  return problemResponses(
    ['validation', 'origin-not-allowed', 'payload-too-large', 'unsupported-media-type', 'uri-too-long'],
    ['rate-limited', 'internal', 'unavailable'],
    ...refusals
  );
}
