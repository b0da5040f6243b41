import { openPlayerSessionRefusals } from '@expressplay-binding/binding-core';
import { IdempotencyHeadersSchema, repeatableAnswer, repeatableCallerOf } from '../http/caller.ts';
import type { Resource, Routes } from '../http/resource.ts';
import { AccountParamsSchema } from '../http/schemas.ts';
import { toRfc3339 } from '../http/times.ts';
import { writeProblems } from '../problems/problem-schema.ts';
import {
  ExchangePlayerCodeJson,
  IssuePlayerTokenJson,
  PlayerCodeJson,
  PlayerSessionJson,
  PlayerSessionQuerySchema,
  StartPlayerRegistrationJson
} from './schemas.ts';

const openSessionRoutes: Routes = async (app, { binding }) => {
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
        querystring: PlayerSessionQuerySchema,
        headers: IdempotencyHeadersSchema,
        response: {
          201: repeatableAnswer(PlayerCodeJson, 'The code'),
          ...writeProblems(openPlayerSessionRefusals)
        }
      }
    },
    async (request, reply) => {
      const { code, expiresAt } = await binding.openPlayerSession(
        request.params.accountId,
        repeatableCallerOf(request, reply),
        request.query
      );
      return reply.code(201).send({ code, expiresAt: toRfc3339(expiresAt) });
    }
  );
};

/** The sessions of browsers: the operator's server opens them here, and browsers use them at `/player`. */
export const playerSessions = {
  tag: { name: 'Browsers', description: 'What a page calls itself, with cookies' },
  scopes: ['player-sessions:write'],
  components: [
    PlayerCodeJson,
    ExchangePlayerCodeJson,
    PlayerSessionJson,
    StartPlayerRegistrationJson,
    IssuePlayerTokenJson
  ],
  routes: openSessionRoutes
} as const satisfies Resource;
