import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import { build } from 'esbuild';
import Fastify from 'fastify';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Test } from 'tap';
import type * as Library from '../../src/index.ts';
import type { BrowserClient, BrowserClientOptions } from '../../src/index.ts';

declare global {
  /** The package, as the page loaded it. */
  var library: typeof Library;
  var client: BrowserClient;
  /** The states that the last registration went through. */
  var states: string[];
}

const html = '<!doctype html><title>page</title><body><script type="module" src="/page.js"></script>';
const policy =
  "default-src 'none'; script-src 'self'; connect-src 'self' http://127.0.0.1:*; media-src blob:";

/** A client's options that can be sent to a page. */
type PageOptions = Omit<BrowserClientOptions, 'fetch'>;

/** The package as a bundler puts it into a page. */
export async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('../../src/index.ts', import.meta.url))],
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false
  });
  return outputFiles[0]?.text ?? '';
}

/**
 * Serves a page that has the package and, by its content security policy, nothing else: no `eval`, no inline script.
 * @param files More that it serves, by path.
 * @returns The origin by address; by the name `localhost` it is another site.
 */
export async function startPages(t: Test, files: Readonly<Record<string, URL>> = {}) {
  const script = await bundle();
  const app = Fastify();
  t.teardown(() => app.close());
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('content-security-policy', policy);
  });
  app.get('/', (_request, reply) => reply.type('text/html').send(html));
  app.get('/page.js', (_request, reply) =>
    reply.type('text/javascript').send(`import * as library from '/client.js'; globalThis.library = library;`)
  );
  app.get('/client.js', (_request, reply) => reply.type('text/javascript').send(script));
  for (const [path, url] of Object.entries(files)) {
    const isFolder = url.href.endsWith('/');
    if (isFolder)
      await app.register(fastifyStatic, { root: fileURLToPath(url), prefix: path, decorateReply: false });
    else app.get(path, async (_request, reply) => reply.type('text/javascript').send(await readFile(url)));
  }
  await app.listen({ port: 0 });
  const { port } = app.server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, otherSite: `http://localhost:${port}` };
}

/** A profile of its own: no cookie and no memory of another one is there. */
export async function openProfile(browser: Browser, origin: string, options: PageOptions) {
  const context = await browser.newContext();
  return { context, page: await openTab(context, origin, options) };
}

/** A page with a client, in a profile. */
export async function openTab(context: BrowserContext, origin: string, options: PageOptions): Promise<Page> {
  const page = await context.newPage();
  await page.goto(origin);
  await startClient(page, options);
  return page;
}

/** Makes the page's client, again after a reload. */
export async function startClient(page: Page, options: PageOptions): Promise<void> {
  await page.waitForFunction(() => globalThis.library !== undefined);
  await page.evaluate(options => {
    globalThis.client = globalThis.library.createBrowserClient(options);
  }, options);
}

/** Registers the browser; resolves with the device, or with the refusal's code and conflicts. */
export function register(page: Page, options: { name?: string; replaces?: string } = {}) {
  return page.evaluate(async options => {
    globalThis.states = [];
    try {
      const device = await globalThis.client.register({
        ...options,
        onState: state => globalThis.states.push(state)
      });
      return { device, code: undefined, conflicts: [], states: globalThis.states };
    } catch (error) {
      const { code, conflicts } = error as Library.BrowserClientError;
      return { device: undefined, code, conflicts, states: globalThis.states };
    }
  }, options);
}
