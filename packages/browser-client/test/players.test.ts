import { readFile } from 'node:fs/promises';
import type * as Dashjs from 'dashjs';
import type HlsPlayer from 'hls.js';
import type { Page } from 'playwright-core';
import t, { type Test } from 'tap';
import { reasonToSkip, startChromium } from '../../../scripts/chromium.ts';
import { openProfile, register, startPages } from './support/page.ts';
import { film, media, startStack } from './support/stack.ts';

declare global {
  // biome-ignore lint/suspicious/noExplicitAny: its types are of the compiled file only
  var shaka: any;
  var Hls: typeof HlsPlayer;
}

t.setTimeout(120_000);
const skip = reasonToSkip(t);

const distributed = {
  '/shaka.js': new URL('../node_modules/shaka-player/dist/shaka-player.compiled.js', import.meta.url),
  '/dash.js': new URL('../node_modules/dashjs/dist/modern/umd/dash.all.min.js', import.meta.url),
  '/hls.js': new URL('../node_modules/hls.js/dist/hls.min.js', import.meta.url)
};

/** A registered browser with a video element, a token of the film, and a player. */
async function openPlayerPage(t: Test, player: keyof typeof distributed) {
  const { origin } = await startPages(t, { '/media/': media, ...distributed });
  const { baseUrl, newCode, buy } = await startStack(t, { origins: [origin] });
  await buy('ada');
  const { page } = await openProfile(await startChromium(t), origin, {
    baseUrl,
    emulator: { drm: 'widevine' }
  });
  await page.evaluate(code => globalThis.client.signIn(code), await newCode('ada'));
  await register(page);
  await page.addScriptTag({ url: player });
  await page.evaluate(() => {
    const video = document.createElement('video');
    video.muted = true;
    document.body.append(video);
  });
  return page;
}

/** Waits until the film plays: time goes on, and the picture changes. */
async function untilItPlays(t: Test, page: Page) {
  const video = page.locator('video');
  const playedFor = (seconds: number) =>
    page.waitForFunction(time => document.querySelector('video')!.currentTime > time, seconds);
  await playedFor(0.2);
  const first = await video.screenshot();
  await playedFor(1.5);
  const second = await video.screenshot();
  t.notOk(first.equals(second), 'the picture moves');
  // A picture of one colour compresses to some hundred bytes.
  t.ok(second.length > 10_000, 'it is a picture');
}

t.test('Shaka Player plays a token', { skip }, async t => {
  const page = await openPlayerPage(t, '/shaka.js');
  await page.evaluate(async contentId => {
    const player = new globalThis.shaka.Player();
    await player.attach(document.querySelector('video')!);
    player.configure(globalThis.library.shakaConfig(await globalThis.client.issueToken({ contentId })));
    await player.load(`/media/${contentId}/manifest.mpd`);
    await document.querySelector('video')!.play();
  }, film.contentId);
  await untilItPlays(t, page);
});

t.test('dash.js plays a token', { skip }, async t => {
  const page = await openPlayerPage(t, '/dash.js');
  await page.evaluate(async contentId => {
    const { MediaPlayer } = (globalThis as unknown as { dashjs: typeof Dashjs }).dashjs;
    const player = MediaPlayer().create();
    player.initialize(document.querySelector('video')!, undefined, true);
    player.setProtectionData(
      globalThis.library.dashjsConfig(await globalThis.client.issueToken({ contentId }))
    );
    player.attachSource(`/media/${contentId}/manifest.mpd`);
  }, film.contentId);
  await untilItPlays(t, page);
});

t.test('hls.js plays a token, of media encrypted with cbcs', { skip }, async t => {
  const page = await openPlayerPage(t, '/hls.js');
  await page.evaluate(async contentId => {
    const { hlsjsConfig } = globalThis.library;
    const token = await globalThis.client.issueToken({ contentId });
    const { drmSystemOptions, ...config } = hlsjsConfig(token);
    // Its worker would be a `blob:`, which the page's policy does not allow.
    const hls = new globalThis.Hls({ ...config, drmSystemOptions, enableWorker: false });
    hls.attachMedia(document.querySelector('video')!);
    hls.loadSource(`/media/${contentId}/clear-key.m3u8`);
    hls.on(globalThis.Hls.Events.MANIFEST_PARSED, () => void document.querySelector('video')!.play());
  }, film.contentId);
  await untilItPlays(t, page);
});

t.test('the media is encrypted, under the key id of the film', async t => {
  for (const scheme of ['cenc', 'cbcs']) {
    const bytes = await readFile(new URL(`${film.contentId}/${scheme}.mp4`, media));
    const boxes = bytes.toString('latin1');
    t.ok(boxes.includes('encv'), 'the sample entry is of encrypted video');
    t.match(boxes, new RegExp(`schm[\\s\\S]{4}${scheme}`));
    t.ok(bytes.includes(Buffer.from(film.kid, 'hex')));
  }
});
