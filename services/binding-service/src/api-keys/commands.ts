import {
  type ApiKeyIssuer,
  type ApiKeyUseCases,
  apiKeyState,
  BindingError,
  type IssuedApiKey,
  type Timestamp
} from '@expressplay-binding/binding-core';
import { type Scope, scopes } from '@expressplay-binding/fastify-binding';
import { UsageError } from '../usage-error.ts';

/** Whoever runs the commands has the database, and so may do everything. */
const operator: ApiKeyIssuer = { actor: 'command line', scopes };

/** The options of `api-keys create`. */
export interface CreateOptions {
  /** The actor in the audit trail. */
  readonly name: string;
  /** What the key may do. */
  readonly scope?: readonly Scope[];
  /** The key may do everything. */
  readonly allScopes?: boolean;
  /** RFC 3339. */
  readonly expires?: string;
  /** Addresses and networks that it may be used from. */
  readonly network?: readonly string[];
}

/**
 * Makes an API key. Returns the lines to print, one of which has the key.
 * @throws {UsageError} for an option that the rules refuse, or when no scope is given.
 */
export async function createApiKey(
  useCases: ApiKeyUseCases,
  { name, scope = [], allScopes = false, expires, network }: CreateOptions
): Promise<readonly string[]> {
  const granted = allScopes ? scopes : scope;
  if (granted.length === 0) throw new UsageError('A key needs a --scope, or several, or --all-scopes.');
  return shown(
    useCases.createApiKey(
      { name, scopes: granted, expiresAt: timeOf(expires), allowedNetworks: network },
      operator
    )
  );
}

/** The options of `api-keys rotate`. */
export interface RotateOptions {
  /** Seconds that the old key is still accepted. */
  readonly graceSeconds?: number;
  /** RFC 3339. */
  readonly expires?: string;
}

/**
 * Makes a key in place of another one. Returns the lines to print, one of which has the key.
 * @throws {UsageError} for an option that the rules refuse, and when there is no such active key.
 */
export async function rotateApiKey(
  useCases: ApiKeyUseCases,
  keyId: string,
  { graceSeconds, expires }: RotateOptions
): Promise<readonly string[]> {
  return shown(useCases.rotateApiKey({ keyId, graceSeconds, expiresAt: timeOf(expires) }, operator));
}

/** Returns a line for each API key, the newest first. */
export async function listApiKeys(useCases: ApiKeyUseCases): Promise<readonly string[]> {
  const now = Date.now();
  const lines = [];
  let cursor: string | undefined;
  do {
    const page = await useCases.listApiKeys({ limit: 100, cursor });
    for (const key of page.items) {
      const state = apiKeyState(key, now);
      const ended = state === 'revoked' ? key.revokedAt : key.expiresAt;
      lines.push(
        [
          key.keyId,
          key.name,
          textOf(key.createdAt),
          state === 'active' && ended === undefined ? state : `${state} ${textOf(ended)}`,
          key.scopes.join(' '),
          key.lastUsedAt === undefined ? 'never used' : `used ${textOf(key.lastUsedAt)}`,
          ...(key.allowedNetworks ? [`from ${key.allowedNetworks.join(' ')}`] : [])
        ].join('\t')
      );
    }
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return lines;
}

/**
 * Revokes an API key. Returns the line to print.
 * @throws {UsageError} when there is no such key, or it is revoked already.
 */
export async function revokeApiKey(useCases: ApiKeyUseCases, keyId: string): Promise<string> {
  const revoked = await asUsage(useCases.revokeApiKey(keyId, operator));
  if (!revoked) throw new UsageError(`The API key ${keyId} is revoked already.`);
  return `Revoked ${keyId}.`;
}

async function shown(issuing: Promise<IssuedApiKey>): Promise<readonly string[]> {
  const { key, apiKey } = await asUsage(issuing);
  return [`Key id: ${key.keyId}`, `API key, shown this once: ${apiKey}`];
}

/** The refusals of the rules, for somebody at a command line. */
async function asUsage<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof BindingError) throw new UsageError(error.message);
    throw error;
  }
}

function timeOf(text: string | undefined): Timestamp | undefined {
  if (text === undefined) return undefined;
  const time = Date.parse(text);
  if (/^\d{4}-\d\d-\d\d/.test(text) && !Number.isNaN(time)) return time;
  throw new UsageError('--expires must be a date or an RFC 3339 time, e.g. 2030-01-31T00:00:00Z.');
}

function textOf(time: Timestamp | undefined): string {
  return time === undefined ? '' : new Date(time).toISOString();
}
