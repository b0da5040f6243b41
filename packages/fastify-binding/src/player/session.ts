import {
  type Binding,
  BindingError,
  type Caller,
  type PlayerSession
} from '@expressplay-binding/binding-core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { BrowserCookie } from './browser-cookies.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The session of the browser. It is set before any handler runs that needs one. */
    playerSession: PlayerSession;
  }
}

/** Refuses browsers without a session with `player-session-ended`; sets the session of all others on the request. */
export function requirePlayerSession(
  app: FastifyInstance,
  binding: Binding,
  sessionCookie: BrowserCookie
): void {
  app.decorateRequest('playerSession', undefined as unknown as PlayerSession);
  app.addHook('onRequest', async (request, reply) => {
    const session = await findPlayerSession(binding, sessionCookie, request, reply);
    if (!session)
      throw new BindingError({
        code: 'player-session-ended',
        detail: 'There is no session. Get a code from your server and exchange it.'
      });
    request.playerSession = session;
  });
}

/** The session that the browser's cookie names, if it has not ended. */
async function findPlayerSession(
  binding: Binding,
  sessionCookie: BrowserCookie,
  request: FastifyRequest,
  reply: FastifyReply
): Promise<PlayerSession | undefined> {
  const [accountId, sessionId] = sessionCookie.read(request, reply) ?? [];
  if (accountId === undefined || sessionId === undefined) return undefined;
  return binding.readPlayerSession(accountId, sessionId);
}

/** On whose behalf the call of a browser runs: the audit trail names the session. */
export function playerCallerOf({ playerSession, headers }: FastifyRequest): Caller {
  const key = headers['idempotency-key'];
  return {
    actor: `browser ${playerSession.sessionId}`,
    idempotencyKey: typeof key === 'string' ? key : undefined
  };
}
