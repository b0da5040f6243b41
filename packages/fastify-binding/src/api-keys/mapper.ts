import {
  type ApiKey,
  apiKeyState,
  type IssuedApiKey,
  type Timestamp
} from '@expressplay-binding/binding-core';
import { compact } from '../http/compact.ts';
import { toOptionalRfc3339, toRfc3339 } from '../http/times.ts';
import type { ApiKeyJson, IssuedApiKeyJson } from './schemas.ts';

/** Writes an API key as it is at the moment. */
export function toApiKeyJson(key: ApiKey, now: Timestamp): ApiKeyJson {
  return compact({
    ...membersOf(key),
    state: apiKeyState(key, now),
    lastUsedAt: toOptionalRfc3339(key.lastUsedAt),
    revokedAt: toOptionalRfc3339(key.revokedAt),
    replacedBy: key.replacedBy
  });
}

/** Writes a new API key with its secret. */
export function toIssuedApiKeyJson({ key, apiKey }: IssuedApiKey): IssuedApiKeyJson {
  return compact({ apiKey, ...membersOf(key) });
}

function membersOf({ keyId, name, scopes, allowedNetworks, createdAt, expiresAt }: ApiKey) {
  return {
    keyId,
    name,
    scopes: [...scopes],
    allowedNetworks: allowedNetworks && [...allowedNetworks],
    createdAt: toRfc3339(createdAt),
    expiresAt: toOptionalRfc3339(expiresAt)
  };
}
