import { readFileSync } from 'node:fs';

/** Where the films are, with their manifests. */
export const mediaFolder = new URL('../media/', import.meta.url);

/** How a film was encrypted; only the server knows. */
interface FilmKey {
  readonly contentId: string;
  readonly kid: string;
  readonly key: string;
  readonly iv: string;
}

/** What the page shows of a film. */
export interface Film {
  readonly contentId: string;
  readonly title: string;
  readonly summary: string;
}

export const filmKeys: readonly FilmKey[] = JSON.parse(
  readFileSync(new URL('films.json', mediaFolder), 'utf8')
);

export const films: readonly Film[] = [
  { contentId: 'tidal', title: 'Tidal', summary: 'Eight seconds of open water, drawn by a sine wave.' },
  { contentId: 'deep-field', title: 'Deep Field', summary: 'A galaxy turns once. Nobody is hurt.' },
  {
    contentId: 'night-signals',
    title: 'Night Signals',
    summary: 'Conway’s cells after dark: a drama of births and deaths.'
  }
];

/** The customers who can sign in. Their names are the account ids, too. */
export const customers = ['ada', 'grace'] as const;
export type Customer = (typeof customers)[number];

/** The device policies that the shop can switch an account to, by name. */
export const policies = {
  'shop-one-device': { maxDevices: 1 },
  'shop-two-screens': { maxDevices: 2 },
  'shop-one-swap-a-day': {
    maxDevices: 1,
    swaps: { count: 'removals', max: 1, windowSeconds: 24 * 60 * 60 }
  }
} as const;
export type PolicyName = keyof typeof policies;
export const policyNames = Object.keys(policies) as PolicyName[];
