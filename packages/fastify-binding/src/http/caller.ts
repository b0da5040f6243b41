import { type Caller, formats } from '@expressplay-binding/binding-core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type TSchema, Type } from 'typebox';
import { answer, type Component, type Headers } from './component.ts';
import { textOf } from './schemas.ts';

/** The headers of a call that may be repeated with an `Idempotency-Key`. */
export const IdempotencyHeadersSchema = Type.Object({
  'idempotency-key': Type.Optional(
    textOf({
      ...formats.idempotencyKey,
      description:
        'The same key with a body of the same meaning returns the same answer again and creates nothing twice, even after a crash, ' +
        'for a day. If the answer would be refused now, so is the retry; if its token has expired, a new one is made. ' +
        'A key belongs to an account: all API keys and staff share their keys, and all browsers of the account share others. Use a ' +
        'random key for each request'
    })
  )
});

/** On whose behalf a use case runs: the actor, by default the API key. */
export function callerOf(request: FastifyRequest, actor = request.principal.name): Caller {
  return { actor };
}

/** The caller of a route with {@link IdempotencyHeadersSchema}: an answer that is returned again gets the header `idempotency-replayed`. */
export function repeatableCallerOf(
  request: FastifyRequest,
  reply: FastifyReply,
  caller = callerOf(request)
): Caller {
  const key = request.headers['idempotency-key'];
  return {
    ...caller,
    idempotencyKey: typeof key === 'string' ? key : undefined,
    onReplay: () => void reply.header('idempotency-replayed', 'true')
  };
}

/** The answer of a route with {@link IdempotencyHeadersSchema}. */
export function repeatableAnswer<T extends TSchema>(
  component: Component<T>,
  description: string,
  headers?: Headers
) {
  return answer(component, description, {
    ...headers,
    'idempotency-replayed': Type.Literal('true', {
      description: 'Present if this is the answer to an earlier request with the same `Idempotency-Key`'
    })
  });
}
