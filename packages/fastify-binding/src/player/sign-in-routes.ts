import { exchangePlayerCodeRefusals } from '@expressplay-binding/binding-core';
import { answer } from '../http/component.ts';
import type { Routes } from '../http/resource.ts';
import { NoContentSchema } from '../http/schemas.ts';
import { toRfc3339 } from '../http/times.ts';
import { ExchangePlayerCodeJson, PlayerSessionJson } from './schemas.ts';
import { type PlayerRouteOptions, playerProblems } from './session.ts';

/** Where a browser gets its session and ends it. */
export const playerSignInRoutes: Routes<PlayerRouteOptions> = async (
  app,
  { binding, guard, sessionCookie }
) => {
  app.post(
    '/session',
    {
      schema: {
        operationId: 'exchangePlayerCode',
        summary: 'Sign in',
        description: 'Exchanges a one-time code for a cookie that no script can read.',
        security: [],
        body: ExchangePlayerCodeJson.ref,
        response: {
          201: answer(PlayerSessionJson, 'The session; its cookie is set'),
          ...playerProblems(exchangePlayerCodeRefusals)
        }
      }
    },
    async (request, reply) => {
      const { code } = request.body;
      const { accountId, sessionId, expiresAt } = await guard(code, request.ip, () =>
        binding.exchangePlayerCode(code)
      );
      sessionCookie.set(reply, [accountId, sessionId], Math.ceil((expiresAt - binding.now()) / 1000));
      return reply.code(201).send({ accountId, expiresAt: toRfc3339(expiresAt) });
    }
  );

  app.delete(
    '/session',
    {
      schema: {
        operationId: 'endPlayerSession',
        summary: 'Sign out',
        description:
          'Ends the session, also where its cookie was copied to. Signing out again changes nothing.',
        security: [],
        response: { 204: NoContentSchema, ...playerProblems() }
      }
    },
    async (request, reply) => {
      const [accountId, sessionId] = sessionCookie.read(request, reply) ?? [];
      if (accountId !== undefined && sessionId !== undefined)
        await binding.endPlayerSession(accountId, sessionId);
      sessionCookie.clear(reply);
      return reply.code(204).send(null);
    }
  );
};
