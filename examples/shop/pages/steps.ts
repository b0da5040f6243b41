import { element, fill, find } from './dom.ts';

/** One request and its answer, as they are shown. */
export interface Exchange {
  readonly request: string;
  readonly answer: string;
  readonly ok: boolean;
}

interface Step {
  readonly title: string;
  readonly words: string;
}

const steps: readonly Step[] = [
  { title: 'A cookie', words: 'The service makes a random cookie for this registration.' },
  { title: 'A dummy token', words: 'Under that cookie it gets a token for a dummy film from ExpressPlay.' },
  {
    title: 'This browser redeems it',
    words: 'The DRM of this browser asks the licence server for a licence. Its device id goes along.'
  },
  {
    title: 'The device id is looked up',
    words:
      'ExpressPlay has a record under the cookie. The service reads the device id there and gives it a slot.'
  },
  {
    title: 'A token for this device',
    words: 'The film’s token is restricted to the device id of this browser.'
  },
  { title: 'The licence server checks', words: 'It gives a licence to that device, and to no other.' }
];

const exchanges = new Map<number, Exchange>();

/** Shows all six steps, as far as they have happened. */
export function showSteps(): void {
  const list = find('steps');
  fill(
    list,
    ...steps.map(({ title, words }, index) => {
      const exchange = exchanges.get(index + 1);
      const state = exchange ? (exchange.ok ? 'done' : 'refused') : 'open';
      const word = { done: 'Done', refused: 'Refused', open: 'Not yet' }[state];
      return element(
        'li',
        { class: `step ${state}` },
        element(
          'div',
          { class: 'row spread' },
          element('strong', {}, title),
          element('span', { class: 'tag' }, word)
        ),
        element('p', { class: 'muted' }, words),
        exchange &&
          element(
            'details',
            {},
            element(
              'summary',
              { 'aria-label': `Request and answer of step ${index + 1}` },
              'Request and answer'
            ),
            element('pre', { tabIndex: 0, 'aria-label': 'Request' }, exchange.request),
            element('pre', { tabIndex: 0, 'aria-label': 'Answer' }, exchange.answer)
          )
      );
    })
  );
}

/** Notes what happened in a step, 1 to 6. */
export function noteStep(step: number, exchange: Exchange): void {
  if (step === 1) exchanges.clear();
  if (step === 5) exchanges.delete(6);
  exchanges.set(step, exchange);
  showSteps();
}

/** Whether a registration is under way: then license requests are its third step. */
let registering = false;

/** A `fetch` that notes the calls of the registration and of tokens. */
export const notingFetch: typeof fetch = async (input, init) => {
  const response = await fetch(input, init);
  const url = String(input);
  const steps = (init?.method ?? 'GET') === 'POST' ? stepsOf(new URL(url).pathname) : [];
  if (steps.length === 0) return response;
  const exchange = {
    request: `POST ${shorten(url)}\n${textOf(init?.body)}`,
    answer: `${response.status}\n${shorten(pretty(await response.clone().text()))}`,
    ok: response.ok
  };
  for (const step of steps) noteStep(step, exchange);
  return response;
};

/** The steps that a call belongs to, by the path that is posted to. */
function stepsOf(path: string): readonly number[] {
  if (path.endsWith('/session') || path.includes('/binding-checks')) return [];
  if (path.endsWith('/tokens')) return [5];
  if (path.endsWith('/registrations')) {
    registering = true;
    return [1, 2];
  }
  if (!registering) return [];
  if (!path.endsWith('/complete')) return [3];
  registering = false;
  return [4];
}

/** Cuts tokens short: they are secrets, and nobody reads them. */
export function shorten(text: string): string {
  return text.replace(/((?:ExpressPlayToken=|"token": ")[\w-]{8})[\w-]+/g, '$1…');
}

function textOf(body: BodyInit | null | undefined): string {
  if (typeof body === 'string') return pretty(body);
  return body instanceof ArrayBuffer || ArrayBuffer.isView(body)
    ? pretty(new TextDecoder().decode(body))
    : '';
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2);
  } catch {
    return text;
  }
}
