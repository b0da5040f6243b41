import { createServer } from 'node:http';
import { createExpressPlayClient, ExpressPlayError } from '@expressplay-binding/expressplay-client';

// Answers in ExpressPlay's place, so that this runs without an account.
const standIn = createServer((request, response) => {
  const isToken = request.url === '/hms/wv/token';
  response.end(isToken ? 'https://wv.test.expressplay.com/hms/wv/rights/?ExpressPlayToken=AQAAABID' : '[]');
});
await new Promise(resolve => standIn.listen(0, '127.0.0.1', resolve));

const client = createExpressPlayClient({
  // With an account: endpoints: 'test' or 'production', and the authenticator from ExpressPlay's admin pages.
  endpoints: { baseUrl: process.env.EXPRESSPLAY_URL ?? `http://127.0.0.1:${standIn.address().port}` },
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
  standIn.close();
}
