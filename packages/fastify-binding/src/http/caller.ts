import { type Caller, formats } from '@expressplay-binding/binding-core';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { textOf } from './schemas.ts';

/** The headers of a call that creates something. */
export const IdempotencyHeadersSchema = Type.Object({
  'idempotency-key': Type.Optional(
    textOf({
      ...formats.idempotencyKey,
      description:
        'The same key with the same body gives the same answer again and makes nothing twice, also after a crash'
    })
  )
});

/** On whose behalf the use cases run: the API key's name, and the client's `Idempotency-Key` if it sent one. */
export function callerOf({ principal, headers }: FastifyRequest): Caller {
  const key = headers['idempotency-key'];
  return { actor: principal.name, idempotencyKey: typeof key === 'string' ? key : undefined };
}
