import {
  cancelRegistrationRefusals,
  completeRegistrationRefusals,
  previewRegistrationRefusals,
  readRegistrationRefusals,
  registrationProblemCodes,
  startRegistrationRefusals
} from '@expressplay-binding/binding-core';
import { callerOf, IdempotencyHeadersSchema, repeatableAnswer, repeatableCallerOf } from '../http/caller.ts';
import { answer, locationHeader } from '../http/component.ts';
import { DecisionQuerySchema, overrideOf } from '../http/decision.ts';
import { listPage, PageQuerySchema } from '../http/paging.ts';
import type { Resource, Routes } from '../http/resource.ts';
import { AccountParamsSchema, NoContentSchema } from '../http/schemas.ts';
import { readProblems, writeProblems } from '../problems/problem-schema.ts';
import { completionOf } from './completion.ts';
import { createHoldWhilePending } from './hold-while-pending.ts';
import { toRegistrationDecisionJson, toRegistrationJson, toStartedRegistrationJson } from './mapper.ts';
import {
  CookieQuerySchema,
  RegistrationDecisionJson,
  RegistrationJson,
  RegistrationPageJson,
  RegistrationParamsSchema,
  StartedRegistrationJson,
  StartRegistrationJson,
  WaitQuerySchema
} from './schemas.ts';

const registrationRoutes: Routes = async (app, { binding }) => {
  const holdWhilePending = createHoldWhilePending(binding);
  const closing = new AbortController();
  app.addHook('preClose', async () => closing.abort());

  app.post(
    '/accounts/:accountId/registrations',
    {
      config: { scope: 'registrations:write' },
      schema: {
        operationId: 'startRegistration',
        summary: 'Start a registration',
        description:
          'Returns a token for dummy content. The device redeems it: it plays the clip, or only sends a license request. ' +
          'Then the service binds the device in the background, or at once when the registration is completed.',
        params: AccountParamsSchema,
        querystring: DecisionQuerySchema,
        headers: IdempotencyHeadersSchema,
        body: StartRegistrationJson.ref,
        response: {
          200: answer(RegistrationDecisionJson, 'With `dryRun`: the decision'),
          201: repeatableAnswer(StartedRegistrationJson, 'The registration', locationHeader),
          ...writeProblems(startRegistrationRefusals, previewRegistrationRefusals)
        }
      }
    },
    async (request, reply) => {
      const { accountId } = request.params;
      const override = overrideOf(request.principal, request.query);
      const wanted = { accountId, ...request.body, override };
      if (request.query.dryRun) return toRegistrationDecisionJson(await binding.previewRegistration(wanted));

      const started = await binding.startRegistration(wanted, repeatableCallerOf(request, reply));
      const { registrationId } = started.registration;
      return reply
        .code(201)
        .header('location', `${app.prefix}/registrations/${registrationId}`)
        .send(toStartedRegistrationJson(started));
    }
  );

  app.get(
    '/accounts/:accountId/registrations',
    {
      config: { scope: 'registrations:read' },
      schema: {
        operationId: 'listRegistrations',
        summary: 'List registrations',
        description: 'Settled ones too, newest first. One that was refused says why in `problem`.',
        params: AccountParamsSchema,
        querystring: PageQuerySchema,
        response: { 200: answer(RegistrationPageJson, 'A page of registrations'), ...readProblems() }
      }
    },
    async ({ params: { accountId }, query }) =>
      listPage(
        ['registrations', accountId],
        query,
        page => binding.listRegistrations(accountId, page),
        toRegistrationJson
      )
  );

  app.get(
    '/registrations',
    {
      config: { scope: 'registrations:read' },
      schema: {
        operationId: 'searchRegistrations',
        summary: 'Find a registration by its cookie',
        description: "For a cookie that stands in ExpressPlay's records. The list has one item or none.",
        querystring: CookieQuerySchema,
        response: {
          200: answer(RegistrationPageJson, 'The registration, if there is one'),
          ...readProblems()
        }
      }
    },
    async ({ query }) => {
      const found = await binding.searchRegistrations(query.cookie);
      return { items: found.map(toRegistrationJson) };
    }
  );

  app.get(
    '/registrations/:registrationId',
    {
      config: { scope: 'registrations:read' },
      schema: {
        operationId: 'readRegistration',
        summary: 'Read a registration',
        description:
          'With `wait` the answer waits until the state changes, and the registration is looked up about once a second. ' +
          'Without it the service looks pending registrations up in the background. ' +
          'One whose time is over stays `pending` until it was looked up once more.',
        params: RegistrationParamsSchema,
        querystring: WaitQuerySchema,
        response: {
          200: answer(RegistrationJson, 'The registration'),
          ...readProblems(readRegistrationRefusals)
        }
      }
    },
    async request => {
      const { params, query, signal } = request;
      const stop = AbortSignal.any([signal, closing.signal]);
      const wait = (query.wait ?? 0) * 1000;
      return toRegistrationJson(await holdWhilePending(params.registrationId, wait, stop));
    }
  );

  app.post(
    '/registrations/:registrationId/complete',
    {
      config: { scope: 'registrations:write' },
      schema: {
        operationId: 'completeRegistration',
        summary: 'Complete a registration',
        description:
          "Reads ExpressPlay's records now and binds the device that they prove. Call it again while the state is `pending`.",
        params: RegistrationParamsSchema,
        response: {
          200: answer(RegistrationJson, 'Bound: the registration with its device'),
          202: answer(RegistrationJson, 'Still pending: ask again after `Retry-After`'),
          ...writeProblems(completeRegistrationRefusals, registrationProblemCodes)
        }
      }
    },
    async (request, reply) => {
      const { registrationId } = request.params;
      return completionOf(await binding.completeRegistration(registrationId, callerOf(request)), reply);
    }
  );

  app.delete(
    '/registrations/:registrationId',
    {
      config: { scope: 'registrations:write' },
      schema: {
        operationId: 'cancelRegistration',
        summary: 'Cancel a registration',
        description: 'Cancelling it again changes nothing.',
        params: RegistrationParamsSchema,
        response: { 204: NoContentSchema, ...writeProblems(cancelRegistrationRefusals) }
      }
    },
    async (request, reply) => {
      await binding.cancelRegistration(request.params.registrationId, callerOf(request));
      return reply.code(204).send(null);
    }
  );
};

/** How devices prove their ids. */
export const registrations = {
  tag: { name: 'Registrations', description: 'How a device proves its id and gets a slot' },
  scopes: ['registrations:read', 'registrations:write'],
  components: [
    StartRegistrationJson,
    StartedRegistrationJson,
    RegistrationJson,
    RegistrationPageJson,
    RegistrationDecisionJson
  ],
  routes: registrationRoutes
} as const satisfies Resource;
