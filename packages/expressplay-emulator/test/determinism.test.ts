import t from 'tap';
import type { EmulatorOptions } from '../src/index.ts';
import { AUTHENTICATOR, KEK, licenseUrl, start } from './helper.ts';

const options: EmulatorOptions = {
  seed: 'seed',
  clock: '2026-01-01T00:00:00Z',
  publicUrl: 'http://drm.example'
};

async function produce(url: string, next: () => Promise<string>): Promise<string[]> {
  const made = [await next(), await next()];
  const keys = `${url}/keystore/keys?customerAuthenticator=${AUTHENTICATOR}&kek=${KEK}`;
  return [...made, await (await fetch(keys, { method: 'POST' })).text()];
}

t.test(
  'the same seed and clock make the same tokens and keys, in every run and after every reset',
  async t => {
    const one = await start(t, options);
    const two = await start(t, options);
    const first = await produce(one.url, () => licenseUrl(one, 'widevine'));
    t.same(await produce(two.url, () => licenseUrl(two, 'widevine')), first);
    one.reset();
    t.same(await produce(one.url, () => licenseUrl(one, 'widevine')), first);
    t.equal(new Set(first).size, 3);
  }
);

t.test('without a seed no two tokens are the same', async t => {
  const emulator = await start(t, { clock: '2026-01-01T00:00:00Z' });
  t.not(await licenseUrl(emulator, 'widevine'), await licenseUrl(emulator, 'widevine'));
});

t.test('the clock of the options applies while the switch is real', async t => {
  const emulator = await start(t, { now: () => Date.parse('2001-02-03T04:05:06Z'), keystore: 'expressplay' });
  const keys = `${emulator.url}/keystore/keys?customerAuthenticator=${AUTHENTICATOR}&kek=${KEK}`;
  t.match(await (await fetch(keys, { method: 'POST' })).json(), { lastUpdate: '2001-02-03T04:05:06Z' });
  emulator.configure({ clock: '2002-02-03T04:05:06Z' });
  t.match(await (await fetch(keys, { method: 'POST' })).json(), { lastUpdate: '2002-02-03T04:05:06Z' });
});
