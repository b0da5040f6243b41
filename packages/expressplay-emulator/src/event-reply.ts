import { STATUS_CODES } from 'node:http';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { EventError } from './event-error.ts';
import { first, type RequestParameters } from './parameters/parameters.ts';

/** Both codes say that the caller is not known; every other refusal is about what was asked. */
const UNAUTHORIZED: readonly number[] = [-2017, -2018];

/** Checks `errorFormat` before anything else can go wrong. @throws EventError -3004 */
export function checkErrorFormat(parameters: RequestParameters): void {
  const format = first(parameters, 'errorFormat');
  if (format !== undefined && format !== 'html' && format !== 'json') throw new EventError(-3004);
}

/**
 * Answers an error as ExpressPlay would. The JSON members `errorCode` and `errorMessage` are the emulator's choice: the
 * real ones are not public.
 */
export function replyError(
  error: EventError | FastifyError,
  request: FastifyRequest,
  reply: FastifyReply
): FastifyReply {
  const { api } = request.routeOptions.config.call ?? {};
  if (!(error instanceof EventError)) {
    const status = error.statusCode ?? 500;
    return replyInFormat(request, reply.code(status), { errorMessage: STATUS_CODES[status] ?? 'Error' });
  }
  const status = api === 'redemptions' ? 403 : UNAUTHORIZED.includes(error.code) ? 401 : 400;
  return replyInFormat(request, reply.code(status), { errorCode: error.code, errorMessage: error.message });
}

/** A path that ExpressPlay does not have. */
export const replyNotFound = (request: FastifyRequest, reply: FastifyReply): FastifyReply =>
  replyInFormat(request, reply.code(404), { errorMessage: 'Not Found' });

type ErrorBody = { readonly errorCode?: number; readonly errorMessage: string };

function replyInFormat(request: FastifyRequest, reply: FastifyReply, body: ErrorBody): FastifyReply {
  if (wantsJson(request)) return reply.type('application/json').send(body);
  return reply.type('text/html').send(errorPage(body));
}

/** Devices are not asked for a format: their errors come as JSON. */
function wantsJson(request: FastifyRequest): boolean {
  if (request.routeOptions.config.call?.api === 'redemptions') return true;
  return first(parametersOf(request), 'errorFormat') === 'json';
}

/** The parameters of a call: those of its query, and on a form POST those of its body as well. */
export const parametersOf = (request: FastifyRequest): RequestParameters =>
  request.method === 'POST'
    ? { ...(request.query as RequestParameters), ...formOf(request) }
    : (request.query as RequestParameters);

const formOf = ({ body }: FastifyRequest): RequestParameters =>
  typeof body === 'object' && body !== null ? (body as RequestParameters) : {};

function errorPage({ errorCode, errorMessage }: ErrorBody): string {
  const title = errorCode === undefined ? errorMessage : `Error ${errorCode}`;
  return `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1><p>${errorMessage}</p></body></html>`;
}
