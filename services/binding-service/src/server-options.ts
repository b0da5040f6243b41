import { randomUUID } from 'node:crypto';
import type { ServerOptions } from 'node:http';
import type { Server } from 'node:https';
import { fastifyBindingServerOptions } from '@expressplay-binding/fastify-binding';
import type { FastifyHttpsOptions } from 'fastify';
import type { TlsConfiguration } from './config/tls.ts';

/**
 * How the service speaks HTTP.
 * @param tls Makes it HTTPS.
 * @param requestTimeout Milliseconds that a request may take to arrive, its body included.
 */
export function serverOptions(
  tls: TlsConfiguration | undefined,
  requestTimeout = 30_000
): FastifyHttpsOptions<Server> & { http: ServerOptions } {
  const node: ServerOptions = {
    // Node swaps the two when the one for headers is longer: bodies would then get its default, a minute.
    headersTimeout: requestTimeout,
    connectionsCheckingInterval: Math.min(1000, requestTimeout),
    // Refused by a hook of the service, as a problem document.
    requireHostHeader: false
  };
  return {
    ...fastifyBindingServerOptions,
    http: node,
    https: tls ? { ...node, ...tls } : null,
    genReqId: () => randomUUID(),
    requestTimeout,
    // Answers are held for up to 30 seconds, and an upstream call may take as long again.
    connectionTimeout: 75_000,
    // Longer than the idle timeout of common load balancers, so that they close first.
    keepAliveTimeout: 65_000,
    // What arrives on an open connection while the service stops is served; the connection ends with it.
    return503OnClosing: false
  };
}
