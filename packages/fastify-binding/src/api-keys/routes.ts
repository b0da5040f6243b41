import {
  type ApiKeyIssuer,
  createApiKeyRefusals,
  revokeApiKeyRefusals,
  rotateApiKeyRefusals
} from '@expressplay-binding/binding-core';
import type { FastifyRequest } from 'fastify';
import { callerOf } from '../http/caller.ts';
import { answer } from '../http/component.ts';
import { invalidInput } from '../http/input-errors.ts';
import { listPage, PageQuerySchema } from '../http/paging.ts';
import type { Resource, ResourceRouteOptions, Routes } from '../http/resource.ts';
import { NoContentSchema } from '../http/schemas.ts';
import { fromRfc3339 } from '../http/times.ts';
import { readProblems, writeProblems } from '../problems/problem-schema.ts';
import { toApiKeyJson, toIssuedApiKeyJson } from './mapper.ts';
import {
  ApiKeyJson,
  ApiKeyPageJson,
  ApiKeyParamsSchema,
  CreateApiKeyJson,
  IssuedApiKeyJson,
  RotateApiKeyJson
} from './schemas.ts';

const apiKeyRoutes: Routes<ResourceRouteOptions> = async (app, { binding, scopes: known }) => {
  app.post(
    '/api-keys',
    {
      config: { scope: 'api-keys:write' },
      schema: {
        operationId: 'createApiKey',
        summary: 'Make an API key',
        description:
          'The answer shows the key, and no other call does. There is no `Idempotency-Key` here, because the key is not stored: if ' +
          'the answer is lost, revoke the key and make another one.',
        body: CreateApiKeyJson.ref,
        response: { 201: answer(IssuedApiKeyJson, 'The key'), ...writeProblems(createApiKeyRefusals) }
      }
    },
    async (request, reply) => {
      const { expiresAt, ...wanted } = request.body;
      refuseUnknown(wanted.scopes, known);
      const issued = await binding.createApiKey(
        { ...wanted, expiresAt: timeOf(expiresAt) },
        issuerOf(request)
      );
      return reply.code(201).send(toIssuedApiKeyJson(issued));
    }
  );

  app.get(
    '/api-keys',
    {
      config: { scope: 'api-keys:write' },
      schema: {
        operationId: 'listApiKeys',
        summary: 'List API keys',
        description: 'Revoked and expired ones too, newest first.',
        querystring: PageQuerySchema,
        response: { 200: answer(ApiKeyPageJson, 'A page of API keys'), ...readProblems() }
      }
    },
    async ({ query }) => {
      const now = binding.now();
      return listPage(
        ['api-keys'],
        query,
        page => binding.listApiKeys(page),
        key => toApiKeyJson(key, now)
      );
    }
  );

  app.delete(
    '/api-keys/:keyId',
    {
      config: { scope: 'api-keys:write' },
      schema: {
        operationId: 'revokeApiKey',
        summary: 'Revoke an API key',
        description:
          'It is refused from the next request on; other processes on MySQL notice within a second. Revoking it again changes nothing.',
        params: ApiKeyParamsSchema,
        response: { 204: NoContentSchema, ...writeProblems(revokeApiKeyRefusals) }
      }
    },
    async (request, reply) => {
      await binding.revokeApiKey(request.params.keyId, callerOf(request));
      return reply.code(204).send(null);
    }
  );

  app.post(
    '/api-keys/:keyId/rotations',
    {
      config: { scope: 'api-keys:write' },
      // All members are optional, and so is the body.
      preValidation: async request => {
        request.body ??= {};
      },
      schema: {
        operationId: 'rotateApiKey',
        summary: 'Rotate an API key',
        description:
          'Makes a key with the same name, scopes and networks, and an id of its own. The old one is accepted for a grace time; its ' +
          '`lastUsedAt` tells whether somebody still uses it.',
        params: ApiKeyParamsSchema,
        body: RotateApiKeyJson.ref,
        response: { 201: answer(IssuedApiKeyJson, 'The new key'), ...writeProblems(rotateApiKeyRefusals) }
      }
    },
    async (request, reply) => {
      const { keyId } = request.params;
      const { graceSeconds, expiresAt } = request.body;
      const issued = await binding.rotateApiKey(
        { keyId, graceSeconds, expiresAt: timeOf(expiresAt) },
        issuerOf(request)
      );
      return reply.code(201).send(toIssuedApiKeyJson(issued));
    }
  );
};

function issuerOf(request: FastifyRequest): ApiKeyIssuer {
  return { ...callerOf(request), scopes: request.principal.scopes };
}

function timeOf(expiresAt: string | undefined) {
  return expiresAt === undefined ? undefined : fromRfc3339('/expiresAt', expiresAt);
}

function refuseUnknown(scopes: readonly string[], known: readonly string[]): void {
  const errors = [...scopes.entries()]
    .filter(([, scope]) => !known.includes(scope))
    .map(([index]) => ({ path: `/scopes/${index}`, message: `must be one of ${known.join(', ')}` }));
  if (errors.length > 0) throw invalidInput(errors);
}

/** The keys with which backends call. */
export const apiKeys = {
  tag: { name: 'API keys', description: 'The keys with which backends call' },
  scopes: ['api-keys:write'],
  components: [CreateApiKeyJson, RotateApiKeyJson, ApiKeyJson, IssuedApiKeyJson, ApiKeyPageJson],
  routes: apiKeyRoutes
} as const satisfies Resource;
