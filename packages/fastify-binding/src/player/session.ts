import {
  type Binding,
  BindingError,
  type Caller,
  type PlayerSession
} from '@expressplay-binding/binding-core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { PlayerCookie } from './cookies.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The browser's session; set before any handler runs that needs one. */
    playerSession: PlayerSession;
  }
}

/** Lets only browsers with a session through, and says which account it is for. */
export function requirePlayerSession(app: FastifyInstance, binding: Binding, cookie: PlayerCookie): void {
  app.decorateRequest('playerSession', undefined as unknown as PlayerSession);
  app.addHook('onRequest', async (request, reply) => {
    const session = await findPlayerSession(binding, cookie, request, reply);
    if (!session)
      throw new BindingError({
        code: 'player-session-ended',
        detail: 'There is no session. Get a code from your server and exchange it.'
      });
    request.playerSession = session;
  });
}

/** The session that the browser's cookie names; `player-session-ended` when it is over. */
async function findPlayerSession(
  binding: Binding,
  cookie: PlayerCookie,
  request: FastifyRequest,
  reply: FastifyReply
): Promise<PlayerSession | undefined> {
  const [accountId, sessionId] = cookie.read(request, reply) ?? [];
  if (accountId === undefined || sessionId === undefined) return undefined;
  return binding.readPlayerSession(accountId, sessionId);
}

/** On whose behalf a browser's call runs: its session goes into the audit trail. */
export function playerCallerOf({ playerSession, headers }: FastifyRequest): Caller {
  const key = headers['idempotency-key'];
  return {
    actor: `browser ${playerSession.sessionId}`,
    idempotencyKey: typeof key === 'string' ? key : undefined
  };
}
