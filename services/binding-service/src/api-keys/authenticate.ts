import { hash, timingSafeEqual } from 'node:crypto';
import type { ApiKeyUseCases } from '@expressplay-binding/binding-core';
import {
  type Authenticate,
  apiKeyAuthentication,
  type Principal,
  scopes
} from '@expressplay-binding/fastify-binding';

/** Accepts the stored keys, and the bootstrap key if there is one. */
export function createAuthenticate(
  useCases: ApiKeyUseCases,
  bootstrapApiKey: string | undefined
): Authenticate {
  const authenticate = apiKeyAuthentication(useCases);
  if (bootstrapApiKey === undefined) return authenticate;
  const bootstrapHash = sha256(bootstrapApiKey);
  return async (apiKey, address) =>
    timingSafeEqual(sha256(apiKey), bootstrapHash) ? bootstrapPrincipal : authenticate(apiKey, address);
}

function sha256(text: string): Buffer {
  return hash('sha256', text, 'buffer');
}

const bootstrapPrincipal: Principal = { name: 'bootstrap', scopes };
