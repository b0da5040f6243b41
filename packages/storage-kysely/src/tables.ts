import type { Device } from '@expressplay-binding/binding-core';
/**
 * The rows as they are stored. Moments are milliseconds since the epoch, `…_json` columns hold JSON as text, and
 * `sealed_…` columns hold encrypted text. Each repository maps its rows in one place.
 */
export interface Tables {
  accounts: AccountRow;
  policies: PolicyRow;
  contents: ContentRow;
  staged_contents: StagedContentRow;
  registrations: RegistrationRow;
  devices: DeviceRow;
  device_bindings: DeviceBindingRow;
  drm_devices: DrmDeviceRow;
  swaps: SwapRow;
  entitlements: EntitlementRow;
  tokens: TokenRow;
  offline_licenses: OfflineLicenseRow;
  audit_events: AuditEventRow;
  unpublished_events: UnpublishedEventRow;
  events: EventRow;
  event_positions: EventPositionRow;
  player_sessions: PlayerSessionRow;
  binding_checks: BindingCheckRow;
  binding_evidence: BindingEvidenceRow;
  look_up_budgets: LookUpBudgetRow;
  dummy_tokens: DummyTokenRow;
  idempotency_records: IdempotencyRow;
  api_keys: ApiKeyRow;
  staff_sessions: StaffSessionRow;
  sealing_canaries: SealingCanaryRow;
}

/** The members of a model as columns: `lastTokenAt?: Timestamp` becomes `last_token_at: Timestamp | null`. */
type Columns<Model> = {
  -readonly [Name in keyof Model & string as SnakeCase<Name>]-?: undefined extends Model[Name]
    ? Exclude<Model[Name], undefined> | null
    : Model[Name];
};

type SnakeCase<Name extends string> = Name extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? First : `_${Lowercase<First>}`}${SnakeCase<Rest>}`
  : Name;

export interface AccountRow {
  account_id: string;
  policy_name: string;
  policy_overrides_json: string;
  suspended_at: number | null;
  swaps_reset_at: number | null;
  created_at: number;
  /** Counts the changes of the account, its devices and its entitlements. */
  version: number;
}

/** An account with the version of its policy; `null` while that is not stored. */
export interface AccountWithPolicyRow extends AccountRow {
  policy_version: number | null;
}

export interface PolicyRow {
  name: string;
  rules_json: string;
  /** Counts the changes of the policy; `null` before its first one since this column exists. */
  version: number | null;
}

export interface ContentRow {
  content_id: string;
  kid: string;
  /** The first key and the tracks. */
  sealed_keys: string;
  iv: string | null;
  track_type: string | null;
  title: string | null;
  drm_options_json: string | null;
  created_at: number;
  updated_at: number;
}

/** A content of an import that is not published yet. */
export interface StagedContentRow extends ContentRow {
  import_id: string;
  /** The rows of a batch are written and published together. */
  batch: number;
  staged_at: number;
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
  joins: string | null;
  /** Whether the binding of the joined device is replaced. */
  rebind: number;
  override_reason: string | null;
  device_id: string | null;
  problem_json: string | null;
  created_at: number;
  expires_at: number;
  /** When the next look-up is due, while it is pending. */
  due_at: number;
  look_ups: number;
}

export type DeviceRow = Columns<Omit<Device, 'bindings'>> & { playable_until: number | null };

export interface DeviceBindingRow {
  account_id: string;
  device_id: string;
  drm: string;
  drm_device_id: string;
  cookie: string;
  bound_at: number;
}

/** A device id that accounts are bound to. A unit locks the row while it decides whether a further account may be bound. */
export interface DrmDeviceRow {
  drm: string;
  drm_device_id: string;
}

export interface SwapRow {
  account_id: string;
  swap_id: string;
  device_id: string;
  kind: string;
  grace: number;
  at: number;
}

export interface EntitlementRow {
  account_id: string;
  entitlement_id: string;
  content_id: string;
  kind: string;
  /** Of a rental. */
  start_by: number | null;
  /** Of a rental, in seconds. */
  play_duration: number | null;
  /** Of a subscription. */
  ends_at: number | null;
  starts_at: number;
  offline_devices: number | null;
  order_id: string | null;
  first_played_at: number | null;
  created_at: number;
  revoked_at: number | null;
}

export interface TokenRow {
  account_id: string;
  token_id: string;
  actor: string;
  entitlement_id: string;
  content_id: string;
  /** Null if only time limits the token. */
  device_id: string | null;
  drm: string;
  binding: string;
  persistent: number;
  issued_at: number;
  expires_at: number;
  playable_until: number;
}

/** Until when a device can play under an entitlement without a new token. */
export interface OfflineLicenseRow {
  account_id: string;
  entitlement_id: string;
  device_id: string;
  /** The latest end of its persistent tokens. */
  playable_until: number;
}

export interface AuditEventRow {
  /** Empty if the event concerns no single account. */
  account_id: string;
  event_id: string;
  at: number;
  actor: string;
  action: string;
  subject: string;
  reason: string | null;
  before_json: string | null;
  after_json: string | null;
  details_json: string;
}

/** An event that has no place in the feed yet. */
export interface UnpublishedEventRow {
  event_id: string;
  /** Empty if the event concerns no single account. */
  account_id: string;
  type: string;
  created_at: number;
  data_json: string;
}

/** An event in the feed. Positions have no gaps, and become visible in their order. */
export interface EventRow extends UnpublishedEventRow {
  position: number;
}

/** The position of the event that was published last, in the only row. */
export interface EventPositionRow {
  id: number;
  last: number;
}

export interface PlayerSessionRow {
  account_id: string;
  session_id: string;
  device_class: string | null;
  code_hash: string;
  code_expires_at: number;
  exchanged_at: number | null;
  expires_at: number;
  ended_at: number | null;
}

export interface BindingCheckRow {
  account_id: string;
  check_id: string;
  device_id: string;
  drm: string;
  cookie: string;
  state: string;
  created_at: number;
  expires_at: number;
  /** When the next look-up is due; absent for never. */
  due_at: number | null;
  /** Absent for none. */
  look_ups: number | null;
}

/** What was observed of whether ExpressPlay restricts tokens of a DRM to a device. */
export interface BindingEvidenceRow {
  drm: string;
  source: string;
  /** A binding check, or the kid of a content whose token was refused. */
  subject: string;
  device_binding: string;
  at: number;
  upstream_code: number | null;
}

export interface LookUpBudgetRow {
  window_start: number;
  taken: number;
}

/** A token for dummy content. Its id contains the time when it was issued. */
export interface DummyTokenRow {
  account_id: string;
  token_id: string;
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
  allowed_networks_json: string | null;
  created_at: number;
  expires_at: number | null;
  last_used_at: number | null;
  revoked_at: number | null;
  replaced_by: string | null;
}

export interface StaffSessionRow {
  session_id: string;
  hash: string;
  actor: string;
  name: string;
  scopes_json: string;
  key_id: string | null;
  created_at: number;
  last_seen_at: number;
  ends_at: number;
}

export interface SealingCanaryRow {
  canary_id: string;
  sealed: string;
}
