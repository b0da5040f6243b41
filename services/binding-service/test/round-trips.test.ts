import t from 'tap';
import { makeApiKey } from './support/api-keys.ts';
import { callsTo, redeem } from './support/calls.ts';
import { type RoundTrips, startCountingProxy } from './support/counting-proxy.ts';
import { onMysqlAlone } from './support/databases.ts';
import { film, newDeviceId } from './support/flow.ts';
import { startEmulator, startService } from './support/service.ts';

// How many round trips to the database may lie one after the other within a call. Each costs what the network takes.
const most: Record<string, number> = {
  // One of them counts what is pending, which the unit has to do itself for the limit to hold.
  'start a registration': 4,
  'start a registration of a new account': 5,
  'complete a registration': 7,
  'issue a token': 4,
  'issue a token with an Idempotency-Key': 8,
  'read an account': 2
};

const emulator = await startEmulator(t);

onMysqlAlone('each call waits for the database no more often than it must', async (t, database) => {
  const proxy = await startCountingProxy(t, await database.createUrl(t));
  const { url, storage } = await startService(t, proxy.url, emulator.url, { LOG_LEVEL: 'silent' });
  const key = await makeApiKey(storage, 'backend', [
    'registrations:write',
    'contents:write',
    'entitlements:write',
    'tokens:write',
    'accounts:read'
  ]);
  const call = callsTo(t, url, key);
  await call('PUT', '/v1/contents/film', film);

  const counted = new Map<string, RoundTrips>();
  const count = async (name: string, method: string, path: string, body?: object, headers = {}) => {
    const { result, roundTrips } = await proxy.count(() => call(method, path, body, headers));
    t.ok(result.status < 300, `${name}: ${result.text}`);
    counted.set(name, roundTrips);
    return result.body;
  };

  // The first round makes connections and fills caches; the second one is what counts.
  for (const round of [1, 2]) {
    const start = { drm: 'widevine' };
    await count(
      'start a registration of a new account',
      'POST',
      `/v1/accounts/new-${round}/registrations`,
      start
    );
    const started = await count(
      'start a registration',
      'POST',
      `/v1/accounts/new-${round}/registrations`,
      start
    );
    await redeem(started.licenseUrl, newDeviceId());
    const { device } = await count(
      'complete a registration',
      'POST',
      `/v1/registrations/${started.registrationId}/complete`
    );
    await call('POST', `/v1/accounts/new-${round}/entitlements`, { contentId: 'film', kind: 'purchase' });
    const token = { contentId: 'film', deviceId: device.deviceId };
    const tokens = `/v1/accounts/new-${round}/tokens`;
    await call('POST', tokens, token);
    await count('issue a token', 'POST', tokens, token);
    await count('issue a token with an Idempotency-Key', 'POST', tokens, token, {
      'idempotency-key': `${round}`
    });
    await count('read an account', 'GET', `/v1/accounts/new-${round}`);
  }

  t.comment('call: round trips one after the other, packets in all');
  for (const [name, { onCriticalPath, packets, statements }] of counted) {
    t.comment(`${name}: ${onCriticalPath}, ${packets}`);
    t.ok(onCriticalPath <= Number(most[name]), `${name}: at most ${most[name]}`, { statements });
  }
  t.strictSame([...counted.keys()].sort(), Object.keys(most).sort(), 'every call is counted');
});
