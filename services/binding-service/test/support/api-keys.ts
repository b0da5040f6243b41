import { type CreateApiKey, createApiKeyUseCases } from '@expressplay-binding/binding-core';
import { scopes } from '@expressplay-binding/fastify-binding';
import type { Storage } from '@expressplay-binding/storage-kysely';

/** Makes an API key beside the running service and returns its secret. */
export async function makeApiKey(
  { store }: Pick<Storage, 'store'>,
  name: string,
  granted: readonly string[],
  more: Partial<CreateApiKey> = {}
): Promise<string> {
  const { createApiKey } = createApiKeyUseCases({ store });
  const { apiKey } = await createApiKey({ name, scopes: granted, ...more }, { actor: 'test', scopes });
  return apiKey;
}
