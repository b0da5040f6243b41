import {
  BindingError,
  completeBindingCheckRefusals,
  readPlayerSessionRefusals,
  readRegistrationRefusals,
  startBindingCheckRefusals
} from '@expressplay-binding/binding-core';
import { logIfNotEnforced, toBindingCheckJson, toStartedBindingCheckJson } from '../binding-checks/mapper.ts';
import {
  BindingCheckJson,
  BindingCheckParamsSchema,
  CompleteBindingCheckJson,
  StartBindingCheckJson,
  StartedBindingCheckJson
} from '../binding-checks/schemas.ts';
import { IdempotencyHeadersSchema, repeatableAnswer, repeatableCallerOf } from '../http/caller.ts';
import { answer } from '../http/component.ts';
import type { Routes } from '../http/resource.ts';
import { type PlayerRouteOptions, playerCallerOf, playerProblems } from './session.ts';
import { findThisDevice } from './this-device.ts';

const common = { security: [{ playerSession: [] }] };

/** A browser checks whether tokens of other devices are refused to it. */
export const playerBindingCheckRoutes: Routes<PlayerRouteOptions> = async (app, options) => {
  const { binding } = options;

  app.post(
    '/binding-checks',
    {
      schema: {
        ...common,
        operationId: 'startPlayerBindingCheck',
        summary: 'Check with this browser whether tokens are bound',
        description:
          'Returns a token of another device. This browser tries to redeem it, and must be refused.',
        headers: IdempotencyHeadersSchema,
        body: StartBindingCheckJson.ref,
        response: {
          201: repeatableAnswer(StartedBindingCheckJson, 'The check with the token to try'),
          ...playerProblems(readPlayerSessionRefusals, readRegistrationRefusals, startBindingCheckRefusals)
        }
      }
    },
    async (request, reply) => {
      const { accountId, deviceId } = await findThisDevice(options, request, reply);
      const wanted = { ...request.body, accountId, deviceId };
      const started = await binding.startBindingCheck(
        wanted,
        repeatableCallerOf(request, reply, playerCallerOf(request))
      );
      return reply.code(201).send(toStartedBindingCheckJson(started));
    }
  );

  app.post(
    '/binding-checks/:checkId/complete',
    {
      schema: {
        ...common,
        operationId: 'completePlayerBindingCheck',
        summary: 'Complete a binding check of this browser',
        description: "Reads ExpressPlay's records, which say whether the browser was refused.",
        params: BindingCheckParamsSchema,
        body: CompleteBindingCheckJson.ref,
        response: {
          200: answer(BindingCheckJson, 'What came of it'),
          ...playerProblems(
            readPlayerSessionRefusals,
            readRegistrationRefusals,
            completeBindingCheckRefusals,
            ['device-not-bound']
          )
        }
      }
    },
    async (request, reply) => {
      const { checkId } = request.params;
      const { accountId, deviceId } = await findThisDevice(options, request, reply);
      const own = await binding.readBindingCheck(checkId);
      if (own.accountId !== accountId || own.deviceId !== deviceId)
        throw new BindingError({ code: 'not-found', detail: 'This browser has no such binding check.' });
      const check = await binding.completeBindingCheck(
        checkId,
        request.body.refused,
        playerCallerOf(request)
      );
      logIfNotEnforced(request.log, check);
      return toBindingCheckJson(check);
    }
  );
};
