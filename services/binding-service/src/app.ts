import { type BindingSettings, createBinding } from '@expressplay-binding/binding-core';
import {
  createExpressPlayClient,
  type ExpressPlayClientOptions
} from '@expressplay-binding/expressplay-client';
import {
  expressPlayLicenses,
  fastifyBinding,
  lookUpWorker,
  problemDetails
} from '@expressplay-binding/fastify-binding';
import type { Storage } from '@expressplay-binding/storage-kysely';
import helmet from '@fastify/helmet';
import type { FastifyPluginAsync } from 'fastify';
import { createAuthenticate } from './api-keys/api-keys.ts';
import { observedLicenses } from './observed-licenses.ts';
import { apiDescription } from './plugins/api-description.ts';
import { apiReference } from './plugins/api-reference.ts';
import { databaseOutage } from './plugins/database-outage.ts';
import { drain } from './plugins/drain.ts';
import { health } from './plugins/health.ts';
import { metrics } from './plugins/metrics.ts';
import { rateLimit } from './plugins/rate-limit.ts';

export interface AppOptions {
  /** Stays open when the app closes: it belongs to the caller. */
  readonly storage: Storage;
  readonly expressPlay: ExpressPlayClientOptions;
  readonly settings: BindingSettings;
  /** An API key with every scope that is not in the storage. */
  readonly bootstrapApiKey?: string | undefined;
  /** Requests per API key and minute. */
  readonly rateLimitPerMinute: number;
  /** Milliseconds between two rounds of background look-ups; without it there are none. */
  readonly lookUpInterval?: number | undefined;
}

/** The whole service as a Fastify plugin. It reads no environment and opens no port. */
export const app: FastifyPluginAsync<AppOptions> = async (root, options) => {
  const { storage, settings } = options;
  await root.register(drain);
  await root.register(apiDescription);
  await root.register(metrics);

  const client = createExpressPlayClient(options.expressPlay);
  root.addHook('onClose', () => client.close());
  const binding = createBinding({
    store: storage.store,
    licenses: observedLicenses(expressPlayLicenses(client), root.observeUpstream),
    settings
  });

  const { lookUpInterval } = options;
  if (lookUpInterval !== undefined) await root.register(lookUpWorker, { binding, interval: lookUpInterval });

  await root.register(async api => {
    await api.register(helmet);
    await api.register(problemDetails);
    await api.register(health, { storage });
    await api.register(
      async v1 => {
        await v1.register(databaseOutage);
        await v1.register(rateLimit, { perMinute: options.rateLimitPerMinute });
        await v1.register(fastifyBinding, {
          binding,
          authenticate: createAuthenticate(storage.apiKeys, options.bootstrapApiKey)
        });
      },
      { prefix: '/v1' }
    );
  });

  await root.register(apiReference);
};
