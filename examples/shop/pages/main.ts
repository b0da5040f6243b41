import {
  BrowserClientError,
  createBrowserClient,
  type Device,
  type DeviceConflict,
  type PlayerToken
} from '@expressplay-binding/browser-client';
import type { Film } from '../src/catalogue.ts';
import { type DeviceActions, showBrowser, showDevices } from './devices.ts';
import { element, find, momentText } from './dom.ts';
import { type FilmActions, showFilms, showPosters, tick } from './films.ts';
import { PlaybackError, play, stop } from './screen.ts';
import { sentenceOf } from './sentences.ts';
import { type Right, ShopError, shopApi } from './shop-api.ts';
import { notingFetch, showSteps } from './steps.ts';

const { playerUrl, films } = await shopApi.config();
const client = createBrowserClient({ baseUrl: playerUrl, emulator: { drm: 'widevine' }, fetch: notingFetch });

let device: Device | undefined;
let conflicts: readonly DeviceConflict[] = [];
/** The name that the customer last wanted to register this browser under. */
let lastName: string | undefined;
let rights: readonly Right[] = [];
/** What plays now, and the moment at which the right to it ends. */
let playing: { film: Film; token: PlayerToken } | undefined;

/** Does something for the customer and says how it went, whatever happens. */
async function attempt(work: () => Promise<string>): Promise<void> {
  const status = find('status');
  try {
    status.textContent = await work();
    status.dataset.kind = 'good';
  } catch (error) {
    status.textContent = sentenceOf(error);
    status.dataset.kind = 'bad';
  }
}

/** Calls the service; a session that has ended is renewed by the shop's server, once. */
async function withSession<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof BrowserClientError) || error.code !== 'player-session-ended') throw error;
    await client.signIn((await shopApi.playerCode()).code);
    return work();
  }
}

const deviceActions: DeviceActions = {
  register: (name, replaces) =>
    attempt(async () => {
      conflicts = [];
      lastName = name;
      try {
        const registered = await withSession(() =>
          client.register({ name, ...(replaces && { replaces }), onState: showRegistrationState })
        );
        return `This browser is registered as ${registered.name}.`;
      } catch (error) {
        if (error instanceof BrowserClientError) conflicts = error.conflicts;
        throw error;
      } finally {
        await refreshDevices();
      }
    }),
  rename: (renamed, name) =>
    attempt(async () => {
      await withSession(() => client.renameDevice(renamed.deviceId, name));
      await refreshDevices();
      return `The device is now called ${name}.`;
    }),
  verify: () =>
    attempt(async () => {
      const { state } = await withSession(() => client.verifyBinding());
      if (state === 'enforced') return 'The binding holds: a licence of another device was refused.';
      throw new ShopError(
        state === 'not-enforced'
          ? 'The binding does not hold: a licence of another device was given to this browser.'
          : 'The check proved nothing. Try it again.'
      );
    }),
  remove: removed =>
    attempt(async () => {
      const { allowed, counted, playableUntil } = await withSession(() =>
        client.previewRemoval(removed.deviceId)
      );
      if (allowed && counted && !(await confirmSwap(removed, playableUntil))) return 'Nothing was removed.';
      await withSession(() => client.removeDevice(removed.deviceId));
      await refreshDevices();
      return `${removed.name} was removed.`;
    })
};

/** Asks before something that the rules allow only so often. */
function confirmSwap({ name }: Device, playableUntil: string | undefined): Promise<boolean> {
  const remains = playableUntil ? ' What it has licences for may still play for a while.' : '';
  const dialog = element(
    'dialog',
    { 'aria-labelledby': 'swap-title' },
    element('h2', { id: 'swap-title' }, `Remove ${name}?`),
    element('p', {}, `This counts as a swap.${remains}`),
    element(
      'form',
      { method: 'dialog', class: 'row' },
      element('button', { value: 'yes', class: 'primary' }, 'Remove it'),
      element('button', { value: 'no' }, 'Keep it')
    )
  );
  document.body.append(dialog);
  dialog.showModal();
  return new Promise(resolve => {
    dialog.onclose = () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    };
  });
}

function showRegistrationState(state: string): void {
  const words: Readonly<Record<string, string>> = {
    waiting: 'Another tab registers this browser…',
    starting: 'Asking for a dummy token…',
    redeeming: 'The browser’s DRM redeems it…',
    completing: 'Looking the device id up…'
  };
  if (words[state]) find('status').textContent = words[state];
}

const filmActions: FilmActions = {
  order: (film, kind) =>
    attempt(async () => {
      await shopApi.order(film.contentId, kind);
      await refreshRights();
      return kind === 'rental' ? `${film.title} is rented.` : `${film.title} is yours.`;
    }),
  play: film =>
    attempt(async () => {
      const token = await withSession(() => client.issueToken({ contentId: film.contentId }));
      await showFilm(film, token);
      await Promise.all([refreshRights(), refreshDevices()]);
      return `${film.title} plays in this browser.`;
    }),
  expired: () => void refreshRights()
};

async function showFilm(film: Film, token: PlayerToken): Promise<void> {
  playing = undefined;
  find<HTMLButtonElement>('copy').disabled = false;
  find('copy').dataset.url = token.licenseUrl;
  await play(film, token);
  playing = { film, token };
  const { playableUntil } = token;
  find('screen-note').textContent = playableUntil
    ? `Its licence ends ${momentText(playableUntil)}.`
    : 'Its licence has no end.';
}

/** The end of a right stops the film. A real DRM does this by itself; Clear Key does not. */
function endPlaybackOnTime(): void {
  const until = playing?.token.playableUntil;
  if (!playing || until === undefined || Date.parse(until) > Date.now()) return;
  const { film } = playing;
  playing = undefined;
  void attempt(async () => {
    await stop();
    await refreshRights();
    find('screen-note').textContent = 'Choose a film below.';
    throw new PlaybackError(`Your right to ${film.title} has ended. Rent it again to go on.`);
  });
}

async function refreshRights(): Promise<void> {
  rights = (await shopApi.rights()).rights;
  showFilms(films, rights, filmActions);
}

async function refreshDevices(): Promise<void> {
  const [own, devices] = await withSession(() => Promise.all([client.device(), client.devices()]));
  device = own;
  const interrupted = client.interruptedRegistration();
  const name = interrupted?.name ?? lastName;
  showBrowser({ device, interrupted: interrupted !== undefined, name, conflicts }, deviceActions);
  showDevices(devices, device, deviceActions);
}

async function showShop(customer: string): Promise<void> {
  const name = customer.charAt(0).toUpperCase() + customer.slice(1);
  const signOut = element('button', { type: 'button' }, 'Sign out');
  signOut.onclick = () => attempt(leave);
  find('customer').replaceChildren(element('span', {}, `Signed in as ${name}`), signOut);
  find('sign-in').hidden = true;
  find('shop').hidden = false;
  showSteps();
  await Promise.all([
    refreshRights(),
    refreshDevices(),
    shopApi.policy().then(({ policy }) => {
      find<HTMLSelectElement>('policy').value = policy;
    })
  ]);
}

async function leave(): Promise<string> {
  playing = undefined;
  conflicts = [];
  await Promise.all([stop(), client.signOut(), shopApi.signOut()]);
  showWelcome();
  return 'You are signed out. This browser stays registered.';
}

function showWelcome(): void {
  find('customer').replaceChildren();
  find('shop').hidden = true;
  find('sign-in').hidden = false;
}

for (const choice of document.querySelectorAll<HTMLButtonElement>('[data-customer]')) {
  const customer = choice.dataset.customer ?? '';
  choice.onclick = () =>
    attempt(async () => {
      await client.signIn((await shopApi.signIn(customer)).code);
      await showShop(customer);
      return `Welcome, ${choice.textContent?.replace('Sign in as ', '')}.`;
    });
}

find('subscribe').onclick = () =>
  attempt(async () => {
    const { until } = await shopApi.subscribe();
    await refreshRights();
    return `All films are in your subscription until ${momentText(until)}.`;
  });

find('copy').onclick = () =>
  attempt(async () => {
    await navigator.clipboard.writeText(find('copy').dataset.url ?? '');
    return 'The licence URL is copied. Open another browser profile and paste it there.';
  });

find<HTMLSelectElement>('policy').onchange = ({ target }) =>
  attempt(async () => {
    const select = target as HTMLSelectElement;
    await shopApi.choosePolicy(select.value);
    conflicts = [];
    await refreshDevices();
    return `The rule is now: ${select.selectedOptions[0]?.textContent}.`;
  });

find<HTMLSelectElement>('foreign-film').append(
  ...films.map(({ contentId, title }) => element('option', { value: contentId }, title))
);
find<HTMLFormElement>('foreign-form').onsubmit = event => {
  event.preventDefault();
  void attempt(async () => {
    const film = films.find(({ contentId }) => contentId === find<HTMLSelectElement>('foreign-film').value);
    if (!film) throw new ShopError('Choose a film.');
    const token = client.playback(find<HTMLInputElement>('foreign-url').value, 'widevine');
    await play(film, token);
    return `${film.title} plays, although the licence URL is of another browser: its token is not bound.`;
  });
};

showPosters(films);

setInterval(() => {
  tick(filmActions.expired);
  endPlaybackOnTime();
}, 500);

const { customer } = await shopApi.customer();
if (customer)
  await attempt(async () => {
    await showShop(customer);
    return '';
  });
else showWelcome();
