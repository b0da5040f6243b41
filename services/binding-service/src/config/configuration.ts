import { isIP } from 'node:net';
import type { BindingSettings, Drm } from '@expressplay-binding/binding-core';
import type { ExpressPlayClientOptions, ExpressPlayEndpoints } from '@expressplay-binding/expressplay-client';
import type { LicenseOptions } from '@expressplay-binding/fastify-binding';
import { Type } from 'typebox';
import { type ConsoleConfiguration, consoleOf } from './console.ts';
import { drmOptionsOf } from './drm-options.ts';
import { expressPlayOf } from './expressplay.ts';
import { type PlayerConfiguration, playerOf } from './player.ts';
import { ConfigurationError, readVariables } from './read-variables.ts';
import { readFileOf, type TlsConfiguration, tlsOf } from './tls.ts';
import { storageVariables, type Variables, VariablesSchema } from './variables.ts';

/** Where the data is, and the keys that decrypt it. */
export interface StorageConfiguration {
  readonly url: string;
  readonly sealingKeys: readonly string[];
  /** MySQL's connection pool. */
  readonly pool: {
    readonly connectionLimit: number;
    /** Milliseconds. */
    readonly statementTimeout: number;
    /** Nothing for connections without TLS. */
    readonly ssl?: { readonly ca: string; readonly verifyIdentity: true };
  };
}

/** Where a server listens. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** The whole configuration of the service. */
export interface Configuration {
  readonly listen: Address;
  /** Where `/metrics`, `/health` and `/docs` are served; `undefined` for the address of the API. */
  readonly listenForOperations: Address | undefined;
  readonly storage: StorageConfiguration;
  readonly expressPlay: ExpressPlayClientOptions;
  readonly licenses: LicenseOptions;
  readonly settings: BindingSettings;
  readonly bootstrapApiKey: string | undefined;
  readonly rateLimitPerMinute: number;
  readonly redisUrl: string | undefined;
  readonly failedAuthenticationsPerMinute: number;
  readonly lookUpInterval: number | undefined;
  /** How browsers may call; `undefined` if they may not. */
  readonly player: PlayerConfiguration | undefined;
  /** How the console is served; `undefined` if it is not. */
  readonly console: ConsoleConfiguration | undefined;
  readonly sees: {
    readonly dummyContentId: string | undefined;
    readonly timeBased: 'allow' | 'deny';
    /** Whether license servers show a client certificate; otherwise an API key. */
    readonly clientCertificates: boolean;
  };
  /** `undefined` for plain HTTP. */
  readonly tls: TlsConfiguration | undefined;
  readonly trustProxy: boolean | string;
  readonly logLevel: Variables['LOG_LEVEL'];
}

/** @throws {ConfigurationError} */
export function readConfiguration(environment: NodeJS.ProcessEnv): Configuration {
  const variables = readVariables(VariablesSchema, environment);
  return {
    listen: { host: variables.HOST, port: variables.PORT },
    listenForOperations:
      variables.OPERATIONS_PORT === undefined
        ? undefined
        : { host: variables.OPERATIONS_HOST, port: variables.OPERATIONS_PORT },
    storage: storageOf(variables),
    expressPlay: {
      ...expressPlayOf(variables, endpointsOf(variables)),
      customerAuthenticator: variables.EXPRESSPLAY_CUSTOMER_AUTHENTICATOR,
      deviceIdParameter: variables.EXPRESSPLAY_DEVICE_ID_PARAMETER.split(','),
      deadline: variables.UPSTREAM_TIMEOUT_MS
    },
    licenses: { widevineDurations: variables.WIDEVINE_DURATIONS },
    settings: settingsOf(variables),
    bootstrapApiKey: variables.BOOTSTRAP_API_KEY,
    rateLimitPerMinute: variables.RATE_LIMIT_PER_MINUTE,
    redisUrl: variables.REDIS_URL,
    failedAuthenticationsPerMinute: variables.FAILED_AUTHENTICATIONS_PER_MINUTE,
    lookUpInterval: variables.LOOKUP_WORKER ? variables.LOOKUP_INTERVAL_MS : undefined,
    player: playerOf(variables),
    console: consoleOf(variables),
    sees: {
      dummyContentId: variables.DUMMY_CONTENT_ID,
      timeBased: variables.SEES_TIME_BASED,
      clientCertificates: variables.TLS_CLIENT_CA !== undefined
    },
    tls: tlsOf(variables),
    trustProxy: trustProxyOf(variables.TRUST_PROXY),
    logLevel: variables.LOG_LEVEL
  };
}

/** @throws {ConfigurationError} */
export function readStorageConfiguration(environment: NodeJS.ProcessEnv): StorageConfiguration {
  return storageOf(readVariables(Type.Object(storageVariables), environment));
}

function storageOf({
  DATABASE_URL,
  DATABASE_POOL_SIZE,
  DATABASE_TIMEOUT_MS,
  DATABASE_CA,
  SEALING_KEYS
}: Pick<Variables, keyof typeof storageVariables>): StorageConfiguration {
  return {
    url: DATABASE_URL,
    sealingKeys: SEALING_KEYS.split(','),
    pool: {
      connectionLimit: DATABASE_POOL_SIZE,
      statementTimeout: DATABASE_TIMEOUT_MS,
      ...(DATABASE_CA !== undefined && { ssl: databaseTlsOf(DATABASE_URL, DATABASE_CA) })
    }
  };
}

function databaseTlsOf(url: string, caFile: string) {
  // mysql2 compares certificates with names only.
  if (URL.canParse(url) && isIP(new URL(url).hostname.replace(/^\[|\]$/g, '')) !== 0)
    throw new ConfigurationError(
      'DATABASE_CA needs a DATABASE_URL with the name of the server instead of its IP address.'
    );
  return { ca: String(readFileOf('DATABASE_CA', caFile)), verifyIdentity: true } as const;
}

function endpointsOf(variables: Variables): ExpressPlayEndpoints {
  const { EXPRESSPLAY_ENVIRONMENT: environment, EXPRESSPLAY_BASE_URL: baseUrl } = variables;
  if (environment !== undefined && baseUrl !== undefined)
    throw new ConfigurationError(
      'EXPRESSPLAY_ENVIRONMENT and EXPRESSPLAY_BASE_URL are both set: choose one.'
    );
  if (baseUrl === undefined) return environment as NonNullable<typeof environment>;
  if (!URL.canParse(baseUrl)) throw new ConfigurationError('EXPRESSPLAY_BASE_URL is not a URL.');
  return { baseUrl };
}

function settingsOf(variables: Variables): BindingSettings {
  return {
    dummyContent: {
      kid: variables.DUMMY_CONTENT_KID.toLowerCase(),
      key: { kind: 'clear', value: variables.DUMMY_CONTENT_KEY.toLowerCase() },
      iv: variables.DUMMY_CONTENT_IV?.toLowerCase(),
      url: variables.DUMMY_CONTENT_URL
    },
    registrationTtl: variables.REGISTRATION_TTL_SECONDS,
    tokenTtl: variables.TOKEN_TTL_SECONDS,
    endingTokenTtl: variables.ENDING_TOKEN_TTL_SECONDS,
    idempotencyHold: variables.IDEMPOTENCY_HOLD_SECONDS,
    lookUpsPerMinute: variables.LOOKUPS_PER_MINUTE,
    deviceBinding: deviceBindingOf(variables),
    unverifiedBinding: variables.UNVERIFIED_BINDING,
    allowUnbound: drmsOf(variables.ALLOW_UNBOUND_DRMS),
    drmOptions: drmOptionsOf(variables.DRM_OPTIONS),
    tokenBudget: tokenBudgetOf(variables.TOKEN_BUDGET),
    playerCodeTtl: variables.PLAYER_CODE_TTL_SECONDS,
    playerSessionTtl: variables.PLAYER_SESSION_TTL_SECONDS
  };
}

function deviceBindingOf(variables: Variables): NonNullable<BindingSettings['deviceBinding']> {
  const enforced = drmsOf(variables.DEVICE_BINDING_ENFORCED);
  const unsupported = drmsOf(variables.DEVICE_BINDING_UNSUPPORTED);
  const both = enforced.find(drm => unsupported.includes(drm));
  if (both !== undefined)
    throw new ConfigurationError(
      `DEVICE_BINDING_ENFORCED and DEVICE_BINDING_UNSUPPORTED both name ${both}: choose one.`
    );
  return Object.fromEntries([
    ...enforced.map(drm => [drm, 'enforced']),
    ...unsupported.map(drm => [drm, 'unsupported'])
  ]);
}

/** The pattern of the variable accepts only DRMs. */
function drmsOf(list: string | undefined): Drm[] {
  return (list?.split(',') ?? []) as Drm[];
}

function tokenBudgetOf(text: string | undefined): BindingSettings['tokenBudget'] {
  if (text === undefined) return undefined;
  const [max = 0, windowSeconds = 0] = text.split('/').map(Number);
  return { max, windowSeconds };
}

function trustProxyOf(text: string): boolean | string {
  if (text === 'true' || text === 'false') return text === 'true';
  if (text.split(',').every(isNetwork)) return text;
  throw new ConfigurationError(
    'TRUST_PROXY must be true, false, or addresses and networks (from /1) separated by commas.'
  );
}

function isNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.trim().split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return bits === undefined || (/^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}
