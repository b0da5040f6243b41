import { BindingError } from '@expressplay-binding/binding-core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { rememberMethods } from './allowed-methods.ts';
import { HttpProblem } from './http-problem.ts';
import { problemOfError, toProblemDocument } from './problem-document.ts';
import { problemTable } from './problem-table.ts';

/** A plugin that answers every error and every unknown path with `application/problem+json`, and names each request in its answer. */
export const problemDetails = fp(
  async (app: FastifyInstance) => {
    app.addHook('onRequest', (request, reply, done) => {
      reply.header('request-id', request.id);
      done();
    });
    app.setErrorHandler(sendProblem);
    const allowedMethods = rememberMethods(app);
    app.setNotFoundHandler(request => {
      throw missing(request, allowedMethods(request.raw.url ?? '/'));
    });
  },
  { name: '@expressplay-binding/problem-details' }
);

function missing({ method }: FastifyRequest, allowed: readonly string[]): Error {
  if (allowed.length === 0)
    return new BindingError({ code: 'not-found', detail: 'There is nothing at this path.' });
  const allow = allowed.join(', ');
  return new HttpProblem('method-not-allowed', `${method} is not possible at this path, only ${allow}.`, {
    allow
  });
}

/**
 * Answers an error with its problem document. From status 500 on, the answer contains only texts of the service, and the log
 * contains the error.
 */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply) {
  const { refusal, headers } = problemOfError(error);
  const { status } = problemTable[refusal.code];
  if (status >= 500) request.log.error({ err: error }, refusal.code);
  return (
    reply
      .code(status)
      // Hooks do not run for requests that reach no route, so the id of the request is set here too.
      .headers({ 'cache-control': 'no-store', 'request-id': request.id, ...headers })
      .type('application/problem+json')
      .serializer(JSON.stringify)
      .send(toProblemDocument(refusal, request.id))
  );
}
