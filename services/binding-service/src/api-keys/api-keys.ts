import { hash, randomBytes, timingSafeEqual } from 'node:crypto';
import { type Authenticate, type Principal, scopes } from '@expressplay-binding/fastify-binding';
import type { ApiKeys } from '@expressplay-binding/storage-kysely';

/** A new API key: 256 random bits after a prefix that people and secret scanners recognize. */
export function newApiKey(): string {
  return `epb_${randomBytes(32).toString('base64url')}`;
}

/** SHA-256 as hex, which is stored instead of the API key. Keys are random: a slow hash would not make them safer. */
export function hashApiKey(apiKey: string): string {
  return hash('sha256', apiKey);
}

/** Accepts the stored keys, and the bootstrap key if there is one. */
export function createAuthenticate(apiKeys: ApiKeys, bootstrapApiKey: string | undefined): Authenticate {
  const bootstrapHash = bootstrapApiKey === undefined ? undefined : hashApiKey(bootstrapApiKey);
  return async apiKey => {
    const keyHash = hashApiKey(apiKey);
    if (bootstrapHash !== undefined && timingSafeEqual(Buffer.from(keyHash), Buffer.from(bootstrapHash)))
      return bootstrapPrincipal;
    const stored = await apiKeys.findByHash(keyHash);
    if (!stored || stored.revokedAt !== undefined) return undefined;
    return { name: stored.name, scopes: stored.scopes };
  };
}

const bootstrapPrincipal: Principal = { name: 'bootstrap', scopes };
