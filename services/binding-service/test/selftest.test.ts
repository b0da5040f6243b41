import t, { type Test } from 'tap';
import { readConfiguration } from '../src/config/configuration.ts';
import { selftest } from '../src/selftest/selftest.ts';
import { environmentOf, secrets } from './support/environment.ts';
import { runSource } from './support/process.ts';
import { startEmulator } from './support/service.ts';

const databaseUrl = 'sqlite::memory:';

async function checksOf(expressPlayUrl: string, more: NodeJS.ProcessEnv = {}) {
  const checks = await selftest(readConfiguration(environmentOf({ databaseUrl, expressPlayUrl }, more)));
  return {
    of: (name: string) => checks.find(check => check.name === name),
    failed: checks.filter(({ state }) => state === 'failed').map(({ name }) => name),
    names: checks.map(({ name }) => name),
    text: JSON.stringify(checks)
  };
}

const tokens = ['widevine', 'playready', 'fairplay', 'marlin-ms3', 'marlin-bb'].map(drm => `token ${drm}`);

t.test('every check passes with an emulator that behaves', async t => {
  const emulator = await startEmulator(t);
  const { names, failed } = await checksOf(emulator.url);
  t.strictSame(names, ['authenticator', 'hosts', 'records', ...tokens, 'binding']);
  t.strictSame(failed, []);
  t.equal(emulator.calls.redemptions.widevine, 3, 'dummy, content, and the stranger who is refused');
});

t.test('each fault fails the check that is about it', async t => {
  const emulator = await startEmulator(t);
  const withSwitches = async (t: Test, switches: Parameters<typeof emulator.configure>[0]) => {
    emulator.configure(switches);
    t.teardown(() => emulator.reset());
    return checksOf(emulator.url, { UPSTREAM_TIMEOUT_MS: '300' });
  };

  await t.test('an authenticator of the other environment', async t => {
    const { failed, of, text } = await withSwitches(t, { customerAuthenticators: [] });
    t.strictSame(failed, ['authenticator', 'records', ...tokens, 'binding']);
    t.match(of('authenticator'), { detail: /-2018/ });
    t.notMatch(text, secrets.authenticator.split(',')[1]!);
  });
  await t.test('records that never come', async t => {
    const { failed, of } = await withSwitches(t, { records: { missing: true } });
    t.strictSame(failed, ['binding']);
    t.match(of('binding'), { detail: 'The redemption shows in no record.' });
  });
  await t.test('a binding that is accepted and then ignored', async t => {
    const { failed, of } = await withSwitches(t, { deviceBinding: { widevine: 'ignored' } });
    t.strictSame(failed, ['binding']);
    t.match(of('binding'), {
      finding: 'ignored',
      detail: /^A second device got a license too: .* is ignored/
    });
  });
  await t.test('a binding that is refused', async t => {
    const { failed, of } = await withSwitches(t, { deviceBinding: { widevine: 'rejected' } });
    t.strictSame(failed, ['binding']);
    t.match(of('binding'), { detail: /^binding-unsupported/ });
  });
  await t.test('a parameter that goes by another name', async t => {
    const { failed, of } = await withSwitches(t, { deviceIdParameters: ['deviceid'] });
    t.strictSame(failed, ['binding']);
    t.match(of('binding'), {
      finding: 'other-spelling',
      detail: /Set EXPRESSPLAY_DEVICE_ID_PARAMETER=deviceid\.$/
    });
  });
  await t.test('a parameter that goes by a name that nobody knows', async t => {
    const { of } = await withSwitches(t, { deviceIdParameters: ['other'] });
    t.match(of('binding'), { state: 'failed', finding: 'ignored' });
  });
  await t.test('used-up credits', async t => {
    t.strictSame((await withSwitches(t, { credits: 0 })).failed, ['binding']);
  });
  await t.test('a license API that is down', async t => {
    const { failed, of } = await withSwitches(t, {
      faults: [{ kind: 'status', status: 503, drm: 'playready', api: 'tokens' }]
    });
    t.strictSame(failed, ['hosts', 'token playready']);
    t.match(of('hosts'), { detail: 'No answer for: token playready.' });
  });
  await t.test('record retrieval that answers with HTML', async t => {
    const { failed } = await withSwitches(t, { faults: [{ kind: 'html', api: 'records' }] });
    t.strictSame(
      failed.filter(name => name !== 'hosts'),
      ['records', 'binding']
    );
  });
});

t.test('nobody there is named as such', async t => {
  const { failed, of } = await checksOf('http://127.0.0.1:9', { UPSTREAM_TIMEOUT_MS: '300' });
  t.strictSame(failed, ['authenticator', 'hosts', 'records', ...tokens]);
  t.match(of('binding'), { state: 'skipped' });
});

t.test('FairPlay without an iv is not asked for', async t => {
  const emulator = await startEmulator(t);
  const { of, failed } = await checksOf(emulator.url, { DUMMY_CONTENT_IV: undefined });
  t.match(of('token fairplay'), { state: 'skipped', detail: 'FairPlay needs DUMMY_CONTENT_IV.' });
  t.strictSame(failed, []);
});

t.test(
  'the command prints a report, or JSON, and its exit code says what became of the device restriction',
  async t => {
    const emulator = await startEmulator(t);
    const environment = { ...process.env, ...environmentOf({ databaseUrl, expressPlayUrl: emulator.url }) };
    const run = (...args: string[]) => runSource(t, 'bin.ts', environment, ['selftest', ...args]);
    const good = await run();
    t.match(good, { code: 0, stdout: /✔ authenticator .*\n(.*\n)*✔ binding .*\nAll is well\.\n$/ });
    emulator.configure({ deviceBinding: { widevine: 'ignored' } });
    const bad = await run();
    t.match(bad, { code: 3, stdout: /✖ binding .* is ignored .*\n1 of 9 checks failed\.\n$/ });
    emulator.configure({ deviceBinding: { widevine: 'enforced' }, deviceIdParameters: ['device_id'] });
    t.match(await run(), { code: 4, stdout: /✖ binding .*EXPRESSPLAY_DEVICE_ID_PARAMETER=device_id\.\n/ });
    const { code, stdout } = await run('--json', '--drm', 'widevine');
    t.equal(code, 4);
    const shown = JSON.parse(stdout);
    t.equal(shown.ok, false);
    t.equal(shown.checks.length, 5);
    t.match(await run('--drm', 'none'), {
      code: 1,
      stderr: /'none' is invalid. Allowed choices are widevine/
    });
    t.match(await run('--loud'), { code: 1, stderr: /^unknown option '--loud'/ });
  }
);
