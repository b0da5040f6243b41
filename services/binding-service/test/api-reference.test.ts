import type { Page } from 'playwright-core';
import t from 'tap';
import { reasonToSkip, startChromium } from '../../../scripts/chromium.ts';
import { apiKey } from './support/environment.ts';
import { startEmulator, startService } from './support/service.ts';

t.setTimeout(120_000);

const emulator = await startEmulator(t);
const { url } = await startService(t, 'sqlite::memory:', emulator.url);

t.test('the renderer is served compressed to who takes that, and whole to who does not', async t => {
  const read = async (encoding: string) => {
    const response = await fetch(`${url}/docs/renderer.js`, { headers: { 'accept-encoding': encoding } });
    t.match(response.headers.get('content-type'), 'text/javascript');
    return [response.headers.get('content-encoding'), await response.text()];
  };
  const [compressed, whole] = [await read('gzip'), await read('identity')];
  t.strictSame([compressed[0], whole[0]], ['gzip', null]);
  t.equal(compressed[1], whole[1]);
  t.match(whole[1], 'createApiReference');
});

t.test('in a browser', { skip: reasonToSkip(t) }, async t => {
  const browser = await startChromium(t);

  /** The reference at one operation, with what the page complained about and whom it asked. */
  async function open(width: number, operation: string) {
    const page = await browser.newPage({ viewport: { width, height: 844 } });
    const complaints: string[] = [];
    const foreign: string[] = [];
    page.on('console', message => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', error => complaints.push(error.message));
    page.on('request', request => {
      if (/^(?:https?|wss?):/.test(request.url()) && !request.url().startsWith(url))
        foreign.push(request.url());
    });
    await page.goto(`${url}/docs#tag/capabilities/GET/v1/capabilities`);
    await heading(page, operation).waitFor();
    return { page, complaints, foreign };
  }

  const heading = (page: Page, text: string) => page.getByRole('heading', { name: text }).first();

  for (const width of [1280, 390])
    t.test(`it is drawn under its policy, asks nobody else and fits a window of ${width} px`, async t => {
      const { page, complaints, foreign } = await open(width, 'Read what each DRM can do');
      t.strictSame({ complaints, foreign }, { complaints: [], foreign: [] });
      t.equal(await page.title(), 'Device binding for ExpressPlay: API reference');
      t.equal(await page.evaluate('document.documentElement.scrollWidth'), width);
      await page.close();
    });

  t.test('a call can be tried, and its key is kept until the tab is closed', async t => {
    const { page } = await open(1280, 'Read what each DRM can do');
    await page.getByPlaceholder('Token').first().fill(apiKey);
    const answer = page.waitForResponse(`${url}/v1/capabilities`);
    await page
      .locator('section', { hasText: 'Read what each DRM can do' })
      .getByRole('button', { name: /Test Request/ })
      .last()
      .click();
    await page.getByRole('button', { name: /^Send/ }).first().click();
    t.equal((await answer).status(), 200);

    await page.reload();
    const second = page.waitForResponse(`${url}/v1/capabilities`);
    await heading(page, 'Read what each DRM can do').waitFor();
    t.equal(await page.evaluate(`sessionStorage.getItem('api-key')`), apiKey);
    t.notMatch(await page.evaluate('JSON.stringify(localStorage)'), apiKey);
    await page
      .locator('section', { hasText: 'Read what each DRM can do' })
      .getByRole('button', { name: /Test Request/ })
      .last()
      .click();
    await page.getByRole('button', { name: /^Send/ }).first().click();
    t.equal((await second).status(), 200, 'after a reload nobody types the key again');
  });
});
