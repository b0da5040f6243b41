import { BindingError, type RegistrationOutcome } from '@expressplay-binding/binding-core';
import type { FastifyReply } from 'fastify';
import { toRegistrationJson } from './mapper.ts';
import type { RegistrationJson } from './schemas.ts';

// Seconds: a customer waits for the device, and more look-ups would not make it faster.
const completionRetryAfter = 2;

/**
 * Answers an attempt to complete a registration: with 202 and `Retry-After` while it is pending.
 *
 * @throws {BindingError} The registration was settled without a device.
 */
export function completionOf(outcome: RegistrationOutcome, reply: FastifyReply): RegistrationJson {
  const { state, problem } = outcome.registration;
  if (problem) throw new BindingError(problem);
  if (state === 'pending') reply.code(202).header('retry-after', completionRetryAfter);
  return toRegistrationJson(outcome);
}
