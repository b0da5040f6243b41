import type { Film } from '../src/catalogue.ts';

/** A right as the shop's server shows it. */
export interface Right {
  readonly entitlementId: string;
  readonly contentId: string;
  readonly kind: 'purchase' | 'rental' | 'subscription';
  readonly startBy?: string;
  readonly playDuration?: number;
  readonly firstPlayedAt?: string;
  readonly endsAt?: string;
}

/** What the shop's server refused, with a sentence for the customer. */
export class ShopError extends Error {}

/** The calls of the shop's own server. */
export const shopApi = {
  config: () => call<{ playerUrl: string; films: readonly Film[] }>('GET', 'config'),
  customer: () => call<{ customer: string | null }>('GET', 'customer'),
  signIn: (customer: string) => call<{ code: string }>('POST', 'sign-in', { customer }),
  signOut: () => call<void>('POST', 'sign-out'),
  playerCode: () => call<{ code: string }>('POST', 'player-code'),
  rights: () => call<{ rights: readonly Right[] }>('GET', 'rights'),
  order: (contentId: string, kind: 'purchase' | 'rental') =>
    call<Right>('POST', 'orders', { contentId, kind }),
  subscribe: () => call<{ until: string }>('POST', 'subscription'),
  policy: () => call<{ policy: string }>('GET', 'policy'),
  choosePolicy: (policy: string) => call<{ policy: string }>('PUT', 'policy', { policy })
};

async function call<T>(method: string, path: string, body?: object): Promise<T> {
  const response = await fetch(`/api/${path}`, {
    method,
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  }).catch(() => {
    throw new ShopError('The shop does not answer. Try again.');
  });
  const text = await response.text();
  const answer = text === '' ? undefined : JSON.parse(text);
  if (!response.ok) throw new ShopError(answer?.message ?? 'The shop has a fault.');
  return answer;
}
