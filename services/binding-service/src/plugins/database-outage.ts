import { HttpProblem } from '@expressplay-binding/fastify-binding';
import { StorageError } from '@expressplay-binding/storage-kysely';
import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';

/** While the database is away, requests are refused as `unavailable`: they may be sent again. */
export const databaseOutage = fp(
  async (app: FastifyInstance) => {
    // What is thrown here goes on to the handler of the scope around.
    app.setErrorHandler(error => {
      throw isOutage(error) ? unavailable(error) : error;
    });
  },
  { name: 'database-outage' }
);

function isOutage(error: unknown): boolean {
  return error instanceof StorageError && (error.code === 'unreachable' || error.code === 'busy');
}

function unavailable(cause: unknown): HttpProblem {
  const detail =
    'The database does not answer or may not write at the moment. Send the request again in a few seconds.';
  return new HttpProblem('unavailable', detail, { 'retry-after': '2' }, { cause });
}
