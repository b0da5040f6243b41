import type { FastifyInstance, FastifyReply } from 'fastify';
import { sendProblem } from './problems.ts';
import type { Staff } from './staff-sessions.ts';

export interface KeySignInOptions {
  /** The origin of the console's pages. */
  readonly origin: string;
  authenticateKey(apiKey: string, address: string): Promise<Omit<Staff, 'actor'> | undefined>;
  /** Starts the session. */
  start(staff: Staff, reply: FastifyReply): Promise<unknown>;
}

/** `POST session`: signs in with an API key, which the browser then forgets. */
export function keySignInRoute(app: FastifyInstance, options: KeySignInOptions): void {
  const schema = {
    body: {
      type: 'object',
      required: ['apiKey'],
      properties: { apiKey: { type: 'string', minLength: 1, maxLength: 256 } },
      additionalProperties: false
    }
  };
  app.post<{ Body: { apiKey: string } }>('/session', { schema }, async (request, reply) => {
    if (request.headers.origin !== options.origin)
      return sendProblem(reply, 'origin-not-allowed', `Only pages of ${options.origin} may sign in.`);
    const principal = await options.authenticateKey(request.body.apiKey, request.ip);
    if (!principal) return sendProblem(reply, 'unauthenticated', 'This API key is not valid.');
    reply.code(201);
    return options.start({ ...principal, actor: principal.name }, reply);
  });
}
