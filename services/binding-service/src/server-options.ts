import { randomUUID } from 'node:crypto';
import type { ServerOptions } from 'node:http';
import type { Server } from 'node:https';
import { fastifyBindingServerOptions } from '@expressplay-binding/fastify-binding';
import type { FastifyHttpsOptions } from 'fastify';
import type { TlsConfiguration } from './config/tls.ts';

/**
 * The HTTP settings of the service.
 * @param tls Makes it HTTPS.
 * @param requestTimeout Milliseconds that a request may take to arrive, its body included.
 */
export function serverOptions(
  tls: TlsConfiguration | undefined,
  requestTimeout = 30_000
): FastifyHttpsOptions<Server> & { http: ServerOptions } {
  const node: ServerOptions = {
    // If this is longer than `requestTimeout`, Node swaps the two. Its default, a minute, would then be the limit for bodies.
    headersTimeout: requestTimeout,
    connectionsCheckingInterval: Math.min(1000, requestTimeout),
    // A hook of the service refuses the request with a problem document.
    requireHostHeader: false
  };
  return {
    ...fastifyBindingServerOptions,
    http: node,
    https: tls ? { ...node, ...tls } : null,
    genReqId: ({ headers }) => clientRequestId(headers['request-id']) ?? randomUUID(),
    requestTimeout,
    // An answer may be held for 30 seconds, and an upstream call may then take another 30.
    connectionTimeout: 75_000,
    // Longer than the idle timeout of common load balancers, so that they close the connection first.
    keepAliveTimeout: 65_000,
    // While the service stops, a request on an open connection is served, and the connection closes after it.
    return503OnClosing: false
  };
}

/** The id that the client gave its request, if it can stand in a log line. */
function clientRequestId(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' && /^[\w.-]{1,64}$/.test(header) ? header : undefined;
}
