import { type Scope, scopes } from '@expressplay-binding/fastify-binding';
import type { ApiKeys } from '@expressplay-binding/storage-kysely';
import { v7 as uuid } from 'uuid';
import { UsageError } from '../usage-error.ts';
import { hashApiKey, newApiKey } from './api-keys.ts';

/** The options of `api-keys create`. */
export interface CreateOptions {
  /** The actor in the audit trail. */
  readonly name: string;
  /** What the key may do. */
  readonly scope?: readonly Scope[];
  /** The key may do everything. */
  readonly allScopes?: boolean;
}

/**
 * Makes an API key. Returns the lines to print, one of which has the key.
 * @throws {UsageError} for a name that is too long or reserved, or when no scope is given.
 */
export async function createApiKey(apiKeys: ApiKeys, options: CreateOptions): Promise<readonly string[]> {
  const { name, scope = [], allScopes = false } = options;
  if (!/^[^\p{Cc}]{1,128}$/u.test(name))
    throw new UsageError('The --name of a key has 1 to 128 characters, none of them a control character.');
  if (isReserved(name))
    throw new UsageError(
      `The name ${JSON.stringify(name)} stands for the service itself in the audit trail. Choose another one.`
    );
  const granted = allScopes ? scopes : scope;
  if (granted.length === 0) throw new UsageError('A key needs a --scope, or several, or --all-scopes.');
  const apiKey = newApiKey();
  const keyId = `key_${uuid().replaceAll('-', '')}`;
  await apiKeys.insert({ keyId, name, scopes: granted, hash: hashApiKey(apiKey), createdAt: Date.now() });
  return [`Key id: ${keyId}`, `API key, shown this once: ${apiKey}`];
}

/** The names of the audit trail that are nobody's with a key: parts of the service, staff and browsers. */
function isReserved(name: string): boolean {
  return /^(worker|bootstrap|sees|policy|selftest|(staff:|browser ).*)$/i.test(name.trim());
}

/** Returns a line for each API key. */
export async function listApiKeys(apiKeys: ApiKeys): Promise<readonly string[]> {
  const lines = [];
  let cursor: string | undefined;
  do {
    const page = await apiKeys.list({ limit: 100, cursor });
    for (const { keyId, name, scopes: granted, createdAt, revokedAt } of page.items) {
      const state = revokedAt === undefined ? 'active' : `revoked ${new Date(revokedAt).toISOString()}`;
      lines.push([keyId, name, new Date(createdAt).toISOString(), state, granted.join(' ')].join('\t'));
    }
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return lines;
}

/**
 * Revokes an API key. Returns the line to print.
 * @throws {UsageError} when there is no such key, or it is revoked already.
 */
export async function revokeApiKey(apiKeys: ApiKeys, keyId: string): Promise<string> {
  if (!(await apiKeys.revoke(keyId, Date.now())))
    throw new UsageError(`There is no active API key ${JSON.stringify(keyId)}.`);
  return `Revoked ${keyId}.`;
}
