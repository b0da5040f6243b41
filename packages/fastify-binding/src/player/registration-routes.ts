import {
  BindingError,
  completeRegistrationRefusals,
  type Drm,
  readPlayerSessionRefusals,
  readRegistrationRefusals,
  registrationProblemCodes,
  startRegistrationRefusals
} from '@expressplay-binding/binding-core';
import { IdempotencyHeadersSchema, repeatableAnswer, repeatableCallerOf } from '../http/caller.ts';
import { answer, locationHeader } from '../http/component.ts';
import type { Routes } from '../http/resource.ts';
import { completionOf } from '../registrations/completion.ts';
import { toRegistrationJson, toStartedRegistrationJson } from '../registrations/mapper.ts';
import {
  RegistrationJson,
  RegistrationParamsSchema,
  StartedRegistrationJson
} from '../registrations/schemas.ts';
import { StartPlayerRegistrationJson } from './schemas.ts';
import { type PlayerRouteOptions, playerCallerOf, playerProblems } from './session.ts';
import { findProof, keepRegistration, type Proof } from './this-device.ts';

const common = { security: [{ playerSession: [] }] };

/** The routes by which a browser becomes a device of its account. */
export const playerRegistrationRoutes: Routes<PlayerRouteOptions> = async (app, options) => {
  const { binding } = options;

  app.post(
    '/registrations',
    {
      schema: {
        ...common,
        operationId: 'startPlayerRegistration',
        summary: 'Register this browser',
        description:
          'A second cookie, which outlives the session, identifies the browser from then on. By it a browser whose DRM has a new id keeps ' +
          'its slot, as often as `rebinds` of the policy allows.',
        headers: IdempotencyHeadersSchema,
        body: StartPlayerRegistrationJson.ref,
        response: {
          201: repeatableAnswer(
            StartedRegistrationJson,
            'The registration with the token to redeem',
            locationHeader
          ),
          ...playerProblems(readPlayerSessionRefusals, startRegistrationRefusals)
        }
      }
    },
    async (request, reply) => {
      const { accountId, deviceClass } = request.playerSession;
      const { drm, device: given, replaces } = request.body;
      const proof = await findProof(options, request, reply);
      const device = {
        ...given,
        class: deviceClass,
        ...(replaces === undefined && rebindOf(proof, drm))
      };
      const started = await binding.startRegistration(
        { ...request.body, accountId, device },
        repeatableCallerOf(request, reply, playerCallerOf(request))
      );
      const { registrationId } = started.registration;
      keepRegistration(options, request, reply, registrationId, proof);
      return reply
        .code(201)
        .header('location', `${app.prefix}/registrations/${registrationId}`)
        .send(toStartedRegistrationJson(started));
    }
  );

  app.get(
    '/registrations/:registrationId',
    {
      schema: {
        ...common,
        operationId: 'readPlayerRegistration',
        summary: 'Read a registration',
        description: 'One of this account.',
        params: RegistrationParamsSchema,
        response: {
          200: answer(RegistrationJson, 'The registration'),
          ...playerProblems(readPlayerSessionRefusals, readRegistrationRefusals)
        }
      }
    },
    async request => {
      const { registrationId } = request.params;
      return toRegistrationJson(await findOwn(request.playerSession.accountId, registrationId));
    }
  );

  app.post(
    '/registrations/:registrationId/complete',
    {
      schema: {
        ...common,
        operationId: 'completePlayerRegistration',
        summary: 'Complete a registration',
        description:
          "Reads ExpressPlay's records now and binds this browser. Call it again while the state is `pending`.",
        params: RegistrationParamsSchema,
        response: {
          200: answer(RegistrationJson, 'Bound: the registration with its device'),
          202: answer(RegistrationJson, 'Still pending: ask again after `Retry-After`'),
          ...playerProblems(readPlayerSessionRefusals, completeRegistrationRefusals, registrationProblemCodes)
        }
      }
    },
    async (request, reply) => {
      const { registrationId } = request.params;
      await findOwn(request.playerSession.accountId, registrationId);
      return completionOf(await binding.completeRegistration(registrationId, playerCallerOf(request)), reply);
    }
  );

  /** The registration of the account; `not-found` also when another account has it, so that nobody learns that it exists. */
  async function findOwn(accountId: string, registrationId: string) {
    const outcome = await binding.readRegistration(registrationId);
    if (outcome.registration.accountId === accountId) return outcome;
    throw new BindingError({ code: 'not-found', detail: 'This account has no such registration.' });
  }
};

/** A browser that is an active device under the DRM may have a new id there: it keeps its slot. */
function rebindOf(proof: Proof | undefined, drm: Drm) {
  const { state, deviceId, bindings } = proof?.device ?? {};
  const isBound = state === 'active' && bindings?.some(bound => bound.drm === drm);
  return isBound && { deviceId, rebind: true };
}
