import {
  BindingError,
  issueTokenRefusals,
  readPlayerSessionRefusals,
  readRegistrationRefusals
} from '@expressplay-binding/binding-core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { IdempotencyHeadersSchema } from '../http/caller.ts';
import { answer } from '../http/component.ts';
import type { Routes } from '../http/resource.ts';
import { toIssuedTokenJson } from '../tokens/mapper.ts';
import { IssuedTokenJson } from '../tokens/schemas.ts';
import { IssuePlayerTokenJson } from './schemas.ts';
import { type PlayerRouteOptions, playerCallerOf, playerProblems } from './session.ts';

/** Issues tokens to a browser, for the device that it registered as. */
export const playerTokenRoutes: Routes<PlayerRouteOptions> = async (app, options) => {
  app.post(
    '/tokens',
    {
      schema: {
        security: [{ playerSession: [] }],
        operationId: 'issuePlayerToken',
        summary: 'Get a token for this browser',
        headers: IdempotencyHeadersSchema,
        body: IssuePlayerTokenJson.ref,
        response: {
          201: answer(IssuedTokenJson, 'The token'),
          ...playerProblems(readPlayerSessionRefusals, readRegistrationRefusals, issueTokenRefusals)
        }
      }
    },
    async (request, reply) => {
      const { accountId } = request.playerSession;
      const deviceId = await findThisDevice(options, request, reply);
      const wanted = { ...request.body, accountId, deviceId };
      const issued = await options.binding.issueToken(wanted, playerCallerOf(request));
      return reply.code(201).send(toIssuedTokenJson(issued));
    }
  );
};

/** The id of the device that this browser registered as in the account of its session; `device-not-bound` when there is none. */
async function findThisDevice(options: PlayerRouteOptions, request: FastifyRequest, reply: FastifyReply) {
  const { binding, deviceCookie } = options;
  const [accountId, registrationId] = deviceCookie.read(request, reply) ?? [];
  if (registrationId === undefined || accountId !== request.playerSession.accountId) throw notRegistered();
  const { device } = await binding.readRegistration(registrationId);
  if (!device) throw notRegistered();
  return device.deviceId;
}

function notRegistered(): BindingError {
  return new BindingError({
    code: 'device-not-bound',
    detail:
      'This browser is not registered with this account. Register it and complete the registration first.'
  });
}
