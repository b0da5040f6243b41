import type { Account, PlayerSession } from '../model/account.ts';
import type { ApiKey, ApiKeyGrant } from '../model/api-key.ts';
import type { AuditEvent, AuditFilter } from '../model/audit.ts';
import type { BindingCheck } from '../model/binding-check.ts';
import type { Content, ListedContent } from '../model/content.ts';
import type { Device, DeviceBinding, DeviceFilter } from '../model/device.ts';
import type { BindingEvidence, Drm } from '../model/drm.ts';
import type { Entitlement } from '../model/entitlement.ts';
import type { BindingEvent, EventFilter } from '../model/event.ts';
import type { DevicePolicy, Swap } from '../model/policy.ts';
import type { Registration } from '../model/registration.ts';
import type { Timestamp } from '../model/time.ts';
import type { TokenRecord } from '../model/token.ts';

/** Which part of a list to return. */
export interface PageRequest {
  /** The largest number of items, 1 or more. */
  readonly limit: number;
  /** The `nextCursor` of the page before; absent for the first page. */
  readonly cursor?: string | undefined;
}

/** A part of a list. */
export interface Page<T> {
  /** In the order of the list. */
  readonly items: readonly T[];
  /** Where the next page starts; absent on the last page. */
  readonly nextCursor?: string | undefined;
}

/** A part of the event feed. */
export interface EventPage extends Page<BindingEvent> {
  /** Where the next page starts, also if nothing has happened there yet. */
  readonly nextCursor: string;
}

/** An `Idempotency-Key` in use, or the answer to its request. */
export interface IdempotencyRecord {
  /** A key belongs to one account. */
  readonly accountId: string;
  /** A hash of the client's key and its space, 64 hex characters. */
  readonly key: string;
  /** A hash of the meaning of the request: if the same key comes with another fingerprint, the client made a mistake. */
  readonly fingerprint: string;
  /** The id of the attempt that holds the key, so that a slow attempt notices that another one took over. */
  readonly attempt: string;
  /** Until when the attempt holds the key without an answer. */
  readonly heldUntil: Timestamp;
  /** The answer as JSON. It may contain a secret: the store seals it. */
  readonly answer?: string | undefined;
}

/** A token for dummy content. */
export interface DummyToken {
  /** The account of its registration. */
  readonly accountId: string;
  /** `dum_…`, time-ordered. */
  readonly tokenId: string;
}

/** A device that keeps a license. */
export interface OfflineHolder {
  /** `dev_…`. */
  readonly deviceId: string;
  /** The ids that it has proven. A physical device that was removed and registered again has them under another `deviceId`. */
  readonly bindings: readonly Pick<DeviceBinding, 'drm' | 'drmDeviceId'>[];
}

/** A look-up that is due. */
export interface DueLookUp {
  /** Whose records are looked up: those of a pending registration, or of a binding check whose token can be redeemed. */
  readonly of: 'registration' | 'binding-check';
  /** The account of the registration or check. */
  readonly accountId: string;
  /** `reg_…` or `chk_…`. */
  readonly id: string;
  /** How many look-ups it has had. */
  readonly lookUps: number;
}

/** An account with what the limits of a policy count. */
export interface AccountUnderPolicy {
  /** Its policy and its overrides. */
  readonly account: Account;
  /** Its active devices, oldest first. */
  readonly devices: readonly Pick<Device, 'deviceId' | 'class' | 'createdAt' | 'lastTokenAt'>[];
}

/** What can be read, inside a unit of work and outside. A `find…` without a result returns `undefined`, never an error. */
export interface StoreReads {
  /** Returns the account if it is stored. */
  findAccount(accountId: string): Promise<Account | undefined>;
  /** Returns accounts whose ids begin with the prefix, in order of id. */
  listAccounts(prefix: string, page: PageRequest): Promise<Page<Account>>;
  /**
   * Returns the stored policy with this name.
   * @param version The `policyVersion` of an account that is under it: the policy is not older than that, even if the store caches.
   */
  findPolicy(name: string, version?: number): Promise<DevicePolicy | undefined>;
  /** Returns the stored policies, in order of name; `defaultPolicy` is in its place even if it is not stored. */
  listPolicies(page: PageRequest): Promise<Page<DevicePolicy>>;

  /** Returns stored accounts under the policy with this name, in order of id. */
  listAccountsUnderPolicy(policyName: string, page: PageRequest): Promise<Page<AccountUnderPolicy>>;

  /** Returns the content with its keys. */
  findContent(contentId: string): Promise<Content | undefined>;
  /** Returns a page of contents in the order of their ids. */
  listContents(page: PageRequest): Promise<Page<ListedContent>>;

  /** Returns the registration. */
  findRegistration(registrationId: string): Promise<Registration | undefined>;
  /** Returns the registration with this cookie, 32 characters. */
  findRegistrationByCookie(cookie: string): Promise<Registration | undefined>;

  /** Counts the account's pending registrations that have not expired. */
  countPendingRegistrations(accountId: string, now: Timestamp): Promise<number>;
  /** Returns the account's registrations, newest first. */
  listRegistrations(accountId: string, page: PageRequest): Promise<Page<Registration>>;
  /** Returns the device with its bindings, removed or not. */
  findDevice(accountId: string, deviceId: string): Promise<Device | undefined>;
  /** Returns the account's active device with this binding. */
  findDeviceByBinding(accountId: string, drm: Drm, drmDeviceId: string): Promise<Device | undefined>;
  /** Returns all active devices of the account, oldest first. */
  listActiveDevices(accountId: string): Promise<readonly Device[]>;
  /** Returns a page of devices, removed or not, newest first. */
  listDevices(accountId: string, page: PageRequest): Promise<Page<Device>>;

  /** Returns devices of all accounts, removed or not, in order of account and device. */
  searchDevices(filter: DeviceFilter, page: PageRequest): Promise<Page<Device>>;
  /** Returns the entitlement. */
  findEntitlement(accountId: string, entitlementId: string): Promise<Entitlement | undefined>;
  /** Returns the account's entitlements to the content, in any state. */
  findEntitlementsForContent(accountId: string, contentId: string): Promise<readonly Entitlement[]>;
  /** Returns the entitlement that was created under the operator's id of the sale. */
  findEntitlementByOrder(accountId: string, orderId: string): Promise<Entitlement | undefined>;
  /** Returns a page of entitlements, newest first. */
  listEntitlements(accountId: string, page: PageRequest): Promise<Page<Entitlement>>;

  /** Returns entitlements of all accounts with this order id, newest first. */
  searchEntitlements(orderId: string, page: PageRequest): Promise<Page<Entitlement>>;
  /** Returns a page of tokens, newest first. */
  listTokens(accountId: string, page: PageRequest): Promise<Page<TokenRecord>>;
  /** Returns the latest `playableUntil` of the device's tokens. */
  findPlayableUntil(accountId: string, deviceId: string): Promise<Timestamp | undefined>;

  /** Counts the tokens that were issued to the account after a moment. */
  countTokens(accountId: string, after: Timestamp): Promise<number>;
  /** Counts the tokens for dummy content that were issued to the account after a moment. */
  countDummyTokens(accountId: string, after: Timestamp): Promise<number>;
  /** Returns the devices, removed or not, with a persistent token under the entitlement that is playable after a moment. */
  listOfflineHolders(
    accountId: string,
    entitlementId: string,
    after: Timestamp
  ): Promise<readonly OfflineHolder[]>;

  /** Returns the account's swaps after a moment, oldest first. */
  listSwaps(accountId: string, after: Timestamp): Promise<readonly Swap[]>;

  /** Returns a page of events, newest first. Every token is in the list as the event that `tokenIssued` returns; no event is stored for it. */
  listAuditEvents(filter: AuditFilter, page: PageRequest): Promise<Page<AuditEvent>>;

  /** Returns published events in the order of their publication. */
  listEvents(filter: EventFilter, page: PageRequest): Promise<EventPage>;
  /** Whether events wait to be published. */
  hasUnpublishedEvents(): Promise<boolean>;

  /** Returns the session in any state. */
  findPlayerSession(accountId: string, sessionId: string): Promise<PlayerSession | undefined>;
  /** Returns the session whose one-time code has this SHA-256, as hex. */
  findPlayerSessionByCode(codeHash: string): Promise<PlayerSession | undefined>;

  /** Returns the binding check as it was written last. */
  findBindingCheck(checkId: string): Promise<BindingCheck | undefined>;
  /** Counts the binding checks that the account started at a moment or after it. */
  countBindingChecks(accountId: string, from: Timestamp): Promise<number>;

  /** Returns what was observed of the device restriction of all DRMs, in order of time. */
  listBindingEvidence(): Promise<readonly BindingEvidence[]>;
  /** Returns what was observed of the device restriction of the DRM, in order of time. */
  findBindingEvidence(drm: Drm): Promise<readonly BindingEvidence[]>;

  /** Returns the API key in any state. */
  findApiKey(keyId: string): Promise<ApiKey | undefined>;
  /** Returns the API key with this SHA-256, 64 lower-case hex characters, unless it is revoked. */
  findApiKeyGrant(hash: string): Promise<ApiKeyGrant | undefined>;
  /** Returns a page of API keys, revoked ones too, newest first. */
  listApiKeys(page: PageRequest): Promise<Page<ApiKey>>;

  /** Returns what is stored under the key. */
  findIdempotencyRecord(accountId: string, key: string): Promise<IdempotencyRecord | undefined>;
}

/**
 * One atomic unit of work on one account. No other unit of the same account runs at the same time, in this process or another.
 * It reads the latest committed state.
 */
export interface AccountUnit extends StoreReads {
  /** The account as it was when the unit started. */
  readonly account: Account;
  /** Writes the account's policy, suspension and reset. */
  updateAccount(account: Account): Promise<void>;

  /** Inserts the registration; its first look-up is due at `dueAt` if it is still pending then. */
  insertRegistration(registration: Registration, dueAt: Timestamp): Promise<void>;
  /** Writes its state, device and problem. */
  updateRegistration(registration: Registration): Promise<void>;
  /** Inserts a token for dummy content, which counts against the budget of the account. */
  insertDummyToken(token: DummyToken): Promise<void>;

  /** Inserts the device without its bindings. */
  insertDevice(device: Device): Promise<void>;
  /** Writes everything except the bindings. */
  updateDevice(device: Device): Promise<void>;
  /** Adds a binding to the device. */
  insertBinding(accountId: string, deviceId: string, binding: DeviceBinding): Promise<void>;
  /** Writes the device's binding for the DRM of this one. */
  updateBinding(accountId: string, deviceId: string, binding: DeviceBinding): Promise<void>;
  /**
   * Returns the other accounts with an active device that has this binding. Until the unit ends, every other unit that asks
   * for the same DRM and device id waits, so that two accounts cannot both find it free.
   */
  findOtherHolders(accountId: string, drm: Drm, drmDeviceId: string): Promise<readonly string[]>;

  /** Inserts the check; its first look-up is due at `dueAt`. */
  insertBindingCheck(check: BindingCheck, dueAt: Timestamp): Promise<void>;
  /** Writes its state, and when its next look-up is due; absent for never. */
  updateBindingCheck(check: BindingCheck, dueAt?: Timestamp): Promise<void>;

  /** Inserts a swap that counts. */
  insertSwap(swap: Swap): Promise<void>;

  /** Inserts the entitlement. */
  insertEntitlement(entitlement: Entitlement): Promise<void>;
  /** Writes its terms, first token and revocation. */
  updateEntitlement(entitlement: Entitlement): Promise<void>;

  /**
   * Inserts the token and updates the `lastTokenAt` of its device, if it has one, to the latest. The version of the account
   * stays the same, because a token changes no right.
   */
  insertToken(token: TokenRecord): Promise<void>;

  /** Inserts the session. */
  insertPlayerSession(session: PlayerSession): Promise<void>;
  /** Writes when it was exchanged, expires and ended. */
  updatePlayerSession(session: PlayerSession): Promise<void>;

  /** Appends the event. */
  appendAuditEvent(event: AuditEvent): Promise<void>;
  /** Appends the event to those that wait to be published. */
  appendEvent(event: BindingEvent): Promise<void>;

  /** Inserts or replaces the record. */
  saveIdempotencyRecord(record: IdempotencyRecord): Promise<void>;
  /** Deletes the record, so that the key is free again. */
  deleteIdempotencyRecord(accountId: string, key: string): Promise<void>;
}

/** An event of the audit trail, and the same fact as an event for other systems if it is one. */
export interface AuditRecord {
  readonly auditEvent: AuditEvent;
  readonly event?: BindingEvent | undefined;
}

/** Makes a record in the write that appends it, so that its ids are not older than what was written before. */
export type MakeRecord = () => AuditRecord;

/** Where everything is stored. A write that was acknowledged survives a crash. */
export interface Store extends StoreReads {
  /**
   * Runs `work` as one unit on the account and commits it; a thrown error rolls everything back and is rethrown.
   * `work` may run again after a deadlock, so it must only call the unit: no upstream call, no side effect.
   *
   * @param now When the account was created, if it is a new one.
   */
  inAccount<T>(accountId: string, now: Timestamp, work: (unit: AccountUnit) => Promise<T>): Promise<T>;

  /** Inserts or replaces the content; returns which. The `createdAt` of an existing content stays. */
  saveContent(content: Content): Promise<{ readonly content: Content; readonly created: boolean }>;
  /**
   * Inserts or replaces all of them, or none if one fails; returns how many were inserted. `onProgress` is told how many are
   * staged so far; nobody reads them before the end. Writes of other processes go on meanwhile.
   */
  saveContents(contents: readonly Content[], onProgress?: (saved: number) => void): Promise<number>;
  /** Deletes the content; returns whether it existed. */
  deleteContent(contentId: string): Promise<boolean>;

  /**
   * Deletes every row of the account in one unit. Its audit events stay under an anonymous id, without reason and facts; the record that
   * `makeRecord` returns for this id is appended. Returns the id. Afterwards no file of the database has what was deleted, as far as the
   * database can do that.
   */
  eraseAccount(accountId: string, makeRecord: (anonymousId: string) => AuditRecord): Promise<string>;

  /** Inserts or replaces the policy and appends the record, atomically. */
  savePolicy(policy: DevicePolicy, makeRecord: MakeRecord): Promise<void>;

  /** Inserts the observation, or replaces the one of the same DRM, source and subject; appends the record, atomically. */
  saveBindingEvidence(evidence: BindingEvidence, makeRecord?: MakeRecord): Promise<void>;
  /** Deletes these observations and appends the record, atomically. */
  deleteBindingEvidence(evidence: readonly BindingEvidence[], makeRecord?: MakeRecord): Promise<void>;

  /**
   * Gives up to `limit` committed events their places in the feed, in one process at a time; returns how many. They follow all events
   * that were published before.
   */
  publishEvents(limit: number): Promise<number>;
  /** Deletes published events that were created before the moment, at most `limit`; returns how many it deleted. */
  purgeEvents(before: Timestamp, limit: number): Promise<number>;

  /** Inserts the API key with the SHA-256 of its secret and appends the event, atomically. */
  insertApiKey(key: ApiKey, hash: string, makeRecord: MakeRecord): Promise<void>;
  /**
   * Writes when the old key expires and what replaces it, inserts the new one and appends the event, atomically; does nothing
   * if the old key is revoked. Returns whether it was not.
   */
  replaceApiKey(
    old: { readonly keyId: string; readonly expiresAt: Timestamp },
    successor: ApiKey,
    hash: string,
    makeRecord: MakeRecord
  ): Promise<boolean>;
  /** Revokes the API key and appends the event, atomically, unless it is revoked; returns whether it was not. */
  revokeApiKey(keyId: string, revokedAt: Timestamp, makeRecord: MakeRecord): Promise<boolean>;
  /** Writes when the API key was used, unless it was used after `notAfter`. */
  recordApiKeyUse(keyId: string, usedAt: Timestamp, notAfter: Timestamp): Promise<void>;

  /**
   * Leases up to `limit` look-ups that are due: until `heldUntil` no other process gets them. Accounts take turns: each has one
   * of its look-ups leased before any has a second one.
   */
  leaseDueLookUps(now: Timestamp, heldUntil: Timestamp, limit: number): Promise<readonly DueLookUp[]>;
  /** Ends the lease: it is due again at `dueAt`, after `due.lookUps` look-ups. */
  scheduleLookUp(due: DueLookUp, dueAt: Timestamp): Promise<void>;
  /**
   * Takes up to `wanted` look-ups from a budget of `max` within the window that starts at `windowStart`, shared by all
   * processes; returns the number taken.
   */
  takeLookUps(windowStart: Timestamp, wanted: number, max: number): Promise<number>;

  /**
   * Deletes idempotency records that were held until before the moment and player sessions that expired before it, at most
   * `limit` of each; returns how many it deleted.
   */
  purge(before: Timestamp, limit: number): Promise<number>;
  /** Deletes up to `limit` tokens for dummy content that were issued before the moment; returns how many it deleted. */
  purgeDummyTokens(before: Timestamp, limit: number): Promise<number>;
  /** Deletes binding checks whose tokens ended before the moment, at most `limit`; returns how many it deleted. */
  purgeBindingChecks(before: Timestamp, limit: number): Promise<number>;
}
