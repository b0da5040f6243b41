import { callerOf, IdempotencyHeadersSchema } from '../http/caller.ts';
import { answer } from '../http/component.ts';
import type { Routes } from '../http/resource.ts';
import { AccountParamsSchema } from '../http/schemas.ts';
import { toRfc3339 } from '../http/times.ts';
import { writeProblems } from '../problems/problem-schema.ts';
import { PlayerCodeJson } from './schemas.ts';

/** Where the operator's server opens the session of a browser. */
export const openSessionRoutes: Routes = async (app, { binding }) => {
  app.post(
    '/accounts/:accountId/player-sessions',
    {
      config: { scope: 'player-sessions:write' },
      schema: {
        operationId: 'openPlayerSession',
        summary: 'Open a session for a browser',
        description:
          'Answers with a one-time code. Hand it to the page; it exchanges the code at `POST /player/session` for a cookie.',
        params: AccountParamsSchema,
        headers: IdempotencyHeadersSchema,
        response: {
          201: answer(PlayerCodeJson, 'The code'),
          ...writeProblems('account-suspended', 'idempotency-in-flight', 'idempotency-key-reused')
        }
      }
    },
    async (request, reply) => {
      const { code, expiresAt } = await binding.openPlayerSession(
        request.params.accountId,
        callerOf(request)
      );
      return reply.code(201).send({ code, expiresAt: toRfc3339(expiresAt) });
    }
  );
};
