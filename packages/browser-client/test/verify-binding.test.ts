import t from 'tap';
import { reasonToSkip, startChromium } from '../../../scripts/chromium.ts';
import { openProfile, register, startPages } from './support/page.ts';
import { startStack } from './support/stack.ts';

t.setTimeout(120_000);
const skip = reasonToSkip(t);

for (const [deviceBinding, state] of [
  ['enforced', 'enforced'],
  ['ignored', 'not-enforced']
] as const)
  t.test(`a license server that has device restrictions ${deviceBinding} is found out`, { skip }, async t => {
    const { origin } = await startPages(t);
    const { baseUrl, newCode, binding } = await startStack(t, {
      origins: [origin],
      emulator: { deviceBinding: { widevine: deviceBinding } }
    });
    const { page } = await openProfile(await startChromium(t), origin, {
      baseUrl,
      emulator: { drm: 'widevine' }
    });
    await page.evaluate(code => globalThis.client.signIn(code), await newCode('ada'));
    await register(page);
    t.match(await page.evaluate(() => globalThis.client.verifyBinding()), { drm: 'widevine', state });
    const capabilities = await binding.listCapabilities();
    t.match(
      capabilities.find(({ drm }) => drm === 'widevine'),
      { deviceBinding: state === 'enforced' ? 'enforced' : 'unsupported', source: 'checked' }
    );
  });
