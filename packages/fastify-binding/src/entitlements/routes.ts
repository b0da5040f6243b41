import {
  createEntitlementRefusals,
  type Entitlement,
  extendSubscriptionRefusals,
  readEntitlementRefusals,
  restoreEntitlementRefusals,
  revokeEntitlementRefusals
} from '@expressplay-binding/binding-core';
import { callerOf, IdempotencyHeadersSchema, repeatableAnswer, repeatableCallerOf } from '../http/caller.ts';
import { answer, locationHeader } from '../http/component.ts';
import { listPage, PageQuerySchema } from '../http/paging.ts';
import type { Resource, Routes } from '../http/resource.ts';
import { AccountParamsSchema } from '../http/schemas.ts';
import { fromRfc3339 } from '../http/times.ts';
import { readProblems, writeProblems } from '../problems/problem-schema.ts';
import { entitlementImportRoutes } from './import-routes.ts';
import { toEntitlementJson } from './mapper.ts';
import {
  CreateEntitlementJson,
  EntitlementJson,
  EntitlementPageJson,
  EntitlementParamsSchema,
  ExtendSubscriptionJson,
  entitlementComponents,
  ImportedLineJson,
  OrderQuerySchema
} from './schemas.ts';
import { inputOf } from './terms.ts';

const entitlementRoutes: Routes = async (app, options) => {
  const { binding } = options;
  await app.register(entitlementImportRoutes, options);
  const toJson = (entitlement: Entitlement) => toEntitlementJson(entitlement, binding.now());

  app.post(
    '/accounts/:accountId/entitlements',
    {
      config: { scope: 'entitlements:write' },
      schema: {
        operationId: 'createEntitlement',
        summary: 'Create an entitlement',
        description: 'Gives an account the right to a content that is stored.',
        params: AccountParamsSchema,
        headers: IdempotencyHeadersSchema,
        body: CreateEntitlementJson.ref,
        response: {
          201: repeatableAnswer(EntitlementJson, 'The new entitlement', locationHeader),
          ...writeProblems(createEntitlementRefusals)
        }
      }
    },
    async (request, reply) => {
      const entitlement = await binding.createEntitlement(
        { accountId: request.params.accountId, ...inputOf(request.body) },
        repeatableCallerOf(request, reply)
      );
      const { accountId, entitlementId } = entitlement;
      return reply
        .code(201)
        .header(
          'location',
          `${app.prefix}/accounts/${encodeURIComponent(accountId)}/entitlements/${entitlementId}`
        )
        .send(toJson(entitlement));
    }
  );

  app.get(
    '/accounts/:accountId/entitlements',
    {
      config: { scope: 'entitlements:read' },
      schema: {
        operationId: 'listEntitlements',
        summary: 'List entitlements',
        description: 'Revoked ones too, newest first.',
        params: AccountParamsSchema,
        querystring: PageQuerySchema,
        response: { 200: answer(EntitlementPageJson, 'A page of entitlements'), ...readProblems() }
      }
    },
    async ({ params: { accountId }, query }) =>
      listPage(['entitlements', accountId], query, page => binding.listEntitlements(accountId, page), toJson)
  );

  app.get(
    '/entitlements',
    {
      config: { scope: 'entitlements:read' },
      schema: {
        operationId: 'searchEntitlements',
        summary: 'Find entitlements by their order',
        description: 'Those of all accounts with this order id, newest first.',
        querystring: OrderQuerySchema,
        response: { 200: answer(EntitlementPageJson, 'A page of entitlements'), ...readProblems() }
      }
    },
    async ({ query }) => {
      const { orderId } = query;
      return listPage(
        ['entitlements of order', orderId],
        query,
        page => binding.searchEntitlements(orderId, page),
        toJson
      );
    }
  );

  app.get(
    '/accounts/:accountId/entitlements/:entitlementId',
    {
      config: { scope: 'entitlements:read' },
      schema: {
        operationId: 'readEntitlement',
        summary: 'Read an entitlement',
        description: 'With its state now.',
        params: EntitlementParamsSchema,
        response: {
          200: answer(EntitlementJson, 'The entitlement'),
          ...readProblems(readEntitlementRefusals)
        }
      }
    },
    async ({ params }) => toJson(await binding.readEntitlement(params.accountId, params.entitlementId))
  );

  app.delete(
    '/accounts/:accountId/entitlements/:entitlementId',
    {
      config: { scope: 'entitlements:write' },
      schema: {
        operationId: 'revokeEntitlement',
        summary: 'Revoke an entitlement',
        description: 'From then on no tokens are issued for it. Revoking it again changes nothing.',
        params: EntitlementParamsSchema,
        response: {
          200: answer(EntitlementJson, 'The revoked entitlement'),
          ...writeProblems(revokeEntitlementRefusals)
        }
      }
    },
    async request => {
      const { accountId, entitlementId } = request.params;
      return toJson(await binding.revokeEntitlement(accountId, entitlementId, callerOf(request)));
    }
  );

  app.post(
    '/accounts/:accountId/entitlements/:entitlementId/restore',
    {
      config: { scope: 'entitlements:write' },
      schema: {
        operationId: 'restoreEntitlement',
        summary: 'Restore a revoked entitlement',
        description: 'Its times do not change. Restoring it again changes nothing.',
        params: EntitlementParamsSchema,
        response: {
          200: answer(EntitlementJson, 'The restored entitlement'),
          ...writeProblems(restoreEntitlementRefusals)
        }
      }
    },
    async request => {
      const { accountId, entitlementId } = request.params;
      return toJson(await binding.restoreEntitlement(accountId, entitlementId, callerOf(request)));
    }
  );

  app.patch(
    '/accounts/:accountId/entitlements/:entitlementId',
    {
      config: { scope: 'entitlements:write' },
      schema: {
        operationId: 'extendSubscription',
        summary: 'Move the end of a subscription',
        description: 'To a later or an earlier time.',
        params: EntitlementParamsSchema,
        body: ExtendSubscriptionJson.ref,
        response: {
          200: answer(EntitlementJson, 'The subscription with its new end'),
          ...writeProblems(extendSubscriptionRefusals)
        }
      }
    },
    async request => {
      const { accountId, entitlementId } = request.params;
      const until = fromRfc3339('/until', request.body.until);
      return toJson(await binding.extendSubscription(accountId, entitlementId, until, callerOf(request)));
    }
  );
};

/** The rights of accounts to contents. */
export const entitlements = {
  tag: { name: 'Entitlements', description: 'What an account may play' },
  scopes: ['entitlements:read', 'entitlements:write'],
  components: [
    CreateEntitlementJson,
    ImportedLineJson,
    ExtendSubscriptionJson,
    ...entitlementComponents,
    EntitlementPageJson
  ],
  routes: entitlementRoutes
} as const satisfies Resource;
