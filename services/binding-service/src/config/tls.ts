import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { ConfigurationError } from './read-variables.ts';
import type { Variables } from './variables.ts';

/** What the listener needs to serve HTTPS. */
export interface TlsConfiguration {
  readonly cert: Buffer;
  readonly key: Buffer;
  /** The authority of client certificates. */
  readonly ca?: Buffer;
  /** Asks for a client certificate in the handshake; the routes that need one check it. */
  readonly requestCert: boolean;
  readonly rejectUnauthorized: false;
}

/** Returns `undefined` for plain HTTP. @throws {ConfigurationError} */
export function tlsOf({ TLS_CERT, TLS_KEY, TLS_CLIENT_CA }: Variables): TlsConfiguration | undefined {
  if (TLS_CERT === undefined && TLS_KEY === undefined && TLS_CLIENT_CA === undefined) return undefined;
  if (TLS_CERT === undefined || TLS_KEY === undefined)
    throw new ConfigurationError('TLS_CERT and TLS_KEY belong together, and TLS_CLIENT_CA needs both.');
  const tls = {
    cert: readFileOf('TLS_CERT', TLS_CERT),
    key: readFileOf('TLS_KEY', TLS_KEY),
    ...(TLS_CLIENT_CA !== undefined && { ca: readFileOf('TLS_CLIENT_CA', TLS_CLIENT_CA) }),
    requestCert: TLS_CLIENT_CA !== undefined,
    rejectUnauthorized: false
  } as const;
  try {
    createSecureContext(tls);
  } catch (cause) {
    throw new ConfigurationError(
      'TLS_CERT, TLS_KEY and TLS_CLIENT_CA must be PEM files, and the key that of the certificate.',
      { cause }
    );
  }
  return tls;
}

/** What is in the file that a variable names. @throws {ConfigurationError} */
export function readFileOf(variable: string, path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new ConfigurationError(`${variable} names a file that cannot be read.`, { cause });
  }
}
