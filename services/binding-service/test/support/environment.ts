export const apiKey = 'epb_test_key_of_everything';

export const secrets = {
  authenticator: '1000,5ec4e7a07e4710a70500000000000001',
  sealingKey: Buffer.from('a sealing key that stays in here').toString('base64url'),
  dummyKey: 'd0d0d0d0d0d0d0d05ec4e70000000002',
  apiKey
};

/** A complete environment of the service; `more` overrides and adds. */
export function environmentOf(
  { databaseUrl, expressPlayUrl }: { readonly databaseUrl: string; readonly expressPlayUrl: string },
  more: NodeJS.ProcessEnv = {}
): NodeJS.ProcessEnv {
  return {
    HOST: '127.0.0.1',
    PORT: '0',
    DATABASE_URL: databaseUrl,
    EXPRESSPLAY_BASE_URL: expressPlayUrl,
    EXPRESSPLAY_CUSTOMER_AUTHENTICATOR: secrets.authenticator,
    SEALING_KEYS: secrets.sealingKey,
    BOOTSTRAP_API_KEY: apiKey,
    DUMMY_CONTENT_KID: '1'.repeat(32),
    DUMMY_CONTENT_KEY: secrets.dummyKey,
    DUMMY_CONTENT_IV: '3'.repeat(32),
    UPSTREAM_TIMEOUT_MS: '2000',
    LOG_LEVEL: 'info',
    // Tests say themselves when a registration is looked up.
    LOOKUP_WORKER: 'false',
    ...more
  };
}
