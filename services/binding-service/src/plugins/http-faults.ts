import { BindingError } from '@expressplay-binding/binding-core';
import { HttpProblem } from '@expressplay-binding/fastify-binding';
import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';

/** Answers with problem documents where Node would answer without a body. */
export const httpFaults = fp(
  async (app: FastifyInstance) => {
    app.server.on('checkExpectation', app.routing);
    app.addHook('onRequest', async ({ headers, raw }) => {
      if (headers.expect !== undefined && !/^100-continue$/i.test(headers.expect))
        throw new HttpProblem('expectation-failed', 'The only expectation that is met is `100-continue`.');
      if (headers.host === undefined && raw.httpVersion === '1.1')
        throw new BindingError({
          code: 'validation',
          detail: 'The request has no `Host`. Send it with the name of the service.'
        });
    });
  },
  { name: 'http-faults' }
);
