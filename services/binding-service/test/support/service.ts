import { Writable } from 'node:stream';
import { createEmulator, type EmulatorOptions } from '@expressplay-binding/expressplay-emulator';
import { openStorage } from '@expressplay-binding/storage-kysely';
import Fastify from 'fastify';
import type { Test } from 'tap';
import { app } from '../../src/app.ts';
import { readConfiguration } from '../../src/config/configuration.ts';
import { loggerOptions, RequestLog } from '../../src/logger.ts';
import { serverOptions } from '../../src/server-options.ts';
import { callsTo } from './calls.ts';
import { environmentOf } from './environment.ts';

/** A service in this process, listening, with the lines that it logs. */
export async function startService(
  t: Test,
  databaseUrl: string,
  expressPlayUrl: string,
  more: NodeJS.ProcessEnv = {},
  requestTimeout?: number
) {
  const environment = environmentOf({ databaseUrl, expressPlayUrl }, more);
  const { storage: storageOptions, logLevel, ...options } = readConfiguration(environment);
  const storage = await openStorage(storageOptions);
  t.teardown(() => storage.close());
  const log: string[] = [];
  const stream = new Writable({
    write(line, _encoding, done) {
      log.push(String(line));
      done();
    }
  });
  const server = Fastify({
    ...serverOptions(options.tls, requestTimeout),
    logger: loggerOptions(logLevel, stream),
    logController: new RequestLog()
  });
  t.teardown(() => server.close());
  await server.register(app, { storage, ...options });
  const url = await server.listen({ host: '127.0.0.1', port: Number(more.PORT ?? 0) });
  return { url, server, storage, log, call: callsTo(t, url) };
}

/** An emulator that ends with the test. */
export async function startEmulator(t: Test, options: EmulatorOptions = {}) {
  const emulator = await createEmulator(options);
  t.teardown(() => emulator.close());
  return emulator;
}
