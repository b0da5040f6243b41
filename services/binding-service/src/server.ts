import { randomUUID } from 'node:crypto';
import { fastifyBindingServerOptions } from '@expressplay-binding/fastify-binding';
import { openStorage } from '@expressplay-binding/storage-kysely';
import closeWithGrace from 'close-with-grace';
import Fastify from 'fastify';
import { app } from './app.ts';
import type { Configuration } from './config/configuration.ts';
import { loggerOptions, RequestLog, standardOutput } from './logger.ts';

/**
 * Starts the service. It runs until SIGTERM or SIGINT.
 * @throws {StorageError} and errors of the socket, when it cannot start.
 */
export async function serve(configuration: Configuration): Promise<void> {
  const { listen, logLevel, trustProxy, tls, storage: storageOptions, ...options } = configuration;
  const storage = await openStorage(storageOptions);
  const server = Fastify({
    ...fastifyBindingServerOptions,
    logger: loggerOptions(logLevel, standardOutput()),
    logController: new RequestLog(),
    trustProxy,
    https: tls ?? null,
    genReqId: () => randomUUID(),
    // Answers are held for up to 30 seconds, and an upstream call may take as long again.
    connectionTimeout: 75_000,
    // Longer than the idle timeout of common load balancers, so that they close first.
    keepAliveTimeout: 65_000,
    requestTimeout: 30_000,
    // What arrives on an open connection while the service stops is served; the connection ends with it.
    return503OnClosing: false
  });
  server.addHook('onClose', () => storage.close());
  await server.register(app, { storage, ...options });

  closeWithGrace({ delay: 35_000, logger: server.log }, async ({ err }) => {
    if (err) server.log.fatal({ err }, 'stopping after a fault');
    await server.close();
  });
  await server.listen(listen);
}
