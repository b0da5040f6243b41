import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createBinding } from '@expressplay-binding/binding-core';
import { createExpressPlayClient } from '@expressplay-binding/expressplay-client';
import { createEmulator, type EmulatorOptions } from '@expressplay-binding/expressplay-emulator';
import {
  type BrowserCookieMode,
  expressPlayLicenses,
  fastifyBindingServerOptions,
  playerRoutes
} from '@expressplay-binding/fastify-binding';
import { openStorage } from '@expressplay-binding/storage-kysely';
import Fastify from 'fastify';
import type { Test } from 'tap';

const caller = { actor: 'test' };

/** The media of the sample shop, and a film of it. */
export const media = new URL('../../../../examples/shop/media/', import.meta.url);
export const [film] = JSON.parse(await readFile(new URL('films.json', media), 'utf8'));

export interface StackOptions {
  readonly origins: readonly string[];
  readonly cookieMode?: BrowserCookieMode;
  readonly emulator?: EmulatorOptions;
  readonly dummyClipUrl?: string;
  readonly maxDevices?: number;
}

/** A service with the browser API and a real emulator behind it; all of it is closed with the test. */
export async function startStack(t: Test, options: StackOptions) {
  const emulator = await createEmulator(options.emulator);
  t.teardown(() => emulator.close());
  const storage = await openStorage({ url: 'sqlite::memory:', sealingKeys: [randomBytes(32)] });
  t.teardown(() => storage.close());
  const expressPlay = createExpressPlayClient({
    endpoints: { baseUrl: emulator.url },
    customerAuthenticator: '1000,0123456789abcdef0123456789abcdef',
    deadline: 2000
  });
  t.teardown(() => expressPlay.close());
  const { dummyClipUrl } = options;
  const binding = createBinding({
    store: storage.store,
    licenses: expressPlayLicenses(expressPlay),
    settings: {
      dummyContent: {
        kid: '0'.repeat(31).concat('1'),
        key: { kind: 'clear', value: '0'.repeat(31).concat('2') },
        iv: '3'.repeat(32),
        ...(dummyClipUrl !== undefined && { url: dummyClipUrl })
      }
    }
  });
  const { contentId, kid, key, iv } = film;
  await binding.saveContent({ contentId, kid, key: { kind: 'clear', value: key }, iv });
  const rules = await binding.readPolicy('default');
  await binding.savePolicy({ ...rules, maxDevices: options.maxDevices ?? 3 }, caller);
  const app = Fastify(fastifyBindingServerOptions);
  t.teardown(() => app.close());
  await app.register(playerRoutes, {
    prefix: '/player',
    binding,
    cookieSecrets: ['a cookie secret for tests only, which signs'],
    origins: options.origins,
    cookieMode: options.cookieMode ?? 'development'
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    url,
    baseUrl: `${url}/player`,
    emulator,
    binding,
    buy: (accountId: string) =>
      binding.createEntitlement(
        { accountId, contentId: film.contentId, terms: { kind: 'purchase' } },
        caller
      ),
    newCode: async (accountId: string) => (await binding.openPlayerSession(accountId, caller)).code
  };
}
