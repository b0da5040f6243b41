import { answer } from '../http/component.ts';
import type { Routes } from '../http/routes.ts';
import { AccountParamsSchema } from '../http/schemas.ts';
import { readProblems } from '../problems/problem-schema.ts';
import { toAccountJson } from './mapper.ts';
import { AccountJson } from './schemas.ts';

/** An account as a whole. */
export const accountRoutes: Routes = async (app, { binding }) => {
  app.get(
    '/accounts/:accountId',
    {
      config: { scope: 'accounts:read' },
      schema: {
        tags: ['Accounts'],
        operationId: 'readAccount',
        summary: "Read an account's policy and slots",
        description: 'An account that nothing is stored for yet has all of its slots free.',
        params: AccountParamsSchema,
        response: { 200: answer(AccountJson, 'The account'), ...readProblems() }
      }
    },
    async ({ params }) => toAccountJson(await binding.readAccount(params.accountId))
  );
};
