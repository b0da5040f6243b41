import { HttpProblem, problemResponses } from '@expressplay-binding/fastify-binding';
import type { Storage } from '@expressplay-binding/storage-kysely';
import type { FastifyPluginAsync } from 'fastify';
import { Type } from 'typebox';

const StatusSchema = Type.Object(
  { status: Type.Literal('ok', { description: 'The only value' }) },
  { description: 'All is well' }
);

export interface HealthOptions {
  readonly storage: Pick<Storage, 'ping'>;
  /** Whether the service is stopping, so that it is not ready. */
  readonly isClosing: () => boolean;
}

/** Whether the process lives, and whether it can serve. */
export const health: FastifyPluginAsync<HealthOptions> = async (app, { storage, isClosing }) => {
  app.get(
    '/health/live',
    {
      schema: {
        tags: ['Operations'],
        operationId: 'checkLiveness',
        summary: 'Is the process alive?',
        security: [],
        description: 'Does not ask the database: a restart of the process would not help there.',
        response: { 200: StatusSchema, ...problemResponses(['validation', 'internal']) }
      }
    },
    async () => ({ status: 'ok' })
  );

  app.get(
    '/health/ready',
    {
      schema: {
        tags: ['Operations'],
        operationId: 'checkReadiness',
        summary: 'Can it serve requests?',
        description: 'Lets the database commit a small write, for two seconds at most.',
        security: [],
        response: { 200: StatusSchema, ...problemResponses(['validation', 'internal', 'unavailable']) }
      }
    },
    async () => {
      if (isClosing()) throw new HttpProblem('unavailable', 'The service is stopping.');
      await storage.ping().catch(cause => {
        throw new HttpProblem('unavailable', 'The database does not answer or may not write.', {}, { cause });
      });
      return { status: 'ok' };
    }
  );
};
