import { BindingError, type Device } from '@expressplay-binding/binding-core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { PlayerRouteOptions } from './session.ts';

/**
 * The device that this browser registered as in the account of its session, removed or not; `device-not-bound` when there
 * is none.
 */
export async function findThisDevice(
  { binding, deviceCookie }: PlayerRouteOptions,
  request: FastifyRequest,
  reply: FastifyReply
): Promise<Device> {
  const [accountId, registrationId] = deviceCookie.read(request, reply) ?? [];
  if (registrationId === undefined || accountId !== request.playerSession.accountId) throw notRegistered();
  const { device } = await binding.readRegistration(registrationId);
  if (!device) throw notRegistered();
  return device;
}

function notRegistered(): BindingError {
  return new BindingError({
    code: 'device-not-bound',
    detail:
      'This browser is not registered with this account. Register it and complete the registration first.'
  });
}
