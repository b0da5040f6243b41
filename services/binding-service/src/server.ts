import { openStorage } from '@expressplay-binding/storage-kysely';
import closeWithGrace from 'close-with-grace';
import Fastify from 'fastify';
import { app } from './app.ts';
import type { Configuration } from './config/configuration.ts';
import { exitWithSentence } from './exit-with-sentence.ts';
import { loggerOptions, RequestLog, standardOutput } from './logger.ts';
import { serverOptions } from './server-options.ts';

/**
 * Starts the service. It runs until SIGTERM or SIGINT.
 * @throws {StorageError} and errors of the socket, when it cannot start.
 */
export async function serve(configuration: Configuration): Promise<void> {
  const { listen, listenForOperations, logLevel, trustProxy, tls, storage: storageOptions } = configuration;
  const common = {
    logger: loggerOptions(logLevel, standardOutput()),
    logController: new RequestLog(),
    trustProxy
  };
  const server = Fastify({ ...serverOptions(tls), ...common });
  const operations = listenForOperations && Fastify({ ...serverOptions(undefined), ...common });
  const storage = await openStorage({
    ...storageOptions,
    logger: server.log,
    // Nothing can be served any more: whoever watches the process starts it anew.
    onFailure(error) {
      server.log.fatal({ err: error }, 'the database failed');
      exitWithSentence(error);
    }
  });
  server.addHook('onClose', () => storage.close());
  await server.register(app, { ...configuration, storage, operations });

  closeWithGrace({ delay: 35_000, logger: server.log }, async ({ err }) => {
    if (err) server.log.fatal({ err }, 'stopping after a fault');
    await server.close();
    // To the end it says that the service is not ready.
    await operations?.close();
  });
  await server.listen(listen);
  if (listenForOperations) await operations?.listen(listenForOperations);
}
