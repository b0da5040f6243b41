import { BindingError, type RegistrationOutcome } from '@expressplay-binding/binding-core';
import type { FastifyReply } from 'fastify';
import { toRegistrationJson } from './mapper.ts';
import type { RegistrationJson } from './schemas.ts';

// In seconds. The customer is waiting, but more frequent look-ups would not make the device faster.
const completionRetryAfter = 2;

/**
 * Answers an attempt to complete a registration. While it is pending, the status is 202 with `Retry-After`.
 *
 * @throws {BindingError} The registration ended without a device.
 */
export function completionOf(outcome: RegistrationOutcome, reply: FastifyReply): RegistrationJson {
  const { state, problem } = outcome.registration;
  if (problem) throw new BindingError(problem);
  if (state === 'pending') reply.code(202).header('retry-after', completionRetryAfter);
  return toRegistrationJson(outcome);
}
