import { type BindingSettings, createBinding } from '@expressplay-binding/binding-core';
import {
  createExpressPlayClient,
  type ExpressPlayClientOptions
} from '@expressplay-binding/expressplay-client';
import {
  type Authenticate,
  addComponents,
  components,
  expressPlayLicenses,
  fastifyBinding,
  type LicenseOptions,
  lookUpWorker,
  playerRoutes,
  problemDetails,
  seesRoutes
} from '@expressplay-binding/fastify-binding';
import type { Storage } from '@expressplay-binding/storage-kysely';
import { supportConsole } from '@expressplay-binding/support-console';
import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import { createAuthenticate } from './api-keys/authenticate.ts';
import type { Configuration } from './config/configuration.ts';
import type { ConsoleConfiguration } from './config/console.ts';
import type { PlayerConfiguration } from './config/player.ts';
import { limitFailedAuthentications } from './failed-authentications.ts';
import { networkOf } from './network.ts';
import { observedLicenses } from './observed-licenses.ts';
import { createMetrics } from './operations/metrics.ts';
import { observedStore } from './operations/observed-store.ts';
import { apiDescription } from './plugins/api-description.ts';
import { apiReference } from './plugins/api-reference.ts';
import { databaseOutage } from './plugins/database-outage.ts';
import { drain } from './plugins/drain.ts';
import { health } from './plugins/health.ts';
import { httpFaults } from './plugins/http-faults.ts';
import { metricsRoute, requestMetrics } from './plugins/metrics.ts';
import { rateLimit } from './plugins/rate-limit.ts';
import { securityHeaders } from './plugins/security-headers.ts';
import { connectRedis } from './plugins/shared-rate-limits.ts';
import { staffAuthentication } from './staff-authentication.ts';

export interface AppOptions {
  /** Stays open when the app closes: it belongs to the caller. */
  readonly storage: Storage;
  readonly expressPlay: ExpressPlayClientOptions;
  readonly settings: BindingSettings;
  /** An API key with every scope that is not in the storage. */
  readonly bootstrapApiKey?: string | undefined;
  /** Requests per API key and minute. */
  readonly rateLimitPerMinute: number;
  /** The Redis in which several processes count the requests of an API key together. */
  readonly redisUrl?: string | undefined;
  /** Failed authentications per address and minute. */
  readonly failedAuthenticationsPerMinute: number;
  /** What the operator knows of ExpressPlay's licenses. */
  readonly licenses?: LicenseOptions | undefined;
  /** Lets browsers call `/player`. */
  readonly player?: PlayerConfiguration | undefined;
  /** Serves the console at `/console`. */
  readonly console?: ConsoleConfiguration | undefined;
  readonly sees: Configuration['sees'];
  /** Milliseconds between two rounds of background look-ups; without it there are none. */
  readonly lookUpInterval?: number | undefined;
  /** Another app, which then serves `/metrics`, `/health` and the API reference in place of this one. The caller closes it afterwards. */
  readonly operations?: FastifyInstance | undefined;
}

/** The whole service as a Fastify plugin. It reads no environment and opens no port. */
export const app: FastifyPluginAsync<AppOptions> = async (root, options) => {
  const { storage, settings, player, rateLimitPerMinute: perMinute } = options;
  const { clientCertificates, ...seesOptions } = options.sees;
  await root.register(drain);
  await root.register(securityHeaders);
  await root.register(problemDetails);
  await root.register(httpFaults);
  await root.register(apiDescription);
  const metrics = createMetrics(storage);
  await root.register(requestMetrics, metrics);
  const operations = options.operations ?? root;
  if (operations !== root) await prepareOperations(operations);
  await operations.register(metricsRoute, metrics);

  const client = createExpressPlayClient(options.expressPlay);
  root.addHook('onClose', () => client.close());
  const binding = createBinding({
    store: observedStore(storage.store, metrics),
    licenses: observedLicenses(expressPlayLicenses(client, options.licenses), metrics.observeUpstream),
    settings
  });

  const guard = limitFailedAuthentications(options.failedAuthenticationsPerMinute);
  const findPrincipal = createAuthenticate(binding, options.bootstrapApiKey);
  const authenticate: Authenticate = (apiKey, address) =>
    guard(apiKey, address, () => findPrincipal(apiKey, address));

  const staff = options.console && {
    ...options.console,
    sessions: storage.staffSessions,
    authenticateKey: authenticate,
    isKeyActive: binding.isApiKeyActive,
    guard
  };
  const authenticateRequest = staff && staffAuthentication(staff);

  const { lookUpInterval } = options;
  if (lookUpInterval !== undefined) await root.register(lookUpWorker, { binding, interval: lookUpInterval });

  const { redisUrl } = options;
  const redis = redisUrl === undefined ? undefined : connectRedis(redisUrl, root.log);
  root.addHook('onClose', async () => redis?.disconnect());

  let closing = false;
  root.addHook('preClose', async () => {
    closing = true;
  });
  await operations.register(health, { storage, isClosing: () => closing });
  await root.register(
    async v1 => {
      await v1.register(databaseOutage);
      await v1.register(rateLimit, {
        perMinute,
        redis,
        door: 'v1',
        keyOf: request => request.principal.name
      });
      await v1.register(fastifyBinding, { binding, authenticate, authenticateRequest });
    },
    { prefix: '/v1' }
  );
  await root.register(
    async door => {
      await door.register(databaseOutage);
      // License servers with a client certificate have no principal: they are one client.
      await door.register(rateLimit, {
        perMinute,
        redis,
        door: 'sees',
        keyOf: request => request.principal?.name ?? 'sees'
      });
      await door.register(seesRoutes, {
        ...seesOptions,
        binding,
        authenticate: clientCertificates ? 'client-certificate' : authenticate
      });
    },
    { prefix: '/sees' }
  );
  if (staff)
    await root.register(
      async door => {
        await door.register(databaseOutage);
        await door.register(rateLimit, {
          perMinute,
          redis,
          door: 'console',
          keyOf: request => networkOf(request.ip)
        });
        await door.register(supportConsole, staff);
      },
      { prefix: '/console' }
    );
  if (player)
    await root.register(
      async door => {
        await door.register(databaseOutage);
        await door.register(rateLimit, {
          perMinute,
          redis,
          door: 'player',
          keyOf: request => networkOf(request.ip)
        });
        await door.register(playerRoutes, { ...player, binding, guard });
      },
      { prefix: '/player' }
    );

  await operations.register(apiReference, { document: () => root.swagger() });
};

/** What the app for operations shares with the app of the service. */
async function prepareOperations(operations: FastifyInstance): Promise<void> {
  await operations.register(securityHeaders);
  await operations.register(problemDetails);
  await operations.register(httpFaults);
  addComponents(operations, components);
}
