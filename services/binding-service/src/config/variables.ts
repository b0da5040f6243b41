import { drms, formats } from '@expressplay-binding/binding-core';
import type { WidevineDurations } from '@expressplay-binding/fastify-binding';
import { type Static, Type } from 'typebox';
import { expressPlayVariables } from './expressplay.ts';

const hex32 = '^[0-9a-fA-F]{32}$';

/** The variables of the storage: all that the commands on API keys need. */
export const storageVariables = {
  DATABASE_URL: Type.String({
    minLength: 1,
    description:
      '`sqlite:<path>` or `mysql://user:password@host:port/database`. The tables are created and migrated at start.',
    examples: ['sqlite:./data/binding.db']
  }),
  DATABASE_POOL_SIZE: Type.Integer({
    default: 10,
    minimum: 1,
    maximum: 1000,
    description: 'The most connections that one process opens to MySQL. SQLite ignores it.'
  }),
  DATABASE_TIMEOUT_MS: Type.Integer({
    default: 5000,
    minimum: 100,
    maximum: 60_000,
    description:
      'How long the service waits for MySQL: for a connection, for each answer, and for a unit of work with all its attempts. After that the caller gets 503. SQLite ignores it.'
  }),
  DATABASE_CA: Type.Optional(
    Type.String({
      description:
        'A PEM file with the certificate authority of MySQL. With it connections use TLS, and the certificate of the server must be valid for the host of `DATABASE_URL`, which must be a name, not an IP address.'
    })
  ),
  SEALING_KEYS: Type.String({
    pattern: '^[A-Za-z0-9_-]{43}=?(,[A-Za-z0-9_-]{43}=?)*$',
    description:
      '32 random bytes as base64url (`node -p "crypto.randomBytes(32).toString(\'base64url\')"`), or several, separated by commas: the first encrypts content keys, all decrypt. Without them the content keys are lost.'
  })
};

function drmList(meaning: string) {
  const drm = `(${drms.join('|')})`;
  return Type.Optional(
    Type.String({
      pattern: `^${drm}(,${drm})*$`,
      description: `${meaning} Separated by commas: ${drms.join(', ')}.`
    })
  );
}

/** Every environment variable of the service, with its meaning, format and default. The documentation is generated from it. */
export const VariablesSchema = Type.Object(
  {
    HOST: Type.String({
      default: '127.0.0.1',
      description: 'The address to listen on; `0.0.0.0` in a container.'
    }),
    PORT: Type.Integer({
      default: 3000,
      minimum: 0,
      maximum: 65_535,
      description: 'The TCP port; 0 chooses a free one.'
    }),
    OPERATIONS_PORT: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 65_535,
        description:
          'A TCP port of its own for `/metrics`, `/health` and `/docs`, by plain HTTP; `PORT` then does not serve them. Default: `PORT` serves them.'
      })
    ),
    OPERATIONS_HOST: Type.String({
      default: '127.0.0.1',
      description: 'The address that `OPERATIONS_PORT` listens on.'
    }),
    ...storageVariables,
    EXPRESSPLAY_ENVIRONMENT: Type.Optional(
      Type.Unsafe<'production' | 'test' | 'production-cn' | 'test-cn'>({
        type: 'string',
        enum: ['production', 'test', 'production-cn', 'test-cn'],
        description: "Which of ExpressPlay's environments to call. Set either this or `EXPRESSPLAY_BASE_URL`."
      })
    ),
    EXPRESSPLAY_BASE_URL: Type.Optional(
      Type.String({
        pattern: '^https?://[^?#@]+$',
        description: "The base URL of all of ExpressPlay's paths, e.g. that of the emulator or of a proxy.",
        examples: ['http://127.0.0.1:3001']
      })
    ),
    EXPRESSPLAY_CUSTOMER_AUTHENTICATOR: Type.String({
      pattern: '^[0-9]{1,20},[0-9a-fA-F]{32}$',
      description: "ExpressPlay's API key for that environment: the service id, a comma, 32 hex characters."
    }),
    EXPRESSPLAY_DEVICE_ID_PARAMETER: Type.String({
      default: 'deviceId',
      pattern: '^[A-Za-z][A-Za-z0-9_.-]{0,63}(,[A-Za-z][A-Za-z0-9_.-]{0,63}){0,7}$',
      description:
        'The name of the parameter in token requests that restricts a token to a device. Its spelling is not public. If there are several names, separated by commas, all are sent.',
      examples: ['deviceId,deviceid']
    }),
    ...expressPlayVariables,
    DEVICE_BINDING_UNSUPPORTED: drmList(
      'DRMs whose tokens ExpressPlay does not bind to a device. Tokens for them are refused without a call to ExpressPlay, unless `ALLOW_UNBOUND_DRMS` contains them.'
    ),
    DEVICE_BINDING_ENFORCED: drmList(
      'DRMs whose tokens ExpressPlay is known to bind to a device. Refusals of ExpressPlay do not change this; only a binding check that proves the contrary overrides it.'
    ),
    ALLOW_UNBOUND_DRMS: drmList(
      'DRMs for which tokens are issued even though ExpressPlay does not bind them to a device; such a token has `binding: "unsupported"`.'
    ),
    UNVERIFIED_BINDING: Type.Unsafe<'allow' | 'refuse'>({
      type: 'string',
      enum: ['allow', 'refuse'],
      default: 'allow',
      description:
        'Whether tokens are issued while it is unknown whether ExpressPlay binds them to their device; such a token has `binding: "unverified"`.'
    }),
    DUMMY_CONTENT_KID: Type.String({
      pattern: hex32,
      description: 'Key id of the clip that devices play to register: 32 hex characters.'
    }),
    DUMMY_CONTENT_KEY: Type.String({
      pattern: hex32,
      description: 'Content key of that clip: 32 hex characters.'
    }),
    DUMMY_CONTENT_IV: Type.Optional(
      Type.String({
        pattern: hex32,
        description: 'Initialization vector of that clip: 32 hex characters. FairPlay needs it.'
      })
    ),
    DUMMY_CONTENT_URL: Type.Optional(
      Type.String({
        pattern: '^https?://',
        description: 'The URL of that clip, for players that need media.'
      })
    ),
    BOOTSTRAP_API_KEY: Type.Optional(
      Type.String({
        minLength: 8,
        maxLength: 256,
        pattern: '^[A-Za-z0-9._~+/-]+=*$',
        description:
          'An API key with every scope that is not in the database. For the first steps; remove it afterwards.'
      })
    ),
    DRM_OPTIONS: Type.Optional(
      Type.String({
        description:
          'The default options of tokens per DRM, as JSON in the form of `drmOptions` of a content. Contents and tokens override them.',
        examples: ['{"widevine":{"securityLevel":3}}']
      })
    ),
    TOKEN_BUDGET: Type.Optional(
      Type.String({
        pattern: '^[1-9][0-9]{0,6}/[1-9][0-9]{0,6}$',
        description:
          'The most tokens that an account gets within a period, as `tokens/seconds`. Default: no limit.',
        examples: ['200/3600']
      })
    ),
    COOKIE_SECRETS: Type.Optional(
      Type.String({
        pattern: '^(?! *(,|$))[^,]{32,}(,(?! *(,|$))[^,]{32,})*$',
        description:
          'Secrets that sign the cookies of browsers at `/player`, each 32 characters or more, separated by commas: the first signs, all are accepted. `/player` is served if this and `PLAYER_ORIGINS` are set.'
      })
    ),
    PLAYER_ORIGINS: Type.Optional(
      Type.String({
        description:
          'The origins of the pages that may call `/player`, without wildcards, separated by commas.',
        examples: ['https://shop.example,https://www.shop.example']
      })
    ),
    PLAYER_COOKIES: Type.Unsafe<'same-site' | 'cross-site' | 'development'>({
      type: 'string',
      enum: ['same-site', 'cross-site', 'development'],
      default: 'same-site',
      description:
        'Attributes of the cookies of browsers: `same-site` if pages and service share a site (SameSite=Lax), `cross-site` if they do not (SameSite=None; Partitioned), `development` for plain HTTP (not Secure).'
    }),
    PLAYER_CODE_TTL_SECONDS: Type.Integer({
      default: 60,
      minimum: 10,
      maximum: 3600,
      description: 'How long the one-time code of a session can be exchanged.'
    }),
    PLAYER_SESSION_TTL_SECONDS: Type.Integer({
      default: 3600,
      minimum: 60,
      maximum: 86_400,
      description: "How long a browser's session lasts."
    }),
    CONSOLE: Type.Boolean({
      default: false,
      description: 'Serves the console for support staff at `/console`. Needs `CONSOLE_ORIGIN`.'
    }),
    CONSOLE_ORIGIN: Type.Optional(
      Type.String({
        description:
          'The origin at which staff open the console. With `https:` its cookies are Secure; `http:` is for development.',
        examples: ['https://binding.example']
      })
    ),
    CONSOLE_IDLE_SECONDS: Type.Integer({
      default: 1800,
      minimum: 60,
      maximum: 86_400,
      description: 'Seconds without a request after which a session of the console ends.'
    }),
    CONSOLE_SESSION_SECONDS: Type.Integer({
      default: 43_200,
      minimum: 300,
      maximum: 604_800,
      description: 'Seconds after which a session of the console ends, even if it is in use.'
    }),
    CONSOLE_OIDC_ISSUER: Type.Optional(
      Type.String({
        pattern: '^https?://[^?#@]+$',
        description:
          'The OpenID Connect provider at which staff sign in to the console. Without it they sign in with an API key.',
        examples: ['https://login.example']
      })
    ),
    CONSOLE_OIDC_CLIENT_ID: Type.Optional(
      Type.String({
        minLength: 1,
        description:
          'The client id of the console at the provider. Register `<CONSOLE_ORIGIN>/console/callback` as its redirect URI and `<CONSOLE_ORIGIN>/console/` for the return after sign-out.'
      })
    ),
    CONSOLE_OIDC_CLIENT_SECRET: Type.Optional(
      Type.String({
        minLength: 1,
        description: 'The client secret of the console at the provider; none for a public client.'
      })
    ),
    CONSOLE_OIDC_SCOPES: Type.String({
      default: 'profile',
      description: 'OAuth scopes to request in addition to `openid`, separated by spaces.'
    }),
    CONSOLE_ROLES_CLAIM: Type.String({
      default: 'roles',
      minLength: 1,
      description: "The claim of the ID token with the person's roles: a text or a list of texts."
    }),
    CONSOLE_ROLES: Type.Optional(
      Type.String({
        description:
          'What each role may do, as JSON: a list of API scopes, or `read` for every scope that reads, or `all`. A person without a role cannot sign in.',
        examples: ['{"support":"read","support-lead":"all"}']
      })
    ),
    DUMMY_CONTENT_ID: Type.Optional(
      Type.String({
        pattern: formats.contentId.pattern,
        maxLength: formats.contentId.maxLength,
        description:
          'The `contentID` with which the dummy clip was packaged. `/sees` then denies devices that register with any other content.'
      })
    ),
    SEES_TIME_BASED: Type.Unsafe<'allow' | 'deny'>({
      type: 'string',
      enum: ['allow', 'deny'],
      default: 'deny',
      description:
        'Whether `requestType` 1 of `/sees` returns tokens. No device restriction protects them: anybody who has such a token can play.'
    }),
    TLS_CERT: Type.Optional(
      Type.String({
        description:
          'A PEM file with the certificate of the service and its chain. With `TLS_KEY` it serves HTTPS.'
      })
    ),
    TLS_KEY: Type.Optional(Type.String({ description: 'A PEM file with the private key of `TLS_CERT`.' })),
    TLS_CLIENT_CA: Type.Optional(
      Type.String({
        description:
          'A PEM file with the certificate authority of clients. With it `/sees` accepts a client certificate instead of an API key.'
      })
    ),
    REGISTRATION_TTL_SECONDS: Type.Integer({
      default: 900,
      minimum: 30,
      maximum: 86_400,
      description: 'How long a device can redeem the token of its registration.'
    }),
    TOKEN_TTL_SECONDS: Type.Integer({
      default: 86_400,
      minimum: 30,
      maximum: 2_592_000,
      description: "How long a token can be redeemed; ExpressPlay's limit is 30 days."
    }),
    ENDING_TOKEN_TTL_SECONDS: Type.Integer({
      default: 300,
      minimum: 30,
      maximum: 86_400,
      description:
        'How long a Widevine, FairPlay or MS3 token of a right that ends can be redeemed. Their licenses count from the redemption, so a license may end earlier than the right, by up to this time.'
    }),
    WIDEVINE_DURATIONS: Type.Unsafe<WidevineDurations>({
      type: 'string',
      enum: ['either', 'start-window', 'from-first-play'],
      default: 'either',
      description:
        'Which of the published texts on `licenseDuration` and `playbackDuration` of Widevine is correct; see [when licenses end](licenses.md).'
    }),
    LOOKUP_WORKER: Type.Boolean({
      default: true,
      description:
        'Whether this process looks pending registrations up in the background, so that nobody has to poll. Several processes share the work.'
    }),
    LOOKUP_INTERVAL_MS: Type.Integer({
      default: 1000,
      minimum: 50,
      maximum: 60_000,
      description: 'The time between two rounds of look-ups; while nothing is due, up to four times as long.'
    }),
    LOOKUPS_PER_MINUTE: Type.Integer({
      default: 600,
      minimum: 1,
      maximum: 1_000_000,
      description: "The most look-ups in ExpressPlay's records per minute, of all processes together."
    }),
    UPSTREAM_TIMEOUT_MS: Type.Integer({
      default: 10_000,
      minimum: 100,
      maximum: 30_000,
      description: 'The longest time that a call to ExpressPlay may take, with its retries.'
    }),
    IDEMPOTENCY_HOLD_SECONDS: Type.Integer({
      default: 60,
      minimum: 1,
      maximum: 3600,
      description:
        'How long an attempt holds its `Idempotency-Key`. After a crash a retry succeeds after this time at the latest. It must be longer than a call takes.'
    }),
    RATE_LIMIT_PER_MINUTE: Type.Integer({
      default: 60_000,
      minimum: 1,
      maximum: 10_000_000,
      description:
        'The most requests per minute for an API key: of one process, or of all that share `REDIS_URL`.'
    }),
    REDIS_URL: Type.Optional(
      Type.String({
        pattern: '^rediss?://',
        description:
          'The Redis in which several processes count requests together. While it is away, each process counts for itself.',
        examples: ['redis://127.0.0.1:6379/0']
      })
    ),
    FAILED_AUTHENTICATIONS_PER_MINUTE: Type.Integer({
      default: 300,
      minimum: 1,
      maximum: 10_000_000,
      description:
        'The most failed authentications per minute and address (IPv6: /64) in one process, at all doors together. After that, API keys, sessions and codes that were not valid in the last hour get 429 until the minute is over.'
    }),
    TRUST_PROXY: Type.String({
      default: 'false',
      description:
        'Whose `X-Forwarded-*` headers are trusted: `true` (everybody), `false` (nobody), or addresses and networks, separated by commas.',
      examples: ['10.0.0.0/8']
    }),
    LOG_LEVEL: Type.Unsafe<LogLevel>({
      type: 'string',
      enum: ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      default: 'info',
      description: 'The lowest level that is logged, as JSON on stdout.'
    })
  },
  {
    if: { required: ['EXPRESSPLAY_BASE_URL'] },
    else: { required: ['EXPRESSPLAY_ENVIRONMENT'] }
  }
);

type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';

/** The environment variables as they are read. */
export type Variables = Static<typeof VariablesSchema>;
