import { randomBytes } from 'node:crypto';
import { createBinding } from '@expressplay-binding/binding-core';
import { createExpressPlayClient } from '@expressplay-binding/expressplay-client';
import { createEmulator, type EmulatorOptions } from '@expressplay-binding/expressplay-emulator';
import { openStorage } from '@expressplay-binding/storage-kysely';
import Fastify from 'fastify';
import type { Test } from 'tap';
import {
  expressPlayLicenses,
  fastifyBinding,
  fastifyBindingServerOptions,
  type Principal,
  scopes
} from '../../src/index.ts';

export const filmKey = '00112233445566778899aabbccddeeff';
export const film = { kid: '3a1f0c55e0c44d6d8f0a52ffb5a9d2c1', key: { kind: 'clear', value: filmKey } };
export const deviceA = 'a'.repeat(32);
export const deviceB = 'b'.repeat(32);

const keys = new Map<string, Principal>([
  ['all', { name: 'everything', scopes }],
  ['reader', { name: 'reader', scopes: scopes.filter(scope => scope.endsWith(':read')) }]
]);

/** The API on a database in memory and a real emulator; all of it is closed with the test. The clock is that of the use cases. */
export async function startStack(t: Test, options: EmulatorOptions = {}, clock = Date.now) {
  const emulator = await createEmulator(options);
  t.teardown(() => emulator.close());
  const storage = await openStorage({ url: 'sqlite::memory:', sealingKeys: [randomBytes(32)] });
  t.teardown(() => storage.close());
  const client = createExpressPlayClient({
    endpoints: { baseUrl: emulator.url },
    customerAuthenticator: '1000,0123456789abcdef0123456789abcdef',
    deadline: 2000
  });
  t.teardown(() => client.close());
  const binding = createBinding({
    store: storage.store,
    licenses: expressPlayLicenses(client),
    clock,
    settings: {
      dummyContent: { kid: '1'.repeat(32), key: { kind: 'clear', value: '2'.repeat(32) }, iv: '3'.repeat(32) }
    }
  });
  const app = Fastify(fastifyBindingServerOptions);
  t.teardown(() => app.close());
  await app.register(fastifyBinding, {
    prefix: '/v1',
    binding,
    authenticate: async apiKey => keys.get(apiKey)
  });
  return { app, emulator, storage, binding };
}
