/**
 * Stands between a credential and its look-up, e.g. to limit failed attempts per address. It returns what `attempt` returns, or throws
 * instead of calling it. An attempt fails if it returns `undefined` or refuses with a code of status 401.
 *
 * @param credential What authenticates: an API key, a session or a one-time code. It is secret.
 * @param address The IP address that the request came from.
 */
export type AttemptGuard = <T>(credential: string, address: string, attempt: () => Promise<T>) => Promise<T>;

/** Limits nothing. */
export const unguarded: AttemptGuard = (_credential, _address, attempt) => attempt();
