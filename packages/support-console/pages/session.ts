import { signal } from '@preact/signals';
import type { Session } from './sign-in-api.ts';

/** Who is signed in: `undefined` while that is not known yet, `null` when nobody is. */
export const session = signal<Session | null | undefined>(undefined);

/** Whether the signed-in person may use calls of this scope. Buttons that may not be pressed are not shown. */
export function may(scope: string): boolean {
  return session.value?.scopes.includes(scope) ?? false;
}
