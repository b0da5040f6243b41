import { BindingError, type Device } from '@expressplay-binding/binding-core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { longestAge } from './browser-cookies.ts';
import type { PlayerRouteOptions } from './session.ts';

/**
 * The device that this browser registered as in the account of its session, removed or not; `device-not-bound` when there
 * is none.
 */
export async function findThisDevice(
  options: PlayerRouteOptions,
  request: FastifyRequest,
  reply: FastifyReply
): Promise<Device> {
  const proof = await findProof(options, request, reply);
  if (proof) return proof.device;
  throw new BindingError({
    code: 'device-not-bound',
    detail:
      'This browser is not registered with this account. Register it and complete the registration first.'
  });
}

/** The registration that proves which device this browser is, with the device. */
export interface Proof {
  readonly registrationId: string;
  readonly device: Device;
}

/**
 * The latest registration in this browser's cookie that bound a device of the session's account. While a newer one is pending or
 * was refused, the one before it still counts.
 */
export async function findProof(
  { binding, deviceCookie }: PlayerRouteOptions,
  request: FastifyRequest,
  reply: FastifyReply
): Promise<Proof | undefined> {
  const [accountId, ...registrationIds] = deviceCookie.read(request, reply) ?? [];
  if (accountId !== request.playerSession.accountId) return undefined;
  for (const registrationId of registrationIds) {
    const { device } = await binding.readRegistration(registrationId);
    if (device) return { registrationId, device };
  }
  return undefined;
}

/** Writes the registration into this browser's cookie, before the one that proves which device it is so far. */
export function keepRegistration(
  { deviceCookie }: PlayerRouteOptions,
  { playerSession: { accountId } }: FastifyRequest,
  reply: FastifyReply,
  registrationId: string,
  proof: Proof | undefined
): void {
  const earlier = proof && proof.registrationId !== registrationId ? [proof.registrationId] : [];
  deviceCookie.set(reply, [accountId, registrationId, ...earlier], longestAge);
}
