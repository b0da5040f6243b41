import { type Binding, BindingError } from '@expressplay-binding/binding-core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { BrowserCookie } from './browser-cookies.ts';

/** The device that this browser registered as, in the account of its session; `device-not-bound` when there is none. */
export async function findThisDevice(
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
