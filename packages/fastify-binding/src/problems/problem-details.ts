import { BindingError } from '@expressplay-binding/binding-core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { toProblemDocument } from './problem-document.ts';
import { problemOfError } from './problem-of-error.ts';
import { problemTable } from './problem-table.ts';

/** Answers every error, and every path that is not there, with `application/problem+json`. */
export const problemDetails = fp(
  async (app: FastifyInstance) => {
    app.setErrorHandler(sendProblem);
    app.setNotFoundHandler(() => {
      throw new BindingError({
        code: 'not-found',
        detail: 'There is nothing at this path with this method.'
      });
    });
  },
  { name: '@expressplay-binding/problem-details' }
);

/**
 * Answers an error with its problem document. Below 500 the text is for the client. Above it the client gets the text
 * of the table or of the license service's fault, and the log gets the error.
 */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply) {
  const { refusal, headers } = problemOfError(error);
  const { status } = problemTable[refusal.code];
  if (status >= 500) request.log.error({ err: error }, refusal.code);
  return reply
    .code(status)
    .headers({ 'cache-control': 'no-store', ...headers })
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send(toProblemDocument(refusal, request.id));
}
