import type { Test } from 'tap';
import { makeApiKey } from './support/api-keys.ts';
import { databaseBytes } from './support/database-bytes.ts';
import { onEachDatabase } from './support/databases.ts';
import { secrets } from './support/environment.ts';
import { buyFilm, film } from './support/flow.ts';
import { startEmulator, startService } from './support/service.ts';

const cookieSecret = 'a cookie secret that nobody may find';
const kek = '5ec4e70bece8000000000000000000aa';

/** A secret as it could be written: as text, and as the bytes that hex or base64 stand for. */
function formsOf(secret: string): readonly Buffer[] {
  const text = Buffer.from(secret);
  const forms = [text, Buffer.from(text.toString('base64')), Buffer.from(text.toString('hex'))];
  if (/^([0-9a-f]{2})+$/i.test(secret)) {
    const bytes = Buffer.from(secret, 'hex');
    forms.push(bytes, Buffer.from(bytes.toString('base64url')), Buffer.from(secret.toUpperCase()));
  }
  return forms;
}

function checkAbsent(t: Test, bytes: Buffer, planted: Readonly<Record<string, string>>): void {
  for (const [name, secret] of Object.entries(planted))
    t.notOk(
      formsOf(secret).some(form => bytes.includes(form)),
      `${name} is not there`
    );
}

onEachDatabase('the database holds no secret in the clear', async (t, database) => {
  const databaseUrl = await database.createUrl(t);
  const emulator = await startEmulator(t);
  const { call, storage } = await startService(t, databaseUrl, emulator.url, {
    COOKIE_SECRETS: cookieSecret,
    PLAYER_ORIGINS: 'https://shop.example'
  });
  const shopKey = await makeApiKey(storage, 'shop', ['tokens:write']);
  const { token } = await buyFilm(call, 'ada');
  await call('PUT', '/v1/contents/wrapped', {
    ...film,
    key: { kind: 'wrapped', ek: '5'.repeat(48), kek },
    tracks: [{ kid: '6'.repeat(32), key: { kind: 'key-storage', kek } }]
  });
  const retryable = { 'idempotency-key': 'a key that may be known' };
  const issued = await call('POST', '/v1/accounts/ada/tokens', token, retryable);
  const again = await call('POST', '/v1/accounts/ada/tokens', token, retryable);
  t.equal(again.body.licenseUrl, issued.body.licenseUrl, 'the answer is kept');
  const session = await call('POST', '/v1/accounts/ada/player-sessions');

  const bytes = await databaseBytes(databaseUrl);
  t.ok(bytes.includes(token.deviceId), 'it holds the rest');
  const [serviceId = '', authenticator = ''] = secrets.authenticator.split(',');
  t.equal(serviceId, '1000');
  checkAbsent(t, bytes, {
    'the content key': film.key.value,
    'the key-encryption key': kek,
    'the dummy content key': secrets.dummyKey,
    'the API key of the environment': secrets.apiKey,
    'a stored API key': shopKey,
    'the cookie secret': cookieSecret,
    'the authenticator': authenticator,
    'the sealing key': secrets.sealingKey,
    'an issued token': new URL(issued.body.licenseUrl).searchParams.get('ExpressPlayToken')!,
    'the code of a player session': session.body.code
  });
});
