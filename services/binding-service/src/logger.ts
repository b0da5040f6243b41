import type { FastifyRequest, FastifyServerOptions } from 'fastify';

/** JSON lines on stdout. Headers that authenticate are masked, queries and bodies are left out. */
export function loggerOptions(level: string): NonNullable<FastifyServerOptions['logger']> {
  return {
    level,
    redact: {
      paths: ['req.headers.authorization', 'req.headers.cookie', 'headers.authorization', 'headers.cookie'],
      censor: '[redacted]'
    },
    serializers: {
      req: ({ method, url, ip }: FastifyRequest) => ({ method, path: url.split('?', 1)[0], ip })
    }
  };
}
