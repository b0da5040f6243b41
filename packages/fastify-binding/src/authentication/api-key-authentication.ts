import { type Binding, checkArgument, objectRule } from '@expressplay-binding/binding-core';
import { LRUCache } from 'lru-cache';
import type { Authenticate } from './bearer-authentication.ts';

/** In milliseconds: how often one process writes that a key is in use. */
const recordInterval = 60_000;
const mostKeys = 10_000;

const bindingRule = objectRule(
  'the use cases that `createBinding({ store, licenses, settings })` returns',
  'authenticateApiKey',
  'recordApiKeyUse'
);

/**
 * Authenticates requests by the API keys of the store. It refuses unknown, revoked and expired keys, and keys that are used from an
 * address outside of their networks, all in the same way. When a key was last used is written beside the request, which does not wait
 * for it.
 *
 * ```ts
 * await app.register(fastifyBinding, { prefix: '/v1', binding, authenticate: apiKeyAuthentication(binding) });
 * ```
 *
 * Behind a proxy the address is only right if Fastify's `trustProxy` names the proxy.
 * @throws {OptionError} Without the use cases.
 */
export function apiKeyAuthentication(
  binding: Pick<Binding, 'authenticateApiKey' | 'recordApiKeyUse'>
): Authenticate {
  checkArgument('apiKeyAuthentication', 'binding', binding, bindingRule);
  const recorded = new LRUCache<string, true>({ max: mostKeys, ttl: recordInterval, updateAgeOnGet: false });

  return async (apiKey, address) => {
    const grant = await binding.authenticateApiKey(apiKey, address);
    if (!grant) return undefined;
    const { keyId, name, scopes } = grant;
    if (!recorded.has(keyId)) {
      recorded.set(keyId, true);
      // If it fails, the next request after the interval tries again; the request itself has to succeed.
      binding.recordApiKeyUse(keyId).catch(() => {});
    }
    return { name, scopes, keyId };
  };
}
