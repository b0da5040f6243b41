import {
  previewPolicyRefusals,
  readPolicyRefusals,
  savePolicyRefusals
} from '@expressplay-binding/binding-core';
import { callerOf } from '../http/caller.ts';
import { answer } from '../http/component.ts';
import { listPage, PageQuerySchema } from '../http/paging.ts';
import type { Resource, Routes } from '../http/resource.ts';
import { readProblems, writeProblems } from '../problems/problem-schema.ts';
import { toPolicyJson } from './mapper.ts';
import {
  PolicyJson,
  PolicyPageJson,
  PolicyParamsSchema,
  PolicyPreviewJson,
  SavePolicyJson
} from './schemas.ts';

const policyRoutes: Routes = async (app, { binding }) => {
  app.get(
    '/policies',
    {
      config: { scope: 'policies:read' },
      schema: {
        operationId: 'listPolicies',
        summary: 'List device policies',
        description: 'In order of name, `default` included.',
        querystring: PageQuerySchema,
        response: { 200: answer(PolicyPageJson, 'A page of policies'), ...readProblems() }
      }
    },
    async ({ query }) => listPage(['policies'], query, page => binding.listPolicies(page), toPolicyJson)
  );

  app.get(
    '/policies/:policyName',
    {
      config: { scope: 'policies:read' },
      schema: {
        operationId: 'readPolicy',
        summary: 'Read a device policy',
        description: 'The one named `default` is there from the beginning; it allows 3 devices.',
        params: PolicyParamsSchema,
        response: { 200: answer(PolicyJson, 'The policy'), ...readProblems(readPolicyRefusals) }
      }
    },
    async ({ params }) => toPolicyJson(await binding.readPolicy(params.policyName))
  );

  app.put(
    '/policies/:policyName',
    {
      config: { scope: 'staff' },
      schema: {
        operationId: 'savePolicy',
        summary: 'Store a device policy',
        description: 'Replaces all of it. It is in force for its accounts from their next call on.',
        params: PolicyParamsSchema,
        body: SavePolicyJson.ref,
        response: {
          200: answer(PolicyJson, 'Replaced'),
          201: answer(PolicyJson, 'Stored'),
          ...writeProblems(savePolicyRefusals)
        }
      }
    },
    async (request, reply) => {
      const { policy, created } = await binding.savePolicy(
        { name: request.params.policyName, ...request.body },
        callerOf(request)
      );
      return reply.code(created ? 201 : 200).send(toPolicyJson(policy));
    }
  );

  app.post(
    '/policies/:policyName/preview',
    {
      config: { scope: 'policies:read' },
      schema: {
        operationId: 'previewPolicy',
        summary: 'Preview a device policy',
        description:
          'Counts the accounts that would be over a limit if the policy had these rules. It examines at most 10,000 accounts under the policy, and changes nothing.',
        params: PolicyParamsSchema,
        body: SavePolicyJson.ref,
        response: {
          200: answer(PolicyPreviewJson, 'What the rules would mean'),
          ...writeProblems(previewPolicyRefusals)
        }
      }
    },
    async ({ params, body }) => binding.previewPolicy({ name: params.policyName, ...body })
  );
};

/** The rules for the devices of accounts. */
export const policies = {
  tag: {
    name: 'Policies',
    description: 'Rules for the devices of accounts: how many, and how often they may change'
  },
  scopes: ['policies:read'],
  components: [SavePolicyJson, PolicyJson, PolicyPageJson, PolicyPreviewJson],
  routes: policyRoutes
} as const satisfies Resource;
