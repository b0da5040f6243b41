import { type Playback, shakaConfig } from '@expressplay-binding/browser-client';
import shaka from 'shaka-player/dist/shaka-player.dash-es2021.js';
import type { Film } from '../src/catalogue.ts';
import { find } from './dom.ts';
import { noteStep, shorten } from './steps.ts';

/** Why a film does not play, as a sentence for the customer. */
export class PlaybackError extends Error {}

/** What the license server means by its event codes. */
const refusals: Readonly<Record<string, string>> = {
  '-4001': 'the token is bound to another device',
  '-4010': 'the token is not valid any more',
  '-2019': 'the operator has no credits left'
};

const video = find<HTMLVideoElement>('video');
let player: shaka.Player | undefined;

/**
 * Plays a film with a token.
 * @throws {PlaybackError} When the license server refuses the token, or the film cannot be played.
 */
export async function play(film: Film, token: Playback): Promise<void> {
  find('screen-title').textContent = film.title;
  player ??= await makePlayer();
  player.resetConfiguration();
  player.configure(shakaConfig(token));
  try {
    await Promise.race([loadAndPlay(player, film), failureOf(player)]);
    noteStep(6, { request: `POST ${shorten(token.licenseUrl)}`, answer: '200: a licence', ok: true });
  } catch (error) {
    await stop('Not playing');
    throw toPlaybackError(error, token);
  }
}

async function loadAndPlay(loading: shaka.Player, { contentId }: Film): Promise<void> {
  await loading.load(`/media/${contentId}/manifest.mpd`);
  await video.play();
}

/** Rejects with the first error from now on: a refused license comes as an event, while `play` waits for the key. */
function failureOf(failing: shaka.Player): Promise<never> {
  return new Promise((_resolve, reject) => {
    const fail = (event: unknown) => reject((event as { detail: unknown }).detail);
    failing.addEventListener('error', fail, { once: true });
  });
}

/** Stops whatever plays. */
export async function stop(title = 'Nothing is playing'): Promise<void> {
  await player?.unload();
  find('screen-title').textContent = title;
}

async function makePlayer(): Promise<shaka.Player> {
  shaka.polyfill.installAll();
  const made = new shaka.Player();
  await made.attach(video);
  return made;
}

function toPlaybackError(error: unknown, token: Playback): Error {
  const { LICENSE_REQUEST_FAILED } = shaka.util.Error.Code;
  if (!(error instanceof shaka.util.Error)) return new PlaybackError(`The film does not play: ${error}`);
  if (error.code !== LICENSE_REQUEST_FAILED)
    return new PlaybackError(`The film does not play (${error.code}).`);
  const [, status = '', answer = ''] = error.data[0]?.data ?? [];
  noteStep(6, { request: `POST ${shorten(token.licenseUrl)}`, answer: `${status}\n${answer}`, ok: false });
  const code = /-\d{4}/.exec(String(answer))?.[0] ?? '';
  const reason = refusals[code] ?? `its answer is ${status}`;
  return new PlaybackError(`The licence server refused this browser: ${reason}${code && ` (${code})`}.`);
}
