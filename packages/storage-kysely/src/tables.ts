/**
 * The rows as they are stored. Moments are milliseconds since the epoch, `…_json` columns hold JSON as text, and
 * `sealed_…` columns what the sealer wrote. Each repository maps its rows in one place.
 */
export interface Tables {
  accounts: AccountRow;
  policies: PolicyRow;
  contents: ContentRow;
  registrations: RegistrationRow;
  devices: DeviceRow;
  device_bindings: DeviceBindingRow;
  entitlements: EntitlementRow;
  tokens: TokenRow;
  audit_events: AuditEventRow;
  idempotency_records: IdempotencyRow;
  api_keys: ApiKeyRow;
}

export interface AccountRow {
  account_id: string;
  policy_name: string;
  created_at: number;
}

export interface PolicyRow {
  name: string;
  rules_json: string;
}

export interface ContentRow {
  content_id: string;
  kid: string;
  sealed_key: string;
  iv: string | null;
  title: string | null;
  created_at: number;
  updated_at: number;
}

export interface RegistrationRow {
  account_id: string;
  registration_id: string;
  drm: string;
  state: string;
  cookie: string;
  device_name: string;
  device_class: string;
  replaces: string | null;
  device_id: string | null;
  problem_json: string | null;
  created_at: number;
  expires_at: number;
}

export interface DeviceRow {
  account_id: string;
  device_id: string;
  name: string;
  class: string;
  state: string;
  created_at: number;
  last_token_at: number | null;
  removed_at: number | null;
}

export interface DeviceBindingRow {
  account_id: string;
  device_id: string;
  drm: string;
  drm_device_id: string;
  cookie: string;
  bound_at: number;
}

export interface EntitlementRow {
  account_id: string;
  entitlement_id: string;
  content_id: string;
  kind: string;
  starts_at: number;
  created_at: number;
  revoked_at: number | null;
}

export interface TokenRow {
  account_id: string;
  token_id: string;
  entitlement_id: string;
  content_id: string;
  device_id: string;
  drm: string;
  binding: string;
  persistent: number;
  issued_at: number;
  expires_at: number;
}

export interface AuditEventRow {
  account_id: string;
  event_id: string;
  at: number;
  actor: string;
  action: string;
  subject: string;
  reason: string | null;
  details_json: string;
}

export interface IdempotencyRow {
  account_id: string;
  idempotency_key: string;
  fingerprint: string;
  attempt: string;
  held_until: number;
  sealed_answer: string | null;
}

export interface ApiKeyRow {
  key_id: string;
  name: string;
  scopes_json: string;
  hash: string;
  created_at: number;
  revoked_at: number | null;
}
