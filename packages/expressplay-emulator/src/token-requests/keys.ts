import { EventError } from '../event-error.ts';
import { normalizeKid } from '../keystore/kid.ts';
import { type ContentKey, readContentKey } from '../parameters/content-keys.ts';
import { first, keySuffixes } from '../parameters/parameters.ts';
import type { TokenCall } from './token-kind.ts';

/**
 * The keys of a token request: one, or several under indexed names (`kid.0`, `contentKey.0`, `kid.1` …).
 *
 * @param checkPolicy is called with every key's suffix, to check the policy parameters that carry it as well.
 * @throws EventError -4018 for a key without a kid, and the codes of a wrong kid or key.
 */
export function readKeys(call: TokenCall, checkPolicy: (suffix: string) => void): readonly ContentKey[] {
  const { parameters, stored } = call;
  return keySuffixes(parameters).map(suffix => {
    const kid = first(parameters, `kid${suffix}`);
    if (!kid) throw new EventError(-4018);
    checkPolicy(suffix);
    const normalized = normalizeKid(kid);
    return { kid: normalized, key: readContentKey(parameters, suffix, normalized, stored) };
  });
}
