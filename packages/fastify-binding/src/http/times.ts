import type { Timestamp } from '@expressplay-binding/binding-core';
import { invalidMember } from './input-errors.ts';

export { toOptionalRfc3339, toRfc3339 } from '@expressplay-binding/binding-core';

/** Reads the RFC 3339 text of a member. @throws `validation` when JavaScript cannot represent it, e.g. a leap second. */
export function fromRfc3339(path: string, text: string): Timestamp {
  const time = Date.parse(text);
  if (!Number.isNaN(time)) return time;
  throw invalidMember(path, 'must be an RFC 3339 date and time');
}
