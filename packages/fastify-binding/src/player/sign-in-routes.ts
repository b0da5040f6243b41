import { answer } from '../http/component.ts';
import type { RouteOptions, Routes } from '../http/routes.ts';
import { NoContentSchema } from '../http/schemas.ts';
import { toRfc3339 } from '../http/times.ts';
import type { PlayerCookie } from './cookies.ts';
import { playerProblems } from './player-problems.ts';
import { ExchangePlayerCodeJson, PlayerSessionJson } from './schemas.ts';

export interface SignInOptions extends RouteOptions {
  readonly session: PlayerCookie;
}

/** How a browser gets its session, and gives it up. */
export const playerSignInRoutes: Routes<SignInOptions> = async (app, { binding, session }) => {
  app.post(
    '/session',
    {
      schema: {
        tags: ['Browsers'],
        operationId: 'exchangePlayerCode',
        summary: 'Sign in',
        description: 'Exchanges a one-time code for a cookie that no script can read.',
        security: [],
        body: ExchangePlayerCodeJson.ref,
        response: {
          201: answer(PlayerSessionJson, 'The session; its cookie is set'),
          ...playerProblems('player-code-invalid')
        }
      }
    },
    async (request, reply) => {
      const { accountId, sessionId, expiresAt } = await binding.exchangePlayerCode(request.body.code);
      session.set(reply, [accountId, sessionId], Math.ceil((expiresAt - Date.now()) / 1000));
      return reply.code(201).send({ accountId, expiresAt: toRfc3339(expiresAt) });
    }
  );

  app.delete(
    '/session',
    {
      schema: {
        tags: ['Browsers'],
        operationId: 'endPlayerSession',
        summary: 'Sign out',
        description:
          'Ends the session, also where its cookie was copied to. Signing out again changes nothing.',
        security: [],
        response: { 204: NoContentSchema, ...playerProblems() }
      }
    },
    async (request, reply) => {
      const [accountId, sessionId] = session.read(request, reply) ?? [];
      if (accountId !== undefined && sessionId !== undefined)
        await binding.endPlayerSession(accountId, sessionId);
      session.clear(reply);
      return reply.code(204).send(null);
    }
  );
};
