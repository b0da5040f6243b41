import { STATUS_CODES } from 'node:http';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { EventError } from './event-error.ts';
import { first, type RequestParameters } from './parameters/parameters.ts';
import type { Switches } from './switches.ts';

/** Both codes say that the caller is not known; every other refusal is about what was asked. */
const UNAUTHORIZED: readonly number[] = [-2017, -2018];

/**
 * Checks `errorFormat` before anything else can go wrong.
 *
 * @throws EventError -3004
 */
export function checkErrorFormat(parameters: RequestParameters): void {
  const format = first(parameters, 'errorFormat');
  if (format !== undefined && format !== 'html' && format !== 'json') throw new EventError(-3004);
}

/** What JSON errors call their members; the real names are not public. */
type MemberNames = Switches['errorMembers'];

/** Answers an error as ExpressPlay would. */
export function replyError(
  error: EventError | FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
  names: MemberNames
): FastifyReply {
  if (!(error instanceof EventError)) {
    const status = error.statusCode ?? 500;
    return replyInFormat(request, reply.code(status), { message: STATUS_CODES[status] ?? 'Error' }, names);
  }
  const redemption = request.routeOptions.config.call?.api === 'redemptions';
  const status = redemption ? 403 : UNAUTHORIZED.includes(error.code) ? 401 : 400;
  return replyInFormat(request, reply.code(status), error, names);
}

/** Answers a path that ExpressPlay does not have. */
export const replyNotFound = (
  request: FastifyRequest,
  reply: FastifyReply,
  names: MemberNames
): FastifyReply => replyInFormat(request, reply.code(404), { message: 'Not Found' }, names);

type Refusal = { readonly code?: number; readonly message: string };

function replyInFormat(
  request: FastifyRequest,
  reply: FastifyReply,
  { code, message }: Refusal,
  names: MemberNames
): FastifyReply {
  if (!wantsJson(request)) return reply.type('text/html').send(errorPage(code, message));
  const coded = code === undefined ? {} : { [names.code]: code };
  return reply.type('application/json').send({ ...coded, [names.message]: message });
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

function errorPage(code: number | undefined, message: string): string {
  const title = code === undefined ? message : `Error ${code}`;
  return `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1><p>${message}</p></body></html>`;
}
