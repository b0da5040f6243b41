import type { FastifyReply } from 'fastify';

const problems = {
  validation: { status: 400, title: 'Bad request' },
  unauthenticated: { status: 401, title: 'Not signed in' },
  forbidden: { status: 403, title: 'Not allowed' },
  'origin-not-allowed': { status: 403, title: 'The origin is not allowed' },
  'not-found': { status: 404, title: 'Not found' }
} as const;

/** Answers with a problem document (RFC 9457) like those of the REST API. */
export function sendProblem(reply: FastifyReply, code: keyof typeof problems, detail: string): FastifyReply {
  const { status, title } = problems[code];
  return reply
    .code(status)
    .type('application/problem+json')
    .send({
      type: `urn:expressplay-binding:problem:${code}`,
      title,
      status,
      detail,
      code,
      requestId: reply.request.id
    });
}
