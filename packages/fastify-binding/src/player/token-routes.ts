import {
  issueTokenRefusals,
  readPlayerSessionRefusals,
  readRegistrationRefusals
} from '@expressplay-binding/binding-core';
import { IdempotencyHeadersSchema, repeatableAnswer, repeatableCallerOf } from '../http/caller.ts';
import type { Routes } from '../http/resource.ts';
import { toIssuedTokenJson } from '../tokens/mapper.ts';
import { IssuedTokenJson } from '../tokens/schemas.ts';
import { IssuePlayerTokenJson } from './schemas.ts';
import { type PlayerRouteOptions, playerCallerOf, playerProblems } from './session.ts';
import { findThisDevice } from './this-device.ts';

/** Issues tokens to a browser, for the device that it registered as. */
export const playerTokenRoutes: Routes<PlayerRouteOptions> = async (app, options) => {
  app.post(
    '/tokens',
    {
      schema: {
        security: [{ playerSession: [] }],
        operationId: 'issuePlayerToken',
        summary: 'Get a token for this browser',
        description: 'For the device that this browser registered as, and for it only.',
        headers: IdempotencyHeadersSchema,
        body: IssuePlayerTokenJson.ref,
        response: {
          201: repeatableAnswer(IssuedTokenJson, 'The token'),
          ...playerProblems(readPlayerSessionRefusals, readRegistrationRefusals, issueTokenRefusals)
        }
      }
    },
    async (request, reply) => {
      const { accountId } = request.playerSession;
      const { deviceId } = await findThisDevice(options, request, reply);
      const wanted = { ...request.body, accountId, deviceId };
      const issued = await options.binding.issueToken(
        wanted,
        repeatableCallerOf(request, reply, playerCallerOf(request))
      );
      return reply.code(201).send(toIssuedTokenJson(issued));
    }
  );
};
