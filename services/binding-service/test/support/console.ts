import type { Page } from 'playwright-core';
import type { Test } from 'tap';
import { freePort } from '../../../../scripts/free-port.mjs';
import { apiKey } from './environment.ts';
import { startEmulator, startService } from './service.ts';

/** A service with the console, at an origin of its own. */
export async function startConsole(t: Test, databaseUrl: string, more: NodeJS.ProcessEnv = {}) {
  const emulator = await startEmulator(t);
  const port = String(await freePort(0));
  const origin = `http://127.0.0.1:${port}`;
  const service = await startService(t, databaseUrl, emulator.url, {
    PORT: port,
    CONSOLE: 'true',
    CONSOLE_ORIGIN: origin,
    ...more
  });
  return { ...service, emulator, origin, address: `${origin}/console/` };
}

/** Opens the console and signs in with the API key of the tests. */
export async function signIn(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.getByLabel('API key').fill(apiKey);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Sign out' }).waitFor();
}
