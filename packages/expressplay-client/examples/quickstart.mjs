import { createExpressPlayClient, ExpressPlayError } from '@expressplay-binding/expressplay-client';

// An emulator's URL stands in for all of ExpressPlay's hosts. With your account: endpoints: 'test' or 'production'.
const client = createExpressPlayClient({
  endpoints: { baseUrl: process.env.EXPRESSPLAY_URL ?? 'http://127.0.0.1:3001' },
  customerAuthenticator: process.env.EXPRESSPLAY_AUTHENTICATOR ?? '1000,0123456789abcdef0123456789abcdef'
});

try {
  const { licenseUrl } = await client.widevineToken({
    kid: 'fd1a706ac2b36002888f6d4a414333c3',
    key: { kind: 'clear', value: '5438b719bf47a2f5678237477db2f9e6' },
    securityLevel: 1,
    hdcpOutputControl: 0,
    cookie: 'registration-1',
    expirationTime: '+3600'
  });
  console.log(`The player gets its license from ${licenseUrl}`);

  const records = await client.recordsByCookie('registration-1');
  console.log(`Redeemed by ${records[0]?.deviceId ?? 'no device yet'}`);
} catch (error) {
  if (!(error instanceof ExpressPlayError)) throw error;
  console.error(`${error.code}: ${error.message}${error.retryable ? ' (worth another try later)' : ''}`);
  process.exitCode = 1;
} finally {
  await client.close();
}
