import { type Caller, formats } from '@expressplay-binding/binding-core';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { textOf } from './schemas.ts';

/** The headers of a call that may be repeated with an `Idempotency-Key`. */
export const IdempotencyHeadersSchema = Type.Object({
  'idempotency-key': Type.Optional(
    textOf({
      ...formats.idempotencyKey,
      description:
        'The same key with the same body returns the same answer again and creates nothing twice, even after a crash'
    })
  )
});

/** On whose behalf a use case runs: the actor, by default the API key, and the `Idempotency-Key` of the request. */
export function callerOf(request: FastifyRequest, actor = request.principal.name): Caller {
  const key = request.headers['idempotency-key'];
  return { actor, idempotencyKey: typeof key === 'string' ? key : undefined };
}
