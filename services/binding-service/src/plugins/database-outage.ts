import { HttpProblem } from '@expressplay-binding/fastify-binding';
import { StorageError, type StorageErrorCode } from '@expressplay-binding/storage-kysely';
import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';

/** While the database does not answer, requests are refused with `unavailable`, which clients may retry. */
export const databaseOutage = fp(
  async (app: FastifyInstance) => {
    // The handler of the enclosing scope gets the error that is thrown here.
    app.setErrorHandler(error => {
      throw isOutage(error) ? unavailable(error) : error;
    });
  },
  { name: 'database-outage' }
);

/** Faults of the database that pass, by themselves or when somebody makes room on the disk. */
const outages: readonly StorageErrorCode[] = ['unreachable', 'busy', 'not-writable', 'disk-failed'];

function isOutage(error: unknown): boolean {
  return error instanceof StorageError && outages.includes(error.code);
}

function unavailable(cause: unknown): HttpProblem {
  const detail =
    'The database does not answer or may not write at the moment. Send the request again in a few seconds.';
  return new HttpProblem('unavailable', detail, { 'retry-after': '2' }, { cause });
}
