import {
  type Binding,
  BindingError,
  issueTokenRefusals,
  readPlayerSessionRefusals,
  readRegistrationRefusals
} from '@expressplay-binding/binding-core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { IdempotencyHeadersSchema } from '../http/caller.ts';
import { answer } from '../http/component.ts';
import type { RouteOptions, Routes } from '../http/resource.ts';
import { toIssuedTokenJson } from '../tokens/mapper.ts';
import { IssuedTokenJson } from '../tokens/schemas.ts';
import type { BrowserCookie } from './browser-cookies.ts';
import { playerProblems } from './player-problems.ts';
import { IssuePlayerTokenJson } from './schemas.ts';
import { playerCallerOf } from './session.ts';

/** What the token route of browsers needs. */
export interface PlayerTokenOptions extends RouteOptions {
  /** Holds the registration of the browser. */
  readonly deviceCookie: BrowserCookie;
}

/** Issues tokens to a browser, for the device that it registered as. */
export const playerTokenRoutes: Routes<PlayerTokenOptions> = async (app, { binding, deviceCookie }) => {
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
      const deviceId = await findThisDevice(binding, deviceCookie, request, reply);
      const wanted = { ...request.body, accountId, deviceId };
      const issued = await binding.issueToken(wanted, playerCallerOf(request));
      return reply.code(201).send(toIssuedTokenJson(issued));
    }
  );
};

/** The device that this browser registered as, in the account of its session; `device-not-bound` when there is none. */
async function findThisDevice(
  binding: Binding,
  deviceCookie: BrowserCookie,
  request: FastifyRequest,
  reply: FastifyReply
): Promise<string> {
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
