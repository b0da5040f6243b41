import type { ExpressPlayApi } from './apis.ts';
import { apiUrls, type ExpressPlayEndpoints } from './endpoints.ts';
import { createTransport, type Transport } from './http/transport.ts';
import { checkClientOptions, type ExpressPlayClientOptions } from './options.ts';

/** What every call of one client shares. */
export interface Connection {
  /** Sends the calls. */
  readonly transport: Transport;
  /** Where each API is. */
  readonly targets: Readonly<Record<ExpressPlayApi, Target>>;
  /** The API key: a secret. */
  readonly customerAuthenticator: string;
}

/** Where an API is. */
export interface Target {
  /** Scheme, host and port. */
  readonly origin: string;
  /** The path of the API on that host. */
  readonly path: string;
}

/** Ends a call early; it then rejects with an `ExpressPlayAbortedError`. */
export interface CallOptions {
  /** Aborts the call, also while it waits or pauses between attempts. */
  signal?: AbortSignal | undefined;
}

/** @throws {ExpressPlayArgumentError} for an option that is wrong */
export function createConnection(options: ExpressPlayClientOptions): Connection {
  checkClientOptions(options);
  const { customerAuthenticator, endpoints } = options;
  return { transport: createTransport(options), targets: targetsOf(endpoints), customerAuthenticator };
}

function targetsOf(endpoints: ExpressPlayEndpoints): Connection['targets'] {
  const targets = Object.entries(apiUrls(endpoints)).map(([api, url]) => {
    const { origin, pathname } = new URL(url);
    return [api, { origin, path: pathname }];
  });
  return Object.fromEntries(targets) as Connection['targets'];
}
