import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { EventError } from '../event-error.ts';
import type { Platform } from '../platform.ts';
import { chooseFault, type Misfortune } from './choose-fault.ts';
import { endlessBody, largeBody, slowBody, truncatedBody } from './fault-bodies.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** What goes wrong with this call, if anything. */
    fault: Misfortune['fault'];
  }
}

const PROXY_PAGE =
  '<!DOCTYPE html><html><head><title>Gateway</title></head><body>Please sign in.</body></html>';

/** Makes the faults that are switched on happen to the calls of this scope. */
export function addFaultHooks(scope: FastifyInstance, { switchboard, random }: Platform): void {
  const closing = new AbortController();
  scope.addHook('onClose', async () => closing.abort());
  scope.decorateRequest('fault', undefined);

  // Only now is a form parsed, which says in which format a refusal is wanted.
  scope.addHook('preHandler', async (request, reply) => {
    const { faults } = switchboard.current;
    const { call } = request.routeOptions.config;
    if (faults.length === 0 || call === undefined) return;
    const { latency, fault } = chooseFault(faults, call, random);
    request.fault = fault;
    if (latency > 0) await sleep(latency, undefined, { signal: closing.signal });
    return answerInstead(request, reply);
  });

  scope.addHook('onSend', async (request, reply, payload) => {
    if (request.fault === undefined || typeof payload !== 'string') return payload;
    return spoilAnswer(request, reply, Buffer.from(payload));
  });
}

/** The faults that keep a call from being processed; undefined lets it go on. */
function answerInstead(request: FastifyRequest, reply: FastifyReply): FastifyReply | undefined {
  const { fault } = request;
  switch (fault?.kind) {
    case 'refuse':
      throw new EventError(fault.code);
    case 'reset':
      request.raw.socket.resetAndDestroy();
      return reply.hijack();
    case 'status':
      if (fault.retryAfter !== undefined) reply.header('retry-after', fault.retryAfter);
      return reply.code(fault.status).type('text/html').send(`<html><body>${fault.status}</body></html>`);
    case 'html':
      return reply.type('text/html').send(PROXY_PAGE);
    case 'malformed':
      return reply.type(contentTypeOf(request)).send('{"licenseAcquisitionUrl":"ht');
    case 'answer':
      return reply.code(fault.status).type(fault.contentType).send(fault.body);
    case 'endless-body':
      return reply.type(contentTypeOf(request)).send(endlessBody());
    case 'large-body':
      return reply.type(contentTypeOf(request)).send(largeBody(fault.bytes));
    default:
      return undefined;
  }
}

/** The faults that hit the answer of a call that was processed. */
function spoilAnswer(request: FastifyRequest, reply: FastifyReply, answer: Buffer): unknown {
  switch (request.fault?.kind) {
    case 'lost-answer':
      request.raw.socket.resetAndDestroy();
      return answer;
    case 'slow-body':
      return slowBody(answer, request.fault.ms);
    case 'truncated-body':
      reply.header('content-length', answer.length);
      return truncatedBody(answer);
    default:
      return answer;
  }
}

/** What a successful answer of this call is labeled as. */
const contentTypeOf = (request: FastifyRequest): string =>
  request.routeOptions.config.call?.api === 'tokens' ? 'text/uri-list' : 'application/json';
