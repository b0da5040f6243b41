import { IdempotencyHeadersSchema } from '../http/caller.ts';
import { answer } from '../http/component.ts';
import type { RouteOptions, Routes } from '../http/resource.ts';
import { upstreamProblemCodes } from '../licensing/upstream-problems.ts';
import { toIssuedTokenJson } from '../tokens/mapper.ts';
import { IssuedTokenJson } from '../tokens/schemas.ts';
import type { BrowserCookie } from './browser-cookies.ts';
import { playerProblems } from './player-problems.ts';
import { IssuePlayerTokenJson } from './schemas.ts';
import { playerCallerOf } from './session.ts';
import { findThisDevice } from './this-device.ts';

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
          ...playerProblems(
            'player-session-ended',
            'account-suspended',
            'not-found',
            'not-entitled',
            'entitlement-not-started',
            'entitlement-expired',
            'entitlement-changed',
            'offline-not-allowed',
            'token-budget-exhausted',
            'device-not-bound',
            'device-removed',
            'idempotency-in-flight',
            'idempotency-key-reused',
            'binding-unsupported',
            ...upstreamProblemCodes
          )
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
