import { appendFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { AUTHENTICATOR, KEK, KEY, KID, licenseUrl, records, redeem, start, TV } from './helper.ts';

const fileOf = (t: { testdir: (content: Record<string, string>) => string }): string =>
  join(t.testdir({}), 'state.ndjson');

const storeKey = (url: string): Promise<Response> =>
  fetch(`${url}/keystore/keys?customerAuthenticator=${AUTHENTICATOR}&kek=${KEK}`, {
    method: 'POST',
    body: JSON.stringify({ kid: KID, k: KEY })
  });

t.test('a restarted emulator honors its tokens and has its records, keys and users', async t => {
  const stateFile = fileOf(t);
  const before = await start(t, { stateFile });
  const user = { userId: 'ann', userKey: KEY };
  const url = new URL(await licenseUrl(before, 'widevine', { cookie: 'kept' }));
  await redeem(url.href, TV);
  await redeem(await licenseUrl(before, 'bb', { actionTokenType: '0', ...user }), TV);
  await storeKey(before.url);
  await before.close();

  const after = await start(t, { stateFile });
  t.match(await records(after, { cookie: 'kept' }), [{ event_id: 1, device_id: TV }]);
  t.equal((await redeem(after.url + url.pathname + url.search, TV)).status, 200);
  t.match(await records(after, { cookie: 'kept' }), [{ event_id: 3 }, { event_id: 1 }], 'event ids go on');
  t.equal(
    (await redeem(await licenseUrl(after, 'widevine', { contentKey: undefined, kek: KEK }), TV)).status,
    200
  );
  t.equal((await redeem(await licenseUrl(after, 'bb', user), TV)).status, 200);
});

t.test('removed keys and a reset survive a restart', async t => {
  const stateFile = fileOf(t);
  const before = await start(t, { stateFile });
  await redeem(await licenseUrl(before, 'widevine'), TV);
  await storeKey(before.url);
  before.reset();
  await redeem(await licenseUrl(before, 'widevine'), TV);
  await storeKey(before.url);
  const keys = `/keystore/keys/${KID}?customerAuthenticator=${AUTHENTICATOR}`;
  await fetch(before.url + keys, { method: 'DELETE' });
  await before.close();
  const after = await start(t, { stateFile });
  t.match(await records(after), [{ event_id: 1 }]);
  t.equal((await records(after)).length, 1);
  t.equal((await fetch(after.url + keys)).status, 404);
});

t.test('a last line that was cut off is dropped, and the next one is whole', async t => {
  const stateFile = fileOf(t);
  const before = await start(t, { stateFile });
  await redeem(await licenseUrl(before, 'widevine'), TV);
  await before.close();
  appendFileSync(stateFile, '{"event":{"serviceId":10');
  const between = await start(t, { stateFile });
  t.equal((await records(between)).length, 1);
  await redeem(await licenseUrl(between, 'widevine'), TV);
  await between.close();
  t.equal((await records(await start(t, { stateFile }))).length, 2);
});

t.test('the file holds no clear key, and only its owner can read it', async t => {
  const stateFile = fileOf(t);
  const emulator = await start(t, { stateFile });
  await storeKey(emulator.url);
  await redeem(await licenseUrl(emulator, 'widevine'), TV);
  t.notMatch(readFileSync(stateFile, 'utf8'), KEY);
  t.equal(statSync(stateFile).mode & 0o777, 0o600);
});

t.test('a file that is no state file stops the start with a plain sentence', async t => {
  const stateFile = fileOf(t);
  writeFileSync(stateFile, '{"secret":"x"}\nhello\n');
  await t.rejects(start(t, { stateFile }), {
    message: `The state file ${stateFile} cannot be used: line 2 is not JSON`
  });
  t.equal(readFileSync(stateFile, 'utf8'), '{"secret":"x"}\nhello\n', 'and is left as it was');
});

t.test('the same token secret makes tokens good on another emulator', async t => {
  const one = await start(t, { tokenSecret: 'shared' });
  const two = await start(t, { tokenSecret: 'shared' });
  const { pathname, search } = new URL(await licenseUrl(one, 'widevine'));
  t.equal((await redeem(two.url + pathname + search, TV)).status, 200);
});
