import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import type { Test } from 'tap';

/** Where Debian and Ubuntu put it. */
const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync'
];

/** Why there is no browser test here; `false` when there is one. A missing Chromium is a failure where it is required. */
export function reasonToSkip(t: Test): string | false {
  if (existsSync(executablePath)) return false;
  const sentence = `There is no Chromium at ${executablePath}: install it, or say where it is with CHROMIUM_PATH`;
  if (process.env.CHROMIUM_REQUIRED) t.fail(`${sentence}. CHROMIUM_REQUIRED asks for it.`);
  return `${sentence}. CHROMIUM_REQUIRED=1 would make this a failure`;
}

/** A browser that ends with the test. */
export async function startChromium(t: Test): Promise<Browser> {
  const browser = await chromium.launch({ executablePath, args: flags });
  t.teardown(() => browser.close());
  return browser;
}
