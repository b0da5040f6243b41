import type { Timestamp } from './time.ts';

/** An API key without its secret, of which only the SHA-256 is stored. */
export interface ApiKey {
  /** `key_…`, time-ordered. */
  readonly keyId: string;
  /** Who uses it; the actor of audit events. 1 to 128 characters. */
  readonly name: string;
  /** What it may do. */
  readonly scopes: readonly string[];
  /** The addresses that it may be used from, as addresses or CIDR networks; absent for everywhere. */
  readonly allowedNetworks?: readonly string[] | undefined;
  /** When it was created. */
  readonly createdAt: Timestamp;
  /** From when on it is refused; absent for never. */
  readonly expiresAt?: Timestamp | undefined;
  /** When it was last used, up to a minute earlier than it really was; absent if never. */
  readonly lastUsedAt?: Timestamp | undefined;
  /** When it was revoked; absent while it is not. */
  readonly revokedAt?: Timestamp | undefined;
  /** The key that took its place in a rotation. */
  readonly replacedBy?: string | undefined;
}

/** What a request with a stored API key is checked against. Revoked keys have none. */
export type ApiKeyGrant = Pick<ApiKey, 'keyId' | 'name' | 'scopes' | 'allowedNetworks' | 'expiresAt'>;

/** Whether a key may be used: `expired` also after the grace time of a rotation. */
export type ApiKeyState = 'active' | 'expired' | 'revoked';

/** The state of a key at a moment. */
export function apiKeyState(
  { expiresAt, revokedAt }: Pick<ApiKey, 'expiresAt' | 'revokedAt'>,
  now: Timestamp
): ApiKeyState {
  if (revokedAt !== undefined) return 'revoked';
  return expiresAt !== undefined && now >= expiresAt ? 'expired' : 'active';
}
