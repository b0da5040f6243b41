import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRestClient } from '@expressplay-binding/rest-client';
import type { Browser, Page } from 'playwright-core';
import type { Test } from 'tap';
import { startStack } from '../../../../scripts/stack.mjs';

/** The service, the emulator and the shop as `npm start` starts them; stopped with the test. */
export async function startShop(t: Test, environment: NodeJS.ProcessEnv = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'shop-'));
  const ports = { PORT: '0', EMULATOR_PORT: '0', SHOP_PORT: '0' };
  const stack = await startStack(
    { ...process.env, ...ports, DATA_DIR: folder, ...environment },
    undefined,
    true
  );
  t.teardown(async () => {
    await stack.stop();
    rmSync(folder, { recursive: true });
  });
  const { shopUrl = '', emulatorUrl, serviceUrl, apiKey } = stack;
  return { shopUrl, emulatorUrl, api: createRestClient({ baseUrl: serviceUrl, apiKey }) };
}

/** A browser profile of its own, signed in as Ada. */
export async function openProfile(browser: Browser, shopUrl: string, options: object = {}) {
  const context = await browser.newContext({
    permissions: ['clipboard-read', 'clipboard-write'],
    ...options
  });
  const page = await context.newPage();
  await page.goto(shopUrl);
  await page.getByRole('button', { name: 'Sign in as Ada' }).click();
  await status(page, 'Welcome, Ada.');
  return { context, page };
}

/** Waits until the status line says so; fails with what it says in place of that. */
export async function status(page: Page, words: string | RegExp): Promise<void> {
  const line = page.getByRole('status');
  await line
    .filter({ hasText: words })
    .waitFor()
    .catch(async () => {
      throw new Error(`The status line says “${await line.textContent()}” and not “${words}”.`);
    });
}

/** Registers the browser under a name; waits for the outcome. */
export async function register(page: Page, name: string, outcome: string | RegExp): Promise<void> {
  await page.getByLabel('Name of this browser').fill(name);
  await page.getByRole('button', { name: 'Register this browser' }).click();
  await status(page, outcome);
}

/** The card of a film. */
export function film(page: Page, title: string) {
  return page.getByRole('article', { name: title });
}
