import { eraseAccountRefusals, exportAccountRefusals } from '@expressplay-binding/binding-core';
import { callerOf } from '../http/caller.ts';
import { answer } from '../http/component.ts';
import type { Routes } from '../http/resource.ts';
import { AccountParamsSchema } from '../http/schemas.ts';
import { readProblems, writeProblems } from '../problems/problem-schema.ts';
import { toAccountErasureJson, toAccountExportJson } from './personal-data-mapper.ts';
import { AccountErasureJson, AccountExportJson } from './personal-data-schemas.ts';
import { StaffActionJson } from './schemas.ts';

/** What the law lets customers ask for: their data, and its end. */
export const personalDataRoutes: Routes = async (app, { binding }) => {
  app.get(
    '/accounts/:accountId/export',
    {
      config: { scope: 'staff' },
      schema: {
        operationId: 'exportAccount',
        summary: 'Export everything about an account',
        description: 'All that is stored for it, as one document, without secrets. It may be long.',
        params: AccountParamsSchema,
        response: { 200: answer(AccountExportJson, 'The data'), ...readProblems(exportAccountRefusals) }
      }
    },
    async ({ params }) => toAccountExportJson(await binding.exportAccount(params.accountId))
  );

  app.delete(
    '/accounts/:accountId',
    {
      config: { scope: 'staff' },
      schema: {
        operationId: 'eraseAccount',
        summary: 'Erase an account',
        description:
          'Deletes everything that is stored for it. Its events stay in the audit trail under an anonymous id, without reasons, names and ' +
          "details. ExpressPlay's own records stay, and licenses that devices hold play on until they end.",
        params: AccountParamsSchema,
        body: StaffActionJson.ref,
        response: {
          200: answer(AccountErasureJson, 'What remains of it'),
          ...writeProblems(eraseAccountRefusals)
        }
      }
    },
    async request => {
      const { accountId } = request.params;
      return toAccountErasureJson(
        await binding.eraseAccount({ accountId, ...request.body }, callerOf(request))
      );
    }
  );
};
