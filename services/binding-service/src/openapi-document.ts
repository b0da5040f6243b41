import { openStorage } from '@expressplay-binding/storage-kysely';
import Fastify from 'fastify';
import { app } from './app.ts';

const zeros = '0'.repeat(32);

/** The OpenAPI document of the service. It is generated from the routes, with an empty database in memory. */
export async function openapiDocument(): Promise<unknown> {
  const storage = await openStorage({ url: 'sqlite::memory:', sealingKeys: [Buffer.alloc(32)] });
  const server = Fastify();
  try {
    // Called, not registered, so that its decorators are on the server itself.
    await app(server, {
      storage,
      // No request is sent there.
      expressPlay: { endpoints: 'test', customerAuthenticator: `1,${zeros}` },
      settings: { dummyContent: { kid: zeros, key: { kind: 'clear', value: zeros } } },
      rateLimitPerMinute: 1,
      failedAuthenticationsPerMinute: 1,
      player: { cookieSecrets: [zeros], origins: [], cookieMode: 'same-site' },
      sees: { dummyContentId: undefined, timeBased: 'deny', clientCertificates: false }
    });
    await server.ready();
    // Throws if the document is not complete; its route would answer with a problem document.
    return server.swagger();
  } finally {
    await server.close();
    await storage.close();
  }
}
