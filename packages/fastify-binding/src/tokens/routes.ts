import { issueTokenRefusals } from '@expressplay-binding/binding-core';
import { IdempotencyHeadersSchema, repeatableAnswer, repeatableCallerOf } from '../http/caller.ts';
import { answer } from '../http/component.ts';
import { listPage, PageQuerySchema } from '../http/paging.ts';
import type { Resource, Routes } from '../http/resource.ts';
import { AccountParamsSchema } from '../http/schemas.ts';
import { readProblems, writeProblems } from '../problems/problem-schema.ts';
import { toIssuedTokenJson, toTokenJson } from './mapper.ts';
import { IssuedTokenJson, IssueTokenJson, TokenJson, TokenPageJson } from './schemas.ts';

const tokenRoutes: Routes = async (app, { binding }) => {
  app.post(
    '/accounts/:accountId/tokens',
    {
      config: { scope: 'tokens:write' },
      schema: {
        operationId: 'issueToken',
        summary: 'Issue a token',
        description:
          'A license token for a content that the account is entitled to, bound to one of its devices. ' +
          'It takes one call to ExpressPlay.',
        params: AccountParamsSchema,
        headers: IdempotencyHeadersSchema,
        body: IssueTokenJson.ref,
        response: {
          201: repeatableAnswer(IssuedTokenJson, 'The token'),
          ...writeProblems(issueTokenRefusals)
        }
      }
    },
    async (request, reply) => {
      const { accountId } = request.params;
      const issued = await binding.issueToken(
        { accountId, ...request.body },
        repeatableCallerOf(request, reply)
      );
      return reply.code(201).send(toIssuedTokenJson(issued));
    }
  );

  app.get(
    '/accounts/:accountId/tokens',
    {
      config: { scope: 'tokens:read' },
      schema: {
        operationId: 'listTokens',
        summary: 'List tokens',
        description: 'The tokens that were issued, without their secrets, newest first.',
        params: AccountParamsSchema,
        querystring: PageQuerySchema,
        response: { 200: answer(TokenPageJson, 'A page of tokens'), ...readProblems() }
      }
    },
    async ({ params: { accountId }, query }) =>
      listPage(['tokens', accountId], query, page => binding.listTokens(accountId, page), toTokenJson)
  );
};

/** License tokens. */
export const tokens = {
  tag: { name: 'Tokens', description: 'License tokens that only one device can redeem' },
  scopes: ['tokens:read', 'tokens:write'],
  components: [IssueTokenJson, TokenJson, IssuedTokenJson, TokenPageJson],
  routes: tokenRoutes
} as const satisfies Resource;
