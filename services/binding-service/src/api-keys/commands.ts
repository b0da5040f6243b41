import { parseArgs } from 'node:util';
import { type Scope, scopes } from '@expressplay-binding/fastify-binding';
import type { ApiKeys } from '@expressplay-binding/storage-kysely';
import { v7 as uuid } from 'uuid';
import { UsageError } from '../usage-error.ts';
import { hashApiKey, newApiKey } from './api-keys.ts';

/**
 * `api-keys create --name <name> (--scope <scope>… | --all-scopes)`, `api-keys list`, `api-keys revoke <keyId>`.
 * Gives back the lines to print.
 */
export async function runApiKeysCommand(
  [action, ...args]: readonly string[],
  apiKeys: ApiKeys
): Promise<readonly string[]> {
  switch (action) {
    case 'create':
      return create(args, apiKeys);
    case 'list':
      return list(apiKeys);
    case 'revoke':
      return revoke(args, apiKeys);
    default:
      throw new UsageError('Say `api-keys create`, `api-keys list` or `api-keys revoke <keyId>`.');
  }
}

async function create(args: readonly string[], apiKeys: ApiKeys): Promise<readonly string[]> {
  const { name, granted } = readCreateArguments(args);
  const apiKey = newApiKey();
  const keyId = `key_${uuid().replaceAll('-', '')}`;
  await apiKeys.insert({ keyId, name, scopes: granted, hash: hashApiKey(apiKey), createdAt: Date.now() });
  return [`Key id: ${keyId}`, `API key, shown this once: ${apiKey}`];
}

function readCreateArguments(args: readonly string[]): { name: string; granted: readonly Scope[] } {
  const { name, scope = [], 'all-scopes': all = false } = parse(args);
  if (name === undefined || !/^[^\p{Cc}]{1,128}$/u.test(name))
    throw new UsageError('Give the key a name of 1 to 128 characters with --name.');
  const unknown = scope.find(word => !isScope(word));
  if (unknown !== undefined)
    throw new UsageError(`There is no scope ${unknown}; there are ${scopes.join(', ')}.`);
  const granted = all ? scopes : scope.filter(isScope);
  if (granted.length === 0) throw new UsageError('Give the key a --scope, or several, or --all-scopes.');
  return { name, granted };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        name: { type: 'string' },
        scope: { type: 'string', multiple: true },
        'all-scopes': { type: 'boolean' }
      }
    }).values;
  } catch {
    throw new UsageError('Say `api-keys create --name <name>` with `--scope <scope>` or `--all-scopes`.');
  }
}

async function list(apiKeys: ApiKeys): Promise<readonly string[]> {
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

async function revoke([keyId]: readonly string[], apiKeys: ApiKeys): Promise<readonly string[]> {
  if (keyId === undefined) throw new UsageError('Say which key: `api-keys revoke <keyId>`.');
  if (!(await apiKeys.revoke(keyId, Date.now())))
    throw new UsageError(`There is no active API key ${JSON.stringify(keyId)}.`);
  return [`Revoked ${keyId}.`];
}

function isScope(word: string): word is Scope {
  return (scopes as readonly string[]).includes(word);
}
