import type { Account } from '../model/account.ts';
import type { AuditEvent, AuditFilter } from '../model/audit.ts';
import type { LearnedCapability } from '../model/capability.ts';
import type { Content } from '../model/content.ts';
import type { Device, DeviceBinding } from '../model/device.ts';
import type { Drm } from '../model/drm.ts';
import type { Entitlement } from '../model/entitlement.ts';
import type { Page, PageRequest } from '../model/page.ts';
import type { PlayerSession } from '../model/player-session.ts';
import type { DevicePolicy } from '../model/policy.ts';
import type { Registration } from '../model/registration.ts';
import type { Swap } from '../model/swap.ts';
import type { Timestamp } from '../model/time.ts';
import type { TokenRecord } from '../model/token.ts';

/** An `Idempotency-Key` in use, or the answer that was given under it. */
export interface IdempotencyRecord {
  readonly accountId: string;
  /** The key as the client chose it. */
  readonly key: string;
  /** What was asked, as a hash: the same key with another fingerprint is a mistake. */
  readonly fingerprint: string;
  /** Which attempt holds the key, so that a slow attempt notices that another one took over. */
  readonly attempt: string;
  /** Until when the attempt may hold the key without an answer. */
  readonly heldUntil: Timestamp;
  /** The answer as JSON. It may hold a secret: the store seals it. */
  readonly answer?: string | undefined;
}

/** A pending registration that somebody should look up. */
export interface DueRegistration {
  readonly accountId: string;
  readonly registrationId: string;
  /** How often it was looked up before. */
  readonly lookUps: number;
}

/** What can be read, inside a unit of work and outside. Nothing found is `undefined`, never an error. */
export interface StoreReads {
  findAccount(accountId: string): Promise<Account | undefined>;
  findPolicy(name: string): Promise<DevicePolicy | undefined>;

  findContent(contentId: string): Promise<Content | undefined>;
  /** In order of content id. */
  listContents(page: PageRequest): Promise<Page<Content>>;

  findRegistration(registrationId: string): Promise<Registration | undefined>;
  findRegistrationByCookie(cookie: string): Promise<Registration | undefined>;

  findDevice(accountId: string, deviceId: string): Promise<Device | undefined>;
  /** The account's active device that holds this binding. */
  findDeviceByBinding(accountId: string, drm: Drm, drmDeviceId: string): Promise<Device | undefined>;
  /** All devices that fill a slot now, oldest first. */
  listActiveDevices(accountId: string): Promise<readonly Device[]>;
  /** Removed ones too, newest first. */
  listDevices(accountId: string, page: PageRequest): Promise<Page<Device>>;

  findEntitlement(accountId: string, entitlementId: string): Promise<Entitlement | undefined>;
  findEntitlementsForContent(accountId: string, contentId: string): Promise<readonly Entitlement[]>;
  findEntitlementByOrder(accountId: string, orderId: string): Promise<Entitlement | undefined>;
  /** Newest first. */
  listEntitlements(accountId: string, page: PageRequest): Promise<Page<Entitlement>>;

  /** Newest first. */
  listTokens(accountId: string, page: PageRequest): Promise<Page<TokenRecord>>;
  /** The latest `playableUntil` of the device's tokens. */
  findPlayableUntil(accountId: string, deviceId: string): Promise<Timestamp | undefined>;

  /** Tokens issued to the account after a moment. */
  countTokens(accountId: string, after: Timestamp): Promise<number>;
  /** The devices with a persistent token under the entitlement that is playable after a moment. */
  listOfflineDevices(accountId: string, entitlementId: string, after: Timestamp): Promise<readonly string[]>;

  /** The account's swaps after a moment, oldest first. */
  listSwaps(accountId: string, after: Timestamp): Promise<readonly Swap[]>;

  /** Newest first. Every token counts as the event that `tokenIssued` makes of it; no other event is written for it. */
  listAuditEvents(filter: AuditFilter, page: PageRequest): Promise<Page<AuditEvent>>;

  findPlayerSession(accountId: string, sessionId: string): Promise<PlayerSession | undefined>;
  findPlayerSessionByCode(codeHash: string): Promise<PlayerSession | undefined>;

  listLearnedCapabilities(): Promise<readonly LearnedCapability[]>;
  findLearnedCapability(drm: Drm): Promise<LearnedCapability | undefined>;

  findIdempotencyRecord(accountId: string, key: string): Promise<IdempotencyRecord | undefined>;
}

/**
 * One atomic piece of work on one account, which it holds alone: no other unit of the same account runs meanwhile, in
 * this process or another. What it reads is the latest that was committed.
 */
export interface AccountUnit extends StoreReads {
  /** The account as it was when the unit took hold of it. */
  readonly account: Account;
  /** Writes the account's policy, suspension and reset. */
  updateAccount(account: Account): Promise<void>;

  /** `dueAt` is when it is first looked up, unless it is settled before. */
  insertRegistration(registration: Registration, dueAt: Timestamp): Promise<void>;
  updateRegistration(registration: Registration): Promise<void>;

  /** Writes everything but the bindings. */
  insertDevice(device: Device): Promise<void>;
  /** Writes everything but the bindings. */
  updateDevice(device: Device): Promise<void>;
  insertBinding(accountId: string, deviceId: string, binding: DeviceBinding): Promise<void>;
  /**
   * The other accounts with an active device that holds this binding. Until the unit ends no other unit gets an answer about
   * the same DRM and device id, so that two accounts cannot both find it free.
   */
  findOtherHolders(accountId: string, drm: Drm, drmDeviceId: string): Promise<readonly string[]>;

  insertSwap(swap: Swap): Promise<void>;

  insertEntitlement(entitlement: Entitlement): Promise<void>;
  updateEntitlement(entitlement: Entitlement): Promise<void>;

  /**
   * Writes the token, and when it was issued as the `lastTokenAt` of its device, if it has one, unless a later one was written
   * before. The version of the account stays: nobody's right changes by it.
   */
  insertToken(token: TokenRecord): Promise<void>;

  insertPlayerSession(session: PlayerSession): Promise<void>;
  updatePlayerSession(session: PlayerSession): Promise<void>;

  appendAuditEvent(event: AuditEvent): Promise<void>;

  /** Inserts or replaces. */
  saveIdempotencyRecord(record: IdempotencyRecord): Promise<void>;
  deleteIdempotencyRecord(accountId: string, key: string): Promise<void>;
}

/** Where everything is kept. What a call acknowledged survives a crash. */
export interface Store extends StoreReads {
  /**
   * Runs `work` as one unit on the account and commits it; a thrown error rolls everything back and is passed on.
   * `work` may run again after a deadlock, so it does nothing but call the unit: no upstream call, no side effect.
   */
  inAccount<T>(accountId: string, now: Timestamp, work: (unit: AccountUnit) => Promise<T>): Promise<T>;

  /** Inserts or replaces; says which. `createdAt` of an existing content stays. */
  saveContent(content: Content): Promise<{ readonly content: Content; readonly created: boolean }>;
  /**
   * Inserts or replaces all of them, or none when one fails; gives how many were inserted. `onProgress` is told how many are
   * written so far, which counts for nothing before the end.
   */
  saveContents(contents: readonly Content[], onProgress?: (saved: number) => void): Promise<number>;
  /** Says whether it was there. */
  deleteContent(contentId: string): Promise<boolean>;

  /** Inserts or replaces, and appends the event with it. */
  savePolicy(policy: DevicePolicy, event: AuditEvent): Promise<void>;

  /** Inserts or replaces the one of this DRM. */
  saveLearnedCapability(capability: LearnedCapability): Promise<void>;

  /**
   * Takes up to `limit` pending registrations whose look-up is due and holds them until `heldUntil`: meanwhile no other
   * process is given them.
   */
  leaseDueRegistrations(
    now: Timestamp,
    heldUntil: Timestamp,
    limit: number
  ): Promise<readonly DueRegistration[]>;
  /** Ends the lease: the registration is due again at `dueAt`, having been looked up `due.lookUps` times. */
  scheduleLookUp(due: DueRegistration, dueAt: Timestamp): Promise<void>;
  /**
   * Takes up to `wanted` look-ups from a budget of `max` within the window that starts at `windowStart`, shared by all
   * processes; gives the number taken.
   */
  takeLookUps(windowStart: Timestamp, wanted: number, max: number): Promise<number>;

  /**
   * Deletes what nobody can ask for any more: idempotency records that were held until before the moment and player sessions
   * that expired before it. At most `limit` of each; gives how many there were.
   */
  purge(before: Timestamp, limit: number): Promise<number>;
}
