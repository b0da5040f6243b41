import type { Film } from '../src/catalogue.ts';
import { button, element, fill, find, momentText } from './dom.ts';
import type { Right } from './shop-api.ts';

export interface FilmActions {
  readonly order: (film: Film, kind: 'purchase' | 'rental') => Promise<void>;
  readonly play: (film: Film) => Promise<void>;
  /** Called when a clock has run out. */
  readonly expired: () => void;
}

/** Shows what there is to see, to whoever has not signed in. */
export function showPosters(films: readonly Film[]): void {
  const poster = ({ contentId, title }: Film) =>
    element('li', {}, posterOf(contentId), element('p', { class: 'muted' }, title));
  fill(find('posters'), ...films.map(poster));
}

/** Shows each film with what the customer has of it, and with what can be done. */
export function showFilms(films: readonly Film[], rights: readonly Right[], actions: FilmActions): void {
  fill(
    find('films'),
    ...films.map(film => {
      const own = rightsToShow(rights.filter(({ contentId }) => contentId === film.contentId));
      const has = (kind: Right['kind']) => own.some(right => right.kind === kind);
      const titleId = `film-${film.contentId}`;
      const described = { 'aria-describedby': titleId };
      return element(
        'li',
        {},
        element(
          'article',
          { class: 'film', 'aria-labelledby': titleId },
          posterOf(film.contentId),
          element(
            'div',
            { class: 'film-text' },
            element('h3', { id: titleId }, film.title),
            element('p', { class: 'muted' }, film.summary),
            element('ul', { class: 'rights' }, ...own.map(showRight)),
            element(
              'div',
              { class: 'row' },
              button('Play', () => actions.play(film), {
                ...described,
                class: own.length > 0 ? 'primary' : ''
              }),
              !has('purchase') && button('Buy', () => actions.order(film, 'purchase'), described),
              !(has('purchase') || has('rental')) &&
                button('Rent', () => actions.order(film, 'rental'), described)
            )
          )
        )
      );
    })
  );
  tick(actions.expired);
}

function posterOf(contentId: string): HTMLElement {
  return element('img', { src: `/media/${contentId}/poster.jpg`, alt: '', width: 640, height: 360 });
}

/** Sets every clock of the page to now. Call it each second. */
export function tick(expired: () => void): void {
  for (const clock of document.querySelectorAll<HTMLElement>('[data-until]')) {
    const seconds = Math.ceil((Date.parse(clock.dataset.until ?? '') - Date.now()) / 1000);
    clock.textContent = durationText(Math.max(0, seconds));
    if (seconds > 0) continue;
    delete clock.dataset.until;
    expired();
  }
}

/** Every rental, because each has its clocks; of several subscriptions only the one that lasts longest. */
function rightsToShow(rights: readonly Right[]): readonly Right[] {
  const ends = rights.filter(({ kind }) => kind === 'subscription').map(({ endsAt = '' }) => endsAt);
  const last = rights.findIndex(
    ({ kind, endsAt }) => kind === 'subscription' && endsAt === ends.toSorted().at(-1)
  );
  return rights.filter(({ kind }, index) => kind !== 'subscription' || index === last);
}

function showRight({ kind, startBy, playDuration = 0, firstPlayedAt, endsAt }: Right): HTMLElement {
  if (kind === 'purchase') return element('li', {}, 'Yours for good');
  if (kind === 'subscription')
    return element('li', {}, `In your subscription${endsAt ? ` until ${momentText(endsAt)}` : ''}`);
  if (firstPlayedAt === undefined)
    return element(
      'li',
      {},
      'Rented: start within ',
      clock(startBy),
      `, then ${durationText(playDuration)} to watch`
    );
  return element('li', {}, 'Rented: ends in ', clock(endsAt));
}

function clock(until: string | undefined): HTMLElement {
  return element('time', { class: 'clock', 'data-until': until, dateTime: until });
}

function durationText(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
