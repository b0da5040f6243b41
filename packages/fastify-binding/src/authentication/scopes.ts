/** What an API key can be allowed to do. `staff` is for policies, suspensions, resets and overrides. */
export const scopes = [
  'contents:read',
  'contents:write',
  'accounts:read',
  'registrations:read',
  'registrations:write',
  'devices:read',
  'devices:write',
  'entitlements:read',
  'entitlements:write',
  'tokens:read',
  'tokens:write',
  'player-sessions:write',
  'policies:read',
  'audit:read',
  'staff'
] as const;

export type Scope = (typeof scopes)[number];

/** Who sends a request. */
export interface Principal {
  /** Written into the audit trail as the actor, e.g. the name of the API key. */
  readonly name: string;
  /** What it may do. Unknown words are allowed and mean nothing here. */
  readonly scopes: readonly string[];
}
