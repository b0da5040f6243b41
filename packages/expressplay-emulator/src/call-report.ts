import type { FastifyInstance } from 'fastify';
import type { EventError } from './event-error.ts';

/** One call to the emulated ExpressPlay and how it ended; nothing in it is a secret. */
export type CallReport = {
  /** The HTTP method. */
  readonly method: string;
  /** Without the query, which may hold an authenticator and keys. */
  readonly path: string;
  /** The HTTP status of the answer. */
  readonly status: number;
  /** The event error code and its text, when the call was refused. */
  readonly refusal?: { readonly code: number; readonly message: string };
};

declare module 'fastify' {
  interface FastifyRequest {
    /** Why the call was refused, once it was. */
    refusal: EventError | undefined;
  }
}

/** Reports every call of this scope once it was answered. */
export function addCallReports(scope: FastifyInstance, onCall: (report: CallReport) => void): void {
  scope.addHook('onResponse', async (request, { statusCode: status }) => {
    const path = request.url.split('?', 1)[0] ?? '';
    const { method, refusal } = request;
    onCall({
      method,
      path,
      status,
      ...(refusal && { refusal: { code: refusal.code, message: refusal.message } })
    });
  });
}

/** A report as a line of text: `POST /hms/wv/token 400 -2033 Invalid cookie`. */
export const formatReport = ({ method, path, status, refusal }: CallReport): string =>
  [method, path, status, ...(refusal ? [refusal.code, refusal.message] : [])].join(' ');
