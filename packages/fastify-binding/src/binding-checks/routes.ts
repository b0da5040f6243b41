import { completeBindingCheckRefusals, startBindingCheckRefusals } from '@expressplay-binding/binding-core';
import { DeviceParamsSchema } from '../devices/schemas.ts';
import { callerOf, IdempotencyHeadersSchema, repeatableAnswer, repeatableCallerOf } from '../http/caller.ts';
import { answer } from '../http/component.ts';
import type { Resource, Routes } from '../http/resource.ts';
import { writeProblems } from '../problems/problem-schema.ts';
import { logIfNotEnforced, toBindingCheckJson, toStartedBindingCheckJson } from './mapper.ts';
import {
  BindingCheckJson,
  BindingCheckParamsSchema,
  CompleteBindingCheckJson,
  StartBindingCheckJson,
  StartedBindingCheckJson
} from './schemas.ts';

const bindingCheckRoutes: Routes = async (app, { binding }) => {
  app.post(
    '/accounts/:accountId/devices/:deviceId/binding-checks',
    {
      config: { scope: 'devices:write' },
      schema: {
        operationId: 'startBindingCheck',
        summary: 'Check with a device whether tokens are bound',
        description:
          'Returns a token for dummy content that is restricted to a device id that no device has. Let the device try it: the license ' +
          'server must refuse.',
        params: DeviceParamsSchema,
        headers: IdempotencyHeadersSchema,
        body: StartBindingCheckJson.ref,
        response: {
          201: repeatableAnswer(StartedBindingCheckJson, 'The check with the token to try'),
          ...writeProblems(startBindingCheckRefusals)
        }
      }
    },
    async (request, reply) => {
      const started = await binding.startBindingCheck(
        { ...request.params, ...request.body },
        repeatableCallerOf(request, reply)
      );
      return reply.code(201).send(toStartedBindingCheckJson(started));
    }
  );

  app.post(
    '/binding-checks/:checkId/complete',
    {
      config: { scope: 'devices:write' },
      schema: {
        operationId: 'completeBindingCheck',
        summary: 'Complete a binding check',
        description:
          "Reads ExpressPlay's records: a redemption proves that tokens are not bound, whatever the device says. Completed again before " +
          'its end, a check that found them bound looks for a late record. The service looks for records itself, too: a check that nobody ' +
          'completes is `not-enforced` when a record appears, and `inconclusive` at its end.',
        params: BindingCheckParamsSchema,
        body: CompleteBindingCheckJson.ref,
        response: {
          200: answer(BindingCheckJson, 'What came of it'),
          ...writeProblems(completeBindingCheckRefusals)
        }
      }
    },
    async request => {
      const { checkId } = request.params;
      const check = await binding.completeBindingCheck(checkId, request.body.refused, callerOf(request));
      logIfNotEnforced(request.log, check);
      return toBindingCheckJson(check);
    }
  );
};

/** The proof that ExpressPlay binds tokens to devices. */
export const bindingChecks = {
  tag: { name: 'Binding checks', description: 'The proof that ExpressPlay binds tokens to devices' },
  scopes: ['devices:write'],
  components: [StartBindingCheckJson, StartedBindingCheckJson, CompleteBindingCheckJson, BindingCheckJson],
  routes: bindingCheckRoutes
} as const satisfies Resource;
