import t from 'tap';
import { reasonToSkip, startChromium } from '../../../scripts/chromium.ts';
import { openProfile, openTab, register, startClient, startPages } from './support/page.ts';
import { film, media, startStack } from './support/stack.ts';

t.setTimeout(120_000);
const skip = reasonToSkip(t);

t.test('a browser registers by EME without media, and its token is no use elsewhere', { skip }, async t => {
  const { origin } = await startPages(t);
  const { baseUrl, newCode, buy } = await startStack(t, { origins: [origin] });
  await buy('ada');
  const browser = await startChromium(t);
  const options = { baseUrl, emulator: { drm: 'widevine' } } as const;
  const first = await openProfile(browser, origin, options);
  const requests: string[] = [];
  first.page.on('request', request => requests.push(`${request.resourceType()} ${request.url()}`));
  t.match(await first.page.evaluate(code => globalThis.client.signIn(code), await newCode('ada')), {
    accountId: 'ada'
  });
  t.equal(await first.page.evaluate(() => globalThis.client.device()), undefined);
  const { device, states } = await register(first.page, { name: 'Chromium' });
  t.match(device, { name: 'Chromium', class: 'browser', state: 'active', bindings: [{ drm: 'widevine' }] });
  t.strictSame(states, ['starting', 'redeeming', 'completing', 'bound']);
  t.ok(requests.some(request => request.includes('/hms/wv/rights/')));
  t.strictSame(
    requests.filter(request => request.startsWith('media ')),
    [],
    'no media was asked for'
  );
  t.equal((await first.page.evaluate(() => globalThis.client.device()))?.deviceId, device?.deviceId);
  t.match(await first.page.evaluate(() => globalThis.client.devices()), [{ deviceId: device?.deviceId }]);

  const token = await first.page.evaluate(
    contentId => globalThis.client.issueToken({ contentId }),
    film.contentId
  );
  t.match(token, { deviceId: device?.deviceId, binding: 'unverified', keySystem: 'org.w3.clearkey' });
  const redeem = (deviceId: string) =>
    fetch(token.licenseUrl, {
      method: 'POST',
      headers: { 'x-emulated-device-id': deviceId },
      body: ''
    });
  t.equal((await redeem(token.licenseHeaders['x-emulated-device-id'] ?? '')).status, 200);
  t.equal((await redeem('f'.repeat(32))).status, 403);

  const id = device?.deviceId ?? '';
  t.match(await first.page.evaluate(id => globalThis.client.renameDevice(id, 'Study'), id), {
    deviceId: id,
    name: 'Study'
  });
  const again = await register(first.page, { name: 'Chromium again' });
  t.equal(again.device?.deviceId, device?.deviceId, 'registering again keeps the slot');
  t.match(await first.page.evaluate(id => globalThis.client.previewRemoval(id), id), { allowed: true });
  t.match(await first.page.evaluate(id => globalThis.client.removeDevice(id), id), { state: 'removed' });
  t.equal(await first.page.evaluate(() => globalThis.client.device()), undefined);
});

t.test(
  'a full account refuses with the devices that can make room, and one is replaced',
  { skip },
  async t => {
    const { origin } = await startPages(t);
    const { baseUrl, newCode } = await startStack(t, { origins: [origin], maxDevices: 1 });
    const browser = await startChromium(t);
    const options = { baseUrl, emulator: { drm: 'widevine' } } as const;
    const first = await openProfile(browser, origin, options);
    await first.page.evaluate(code => globalThis.client.signIn(code), await newCode('ada'));
    const { device } = await register(first.page, { name: 'First' });
    const second = await openProfile(browser, origin, options);
    await second.page.evaluate(code => globalThis.client.signIn(code), await newCode('ada'));
    const refused = await register(second.page, { name: 'Second' });
    t.match(refused, {
      code: 'device-limit-reached',
      conflicts: [{ deviceId: device?.deviceId, name: 'First', removable: true }]
    });
    t.equal(
      await second.page.evaluate(() => globalThis.client.interruptedRegistration()),
      undefined,
      'a refused registration is over'
    );
    t.match(await register(second.page, { name: 'Second', replaces: device?.deviceId ?? '' }), {
      device: { name: 'Second' }
    });
    t.equal(
      await first.page.evaluate(() => globalThis.client.device()),
      undefined,
      'the first lost its slot'
    );
  }
);

t.test('a registration that a reload interrupted continues as the same one', { skip }, async t => {
  const { origin } = await startPages(t);
  const { baseUrl, newCode, binding } = await startStack(t, { origins: [origin] });
  const browser = await startChromium(t);
  const options = { baseUrl, emulator: { drm: 'widevine' } } as const;
  for (const stop of ['**/hms/wv/rights/**', '**/complete']) {
    const { page } = await openProfile(browser, origin, options);
    await page.evaluate(code => globalThis.client.signIn(code), await newCode(`account ${stop.length}`));
    const redemptions: string[] = [];
    page.on('response', response => {
      if (response.request().method() === 'POST' && response.url().includes('/rights/'))
        redemptions.push(response.url());
    });
    const started = page.waitForResponse(
      response => response.url().endsWith('/registrations') && response.status() === 201
    );
    // The request never gets an answer: the page is left before.
    const stopped = new Promise<void>(resolve => page.route(stop, () => resolve()));
    void register(page, { name: 'Tab' }).catch(() => undefined);
    const { registrationId } = await (await started).json();
    await stopped;
    await page.reload();
    await page.unroute(stop);
    await startClient(page, options);
    const interrupted = await page.evaluate(() => globalThis.client.interruptedRegistration());
    t.strictSame(interrupted, { name: 'Tab' }, `the page knows that it was stopped at ${stop}`);
    const { device } = await register(page, interrupted);
    t.equal(device?.name, 'Tab');
    const outcome = await binding.readRegistration(registrationId);
    t.equal(outcome.device?.deviceId, device?.deviceId, 'the service made one registration only');
    t.equal(redemptions.length, 1, 'the token was redeemed once');
    t.equal(await page.evaluate(() => globalThis.client.interruptedRegistration()), undefined);
  }
});

t.test('two tabs register the browser once', { skip }, async t => {
  const { origin } = await startPages(t);
  const { baseUrl, newCode } = await startStack(t, { origins: [origin] });
  const browser = await startChromium(t);
  const options = { baseUrl, emulator: { drm: 'widevine' } } as const;
  const { context, page } = await openProfile(browser, origin, options);
  await page.evaluate(code => globalThis.client.signIn(code), await newCode('ada'));
  const other = await openTab(context, origin, options);
  let starts = 0;
  context.on('request', request => {
    if (request.method() === 'POST' && request.url().endsWith('/registrations')) starts += 1;
  });
  const both = await Promise.all([register(page, { name: 'One' }), register(other, { name: 'Two' })]);
  t.equal(both[0].device?.deviceId, both[1].device?.deviceId);
  t.equal(starts, 1);
  t.equal(both.filter(({ states }) => states[0] === 'waiting').length, 1, 'one of them waited');
});

t.test('a page of another site registers with cookies for cross-site use', { skip }, async t => {
  const { otherSite } = await startPages(t);
  const { baseUrl, newCode } = await startStack(t, { origins: [otherSite], cookieMode: 'cross-site' });
  const browser = await startChromium(t);
  const { page, context } = await openProfile(browser, otherSite, { baseUrl, emulator: { drm: 'widevine' } });
  await page.evaluate(code => globalThis.client.signIn(code), await newCode('ada'));
  t.match(await register(page, { name: 'Elsewhere' }), { device: { name: 'Elsewhere' } });
  t.match(await context.cookies(), [
    { name: '__Host-epb_session', sameSite: 'None', secure: true },
    { name: '__Host-epb_registration', sameSite: 'None', secure: true }
  ]);
});

t.test('refusals say what is wrong', { skip }, async t => {
  const { origin } = await startPages(t);
  const { baseUrl, newCode } = await startStack(t, {
    origins: [origin],
    emulator: { credits: 0 }
  });
  const browser = await startChromium(t);
  const withoutDrm = await openProfile(browser, origin, { baseUrl });
  await withoutDrm.page.evaluate(code => globalThis.client.signIn(code), await newCode('ada'));
  t.match(await register(withoutDrm.page), { code: 'no-key-system' }, 'Clear Key is never used unasked');

  const { page } = await openProfile(browser, origin, { baseUrl, emulator: { drm: 'widevine' } });
  t.match(await register(page), { code: 'player-session-ended' });
  t.equal(
    await page.evaluate(() => globalThis.client.signIn('guessed').catch(error => error.code)),
    'player-code-invalid'
  );
  await page.evaluate(code => globalThis.client.signIn(code), await newCode('ada'));
  t.match(await register(page), { code: 'license-refused' }, 'there are no credits');
});

t.test('where the CDM needs media, the dummy clip is played unseen', { skip }, async t => {
  const { origin } = await startPages(t, { '/media/': media });
  const clip = `${origin}/media/dummy.mp4`;
  const { baseUrl, newCode } = await startStack(t, { origins: [origin], dummyClipUrl: clip });
  const { page } = await openProfile(await startChromium(t), origin, {
    baseUrl,
    media: 'always',
    emulator: { drm: 'widevine' }
  });
  const loaded: string[] = [];
  page.on('request', request => loaded.push(request.url()));
  await page.evaluate(code => globalThis.client.signIn(code), await newCode('ada'));
  t.match(await register(page, { name: 'Clip' }), { device: { name: 'Clip' } });
  t.ok(loaded.includes(clip));
  t.equal(await page.locator('video').count(), 0, 'nothing of it stays in the page');
});
