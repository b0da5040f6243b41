import type { AccountChange, AccountPolicy, SetAccountPolicy } from './accounts/accounts.ts';
import type { AccountErasure, AccountExport } from './accounts/personal-data.ts';
import type { ApiKeyIssuer, CreateApiKey, IssuedApiKey, RotateApiKey } from './api-keys/api-keys.ts';
import type { StartBindingCheck } from './binding-checks/start-binding-check.ts';
import type { ForgetCapability } from './capabilities.ts';
import type { SaveContent, SavedContent } from './contents/contents.ts';
import type { Caller, Override } from './context.ts';
import type { DeviceRemoval, RemovalPreview } from './devices/remove-device.ts';
import type { CreateEntitlement } from './entitlements/entitlements.ts';
import type { Account, AccountOverview, PlayerSession } from './model/account.ts';
import type { ApiKey, ApiKeyGrant } from './model/api-key.ts';
import type { AuditEvent, AuditFilter } from './model/audit.ts';
import type { BindingCheck, StartedBindingCheck } from './model/binding-check.ts';
import type { Content, ListedContent } from './model/content.ts';
import type { Device, DeviceFilter } from './model/device.ts';
import type { Capability } from './model/drm.ts';
import type { Entitlement } from './model/entitlement.ts';
import type { EventFilter } from './model/event.ts';
import type { DevicePolicy } from './model/policy.ts';
import type { RegistrationOutcome } from './model/registration.ts';
import type { Timestamp } from './model/time.ts';
import type { IssuedToken, TokenRecord } from './model/token.ts';
import type { PlayerCode, PlayerSessionOptions } from './player/player-sessions.ts';
import type { SavedPolicy } from './policies/policies.ts';
import type { PolicyPreview } from './policies/preview-policy.ts';
import type { LicenseToken } from './ports/licensing.ts';
import type { EventPage, Page, PageRequest } from './ports/store.ts';
import type { LookUpRound } from './registrations/look-up-due.ts';
import type {
  RegistrationPreview,
  StartedRegistration,
  StartRegistration
} from './registrations/start-registration.ts';
import type { IssueTimeBasedToken } from './tokens/issue-time-based-token.ts';
import type { IssueToken } from './tokens/issue-token.ts';

/** The use cases of API keys. They need neither ExpressPlay nor settings, so that a command can have them without either. */
export interface ApiKeyUseCases {
  /**
   * Makes an API key; returns it with its secret, only once. A caller cannot grant scopes that it lacks. Refuses with
   * `validation`, `scope-not-held`.
   */
  createApiKey(input: CreateApiKey, issuer: ApiKeyIssuer): Promise<IssuedApiKey>;
  /** Returns a page of API keys without their secrets, revoked and expired ones too, newest first. */
  listApiKeys(page: PageRequest): Promise<Page<ApiKey>>;
  /**
   * Makes a key in place of another one, which is accepted for a grace time; returns it with its secret, only once.
   * Refuses with `validation`, `not-found`, `api-key-ended`, `scope-not-held`.
   */
  rotateApiKey(input: RotateApiKey, issuer: ApiKeyIssuer): Promise<IssuedApiKey>;
  /**
   * Revokes an API key: it is refused from now on. Returns whether it was not revoked before. Refuses with `not-found`.
   */
  revokeApiKey(keyId: string, caller: Caller): Promise<boolean>;
  /**
   * Returns whose API key it is, for requests from this IP address; `undefined` if it is unknown, revoked, expired or
   * not allowed from there.
   */
  authenticateApiKey(apiKey: string, address: string): Promise<ApiKeyGrant | undefined>;
  /** Whether the key (`key_…`) exists, is not revoked and has not expired, for sessions that were opened with it. */
  isApiKeyActive(keyId: string): Promise<boolean>;
  /** Writes that the key (`key_…`) was used, at most once a minute. */
  recordApiKeyUse(keyId: string): Promise<void>;
}

/**
 * The use cases of device binding. Each throws `BindingError` if a rule or ExpressPlay refuses, and then nothing has changed.
 * The constants `<use case>Refusals` list the same codes; `idempotency-…` and `upstream-…` stand for all with this prefix.
 *
 * In all of them `accountId` and `contentId` are the operator's own ids, 1 to 128 characters, and `caller` says on whose
 * behalf it runs. Moments are milliseconds since the Unix epoch, durations are seconds.
 */
export interface Binding extends ApiKeyUseCases {
  /** Returns the account's policy, slots, budget and next moment for a swap. Refuses with `validation`. */
  readAccount(accountId: string): Promise<AccountOverview>;
  /**
   * Returns a page of the accounts whose ids begin with the prefix, in order of id. An empty prefix means all of them.
   */
  listAccounts(prefix: string, page: PageRequest): Promise<Page<Account>>;
  /**
   * Puts the account under a policy; returns which devices are too many under it. Refuses with `validation`,
   * `not-found`.
   */
  setAccountPolicy(input: SetAccountPolicy, caller: Caller): Promise<AccountPolicy>;
  /**
   * Suspends the account: until it is resumed it can neither register devices nor get tokens. Refuses with
   * `validation`.
   */
  suspendAccount(input: AccountChange, caller: Caller): Promise<void>;
  /** Ends a suspension. Refuses with `validation`. */
  resumeAccount(input: AccountChange, caller: Caller): Promise<void>;
  /**
   * Deletes everything that is stored for the account; its events stay in the audit trail without what could tell whose
   * they are. Refuses with `validation`.
   */
  eraseAccount(input: AccountChange, caller: Caller): Promise<AccountErasure>;
  /** Reads everything that is stored for the account, but for secrets. Refuses with `validation`. */
  exportAccount(accountId: string): Promise<AccountExport>;
  /** Ignores all swaps of the account until now. Refuses with `validation`. */
  resetSwaps(input: AccountChange, caller: Caller): Promise<void>;

  /** Returns the policy with this name, 1 to 64 characters. Refuses with `not-found`. */
  readPolicy(name: string): Promise<DevicePolicy>;
  /** Returns a page of policies in order of name, `default` included. */
  listPolicies(page: PageRequest): Promise<Page<DevicePolicy>>;
  /** Stores a policy, or replaces all of it. Refuses with `validation`. */
  savePolicy(policy: DevicePolicy, caller: Caller): Promise<SavedPolicy>;
  /** Returns how many accounts under the policy these rules would put over a limit. Refuses with `validation`. */
  previewPolicy(policy: DevicePolicy): Promise<PolicyPreview>;

  /** Returns a page of the audit trail, newest first. */
  listAuditEvents(filter: AuditFilter, page: PageRequest): Promise<Page<AuditEvent>>;

  /** Returns a page of the event feed, oldest first, with everything that was committed before the call. */
  listEvents(filter: EventFilter, page: PageRequest): Promise<EventPage>;
  /** Gives the events that were committed since the last call their places in the feed; returns how many. */
  publishEvents(): Promise<number>;

  /** Stores a content with its keys, or replaces all of it except its `createdAt`. Refuses with `validation`. */
  saveContent(input: SaveContent): Promise<SavedContent>;
  /** Returns the content with its keys. Refuses with `not-found`. */
  readContent(contentId: string): Promise<Content>;
  /** Returns a page of contents with their keys, in the order of their ids. */
  listContents(page: PageRequest): Promise<Page<ListedContent>>;
  /** Deletes a content and its keys; entitlements to it stay. Refuses with `not-found`. */
  deleteContent(contentId: string): Promise<void>;

  /**
   * Makes a registration; returns it with the dummy token that the device has to redeem. Refuses with `validation`,
   * `not-found`, `account-suspended`, `device-removed`, `device-already-bound`, `registration-limit-reached`,
   * `token-budget-exhausted`, `idempotency-…`, `binding-unsupported`, `upstream-…`.
   */
  startRegistration(input: StartRegistration, caller: Caller): Promise<StartedRegistration>;
  /**
   * Returns what {@link startRegistration} would lead to for a new device; a refusal is in its `problem`. Refuses with
   * `validation`.
   */
  previewRegistration(input: StartRegistration): Promise<RegistrationPreview>;
  /**
   * Returns the registration (`reg_…`) and the device that it bound, without a call to ExpressPlay. Refuses with
   * `not-found`.
   */
  readRegistration(registrationId: string): Promise<RegistrationOutcome>;
  /**
   * Reads ExpressPlay's records once and settles the registration; returns it with its device. Without a record it
   * stays `pending`. If no device is bound, `problem` says why, with one of `registrationProblemCodes`. Refuses with
   * `not-found`, `upstream-…`.
   */
  completeRegistration(registrationId: string, caller: Caller): Promise<RegistrationOutcome>;
  /** Cancels a pending registration. Refuses with `not-found`, `registration-settled`. */
  cancelRegistration(registrationId: string, caller: Caller): Promise<void>;
  /** Looks up the registrations and binding checks that are due; returns how many, and why some failed. */
  lookUpDue(): Promise<LookUpRound>;
  /**
   * Looks a registration up for somebody who waits for it, while at most half of the look-ups of the minute are taken.
   * Refuses with `not-found`, `upstream-…`.
   */
  lookUpAwaited(registrationId: string): Promise<void>;
  /** Returns the registration that has the cookie, 32 characters. Refuses with `not-found`. */
  readRegistrationByCookie(cookie: string): Promise<RegistrationOutcome>;
  /** Returns the registration that has the cookie, with its device, or nothing. */
  searchRegistrations(cookie: string): Promise<readonly RegistrationOutcome[]>;
  /** Returns a page of the account's registrations with the devices that they bound, newest first. */
  listRegistrations(accountId: string, page: PageRequest): Promise<Page<RegistrationOutcome>>;
  /**
   * Returns a further dummy token with the cookie of a registration that is pending, with the same end, or bound.
   * Refuses with `not-found`, `token-budget-exhausted`, `account-suspended`, `device-limit-reached`,
   * `swap-not-allowed-yet`, `device-already-bound`, `device-in-other-account`, `device-removed`, `binding-ambiguous`,
   * `registration-cancelled`, `registration-expired`, `binding-unsupported`, `upstream-…`.
   */
  renewDummyToken(registrationId: string): Promise<LicenseToken>;

  /** Returns the device (`dev_…`), removed or not. Refuses with `not-found`. */
  readDevice(accountId: string, deviceId: string): Promise<Device>;
  /** Returns a page of the account's devices, removed or not, newest first. */
  listDevices(accountId: string, page: PageRequest): Promise<Page<Device>>;
  /** Returns a page of the devices of all accounts that match, removed or not, in order of account and device. */
  searchDevices(filter: DeviceFilter, page: PageRequest): Promise<Page<Device>>;
  /**
   * Changes the name of an active device, 1 to 100 characters; returns the device. Refuses with `validation`,
   * `not-found`, `device-removed`.
   */
  renameDevice(accountId: string, deviceId: string, name: string, caller: Caller): Promise<Device>;
  /**
   * Frees the slot of the device under the swap rules, or with an override despite them; it gets no token from then on.
   * Refuses with `validation`, `not-found`, `swap-not-allowed-yet`.
   */
  removeDevice(
    accountId: string,
    deviceId: string,
    caller: Caller,
    override?: Override
  ): Promise<DeviceRemoval>;
  /**
   * Returns what {@link removeDevice} would do now; a refusal by the swap rules is in its `problem`. Refuses with
   * `validation`, `not-found`.
   */
  previewRemoval(accountId: string, deviceId: string, override?: Override): Promise<RemovalPreview>;

  /**
   * Creates a right of the account to a stored content; returns the existing one if its `orderId` was booked before.
   * Refuses with `validation`, `not-found`, `order-id-reused`, `idempotency-…`.
   */
  createEntitlement(input: CreateEntitlement, caller: Caller): Promise<Entitlement>;
  /** Returns the entitlement (`ent_…`). Refuses with `not-found`. */
  readEntitlement(accountId: string, entitlementId: string): Promise<Entitlement>;
  /** Returns a page of the account's entitlements, newest first. */
  listEntitlements(accountId: string, page: PageRequest): Promise<Page<Entitlement>>;
  /** Returns a page of the entitlements of all accounts with this order id, newest first. */
  searchEntitlements(orderId: string, page: PageRequest): Promise<Page<Entitlement>>;
  /** Revokes the right: no token is issued under it from now on. Refuses with `not-found`. */
  revokeEntitlement(accountId: string, entitlementId: string, caller: Caller): Promise<Entitlement>;
  /** Restores a revoked right; its clocks have gone on. Refuses with `not-found`. */
  restoreEntitlement(accountId: string, entitlementId: string, caller: Caller): Promise<Entitlement>;
  /**
   * Moves the end of a subscription to a later or earlier moment in the future. Refuses with `validation`, `not-found`.
   */
  extendSubscription(
    accountId: string,
    entitlementId: string,
    until: Timestamp,
    caller: Caller
  ): Promise<Entitlement>;

  /**
   * Issues a token for the content that only this device can redeem; returns it with its secret, only once. It costs
   * one call to ExpressPlay. Refuses with `validation`, `not-found`, `account-suspended`, `device-removed`,
   * `device-not-bound`, `offline-not-allowed`, `not-entitled`, `entitlement-not-started`, `entitlement-expired`,
   * `entitlement-changed`, `token-budget-exhausted`, `idempotency-…`, `binding-unverified`, `binding-unsupported`,
   * `upstream-…`.
   */
  issueToken(input: IssueToken, caller: Caller): Promise<IssuedToken>;
  /**
   * Issues a token that only time limits: any device may redeem it. Refuses with `not-found`, `account-suspended`,
   * `offline-not-allowed`, `device-limit-reached`, `swap-not-allowed-yet`, `device-already-bound`,
   * `device-in-other-account`, `device-removed`, `binding-ambiguous`, `registration-cancelled`, `not-entitled`,
   * `entitlement-not-started`, `entitlement-expired`, `entitlement-changed`, `token-budget-exhausted`,
   * `binding-unsupported`, `upstream-…`.
   */
  issueTimeBasedToken(input: IssueTimeBasedToken, caller: Caller): Promise<LicenseToken>;
  /** Returns a page of the account's tokens without their secrets, newest first. */
  listTokens(accountId: string, page: PageRequest): Promise<Page<TokenRecord>>;

  /**
   * Starts a check with a device; returns it with a token that is restricted to a device id that no device has, for the
   * device to try. Refuses with `validation`, `not-found`, `account-suspended`, `device-removed`, `device-not-bound`,
   * `token-budget-exhausted`, `idempotency-…`, `binding-unsupported`, `upstream-…`.
   */
  startBindingCheck(input: StartBindingCheck, caller: Caller): Promise<StartedBindingCheck>;
  /** Returns the binding check (`chk_…`), without a call to ExpressPlay. Refuses with `not-found`. */
  readBindingCheck(checkId: string): Promise<BindingCheck>;
  /**
   * Settles a binding check by ExpressPlay's records and by whether the device was refused; what it proves is in force
   * for the DRM from then on. Refuses with `not-found`, `upstream-…`.
   */
  completeBindingCheck(checkId: string, refused: boolean, caller: Caller): Promise<BindingCheck>;
  /** Returns what is known of whether tokens are restricted to a device, for each DRM. */
  listCapabilities(): Promise<readonly Capability[]>;
  /**
   * Forgets what was learned and checked about a DRM; returns what is in force then. The operator's setting stays.
   * Refuses with `validation`.
   */
  forgetCapability(input: ForgetCapability, caller: Caller): Promise<Capability>;

  /**
   * Opens a session for a browser of the account; returns the one-time code. Refuses with `validation`,
   * `account-suspended`, `idempotency-…`.
   */
  openPlayerSession(accountId: string, caller: Caller, options?: PlayerSessionOptions): Promise<PlayerCode>;
  /** Redeems a one-time code, 43 characters; a second attempt fails. Refuses with `player-code-invalid`. */
  exchangePlayerCode(code: string): Promise<PlayerSession>;
  /** Returns the session (`ses_…`) while it lasts. Refuses with `player-session-ended`. */
  readPlayerSession(accountId: string, sessionId: string): Promise<PlayerSession>;
  /** Signs the browser out. */
  endPlayerSession(accountId: string, sessionId: string): Promise<void>;

  /** Deletes records that nobody can ask for any more, up to 500 of each kind; returns how many. */
  purge(): Promise<number>;
  /** Returns the moment that the use cases take for now: callers compare moments with it. */
  now(): Timestamp;
}
