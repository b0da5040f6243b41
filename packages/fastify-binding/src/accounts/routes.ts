import {
  changeAccountRefusals,
  readAccountRefusals,
  setAccountPolicyRefusals
} from '@expressplay-binding/binding-core';
import { callerOf } from '../http/caller.ts';
import { answer } from '../http/component.ts';
import { listPage } from '../http/paging.ts';
import type { Resource, Routes } from '../http/resource.ts';
import { AccountParamsSchema } from '../http/schemas.ts';
import { readProblems, writeProblems } from '../problems/problem-schema.ts';
import { toAccountJson, toAccountPolicyJson, toListedAccountJson } from './mapper.ts';
import { personalDataRoutes } from './personal-data-routes.ts';
import { AccountErasureJson, AccountExportJson } from './personal-data-schemas.ts';
import {
  AccountJson,
  AccountPageJson,
  AccountPolicyJson,
  AccountQuerySchema,
  ReasonQuerySchema,
  SetAccountPolicyJson,
  StaffActionJson
} from './schemas.ts';

const accountRoutes: Routes = async (app, options) => {
  const { binding } = options;
  await app.register(personalDataRoutes, options);

  app.get(
    '/accounts',
    {
      config: { scope: 'accounts:read' },
      schema: {
        operationId: 'listAccounts',
        summary: 'List accounts',
        description: 'Those that something is stored for, in order of their ids.',
        querystring: AccountQuerySchema,
        response: { 200: answer(AccountPageJson, 'A page of accounts'), ...readProblems() }
      }
    },
    async ({ query }) => {
      const { prefix = '' } = query;
      return listPage(
        ['accounts', prefix],
        query,
        page => binding.listAccounts(prefix, page),
        toListedAccountJson
      );
    }
  );

  app.get(
    '/accounts/:accountId',
    {
      config: { scope: 'accounts:read' },
      schema: {
        operationId: 'readAccount',
        summary: "Read an account's policy and slots",
        description: 'In an account for which nothing is stored yet, all slots are free.',
        params: AccountParamsSchema,
        response: { 200: answer(AccountJson, 'The account'), ...readProblems(readAccountRefusals) }
      }
    },
    async ({ params }) => toAccountJson(await binding.readAccount(params.accountId))
  );

  app.put(
    '/accounts/:accountId/policy',
    {
      config: { scope: 'staff' },
      schema: {
        operationId: 'setAccountPolicy',
        summary: 'Put an account under a policy',
        description:
          'Returns the devices beyond its limits. The `overLimit` of the policy decides whether they stay until they are removed ' +
          'or are deactivated at once, the oldest first.',
        params: AccountParamsSchema,
        body: SetAccountPolicyJson.ref,
        response: {
          200: answer(AccountPolicyJson, 'The policy in force'),
          ...writeProblems(setAccountPolicyRefusals)
        }
      }
    },
    async request => {
      const { policy: policyName, ...body } = request.body;
      const { accountId } = request.params;
      return toAccountPolicyJson(
        await binding.setAccountPolicy({ accountId, policyName, ...body }, callerOf(request))
      );
    }
  );

  app.put(
    '/accounts/:accountId/suspension',
    {
      config: { scope: 'staff' },
      schema: {
        operationId: 'suspendAccount',
        summary: 'Suspend an account',
        description: 'It can neither register devices nor get tokens until it is resumed.',
        params: AccountParamsSchema,
        body: StaffActionJson.ref,
        response: {
          200: answer(AccountJson, 'The suspended account'),
          ...writeProblems(changeAccountRefusals)
        }
      }
    },
    async request => {
      const { accountId } = request.params;
      await binding.suspendAccount({ accountId, ...request.body }, callerOf(request));
      return toAccountJson(await binding.readAccount(accountId));
    }
  );

  app.delete(
    '/accounts/:accountId/suspension',
    {
      config: { scope: 'staff' },
      schema: {
        operationId: 'resumeAccount',
        summary: 'Resume an account',
        description: 'Ends its suspension.',
        params: AccountParamsSchema,
        querystring: ReasonQuerySchema,
        response: { 200: answer(AccountJson, 'The account'), ...writeProblems(changeAccountRefusals) }
      }
    },
    async request => {
      const { accountId } = request.params;
      await binding.resumeAccount({ accountId, reason: request.query.reason }, callerOf(request));
      return toAccountJson(await binding.readAccount(accountId));
    }
  );

  app.post(
    '/accounts/:accountId/swap-resets',
    {
      config: { scope: 'staff' },
      schema: {
        operationId: 'resetSwaps',
        summary: "Forget an account's swaps",
        description: 'From then on earlier swaps do not count.',
        params: AccountParamsSchema,
        body: StaffActionJson.ref,
        response: { 200: answer(AccountJson, 'The account'), ...writeProblems(changeAccountRefusals) }
      }
    },
    async request => {
      const { accountId } = request.params;
      await binding.resetSwaps({ accountId, ...request.body }, callerOf(request));
      return toAccountJson(await binding.readAccount(accountId));
    }
  );
};

/** The accounts of customers, and what staff may change about them. */
export const accounts = {
  tag: { name: 'Accounts', description: 'Customers or households' },
  scopes: ['accounts:read', 'staff'],
  components: [
    AccountJson,
    AccountPageJson,
    SetAccountPolicyJson,
    AccountPolicyJson,
    StaffActionJson,
    AccountErasureJson,
    AccountExportJson
  ],
  routes: accountRoutes
} as const satisfies Resource;
