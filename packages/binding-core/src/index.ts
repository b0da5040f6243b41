export type { AccountChange } from './accounts/change-account.ts';
export { changeAccountRefusals } from './accounts/change-account.ts';
export { readAccountRefusals } from './accounts/read-account.ts';
export type { AccountPolicy, SetAccountPolicy } from './accounts/set-account-policy.ts';
export { setAccountPolicyRefusals } from './accounts/set-account-policy.ts';
export { tokenIssued } from './audit.ts';
export { type Binding, createBinding } from './binding.ts';
export { deleteContentRefusals } from './contents/delete-content.ts';
export { readContentRefusals } from './contents/find-content.ts';
export {
  checkContent,
  makeSaveContents,
  maxTracks,
  type SaveContent,
  saveContentRefusals
} from './contents/save-content.ts';
export type { BindingDependencies, BindingSettings, Caller, DummyContent, Override } from './dependencies.ts';
export { readDeviceRefusals } from './devices/find-device.ts';
export type { DeviceRemoval, RemovalPreview } from './devices/remove-device.ts';
export { previewRemovalRefusals, removeDeviceRefusals } from './devices/remove-device.ts';
export { renameDeviceRefusals } from './devices/rename-device.ts';
export {
  extendSubscriptionRefusals,
  restoreEntitlementRefusals,
  revokeEntitlementRefusals
} from './entitlements/change-entitlement.ts';
export { entitlementLimits } from './entitlements/check-terms.ts';
export type { CreateEntitlement } from './entitlements/create-entitlement.ts';
export { createEntitlementRefusals } from './entitlements/create-entitlement.ts';
export { readEntitlementRefusals } from './entitlements/find-entitlement.ts';
export { entitlementEnd, entitlementState } from './entitlements/state.ts';
export {
  BindingError,
  type BindingErrorCode,
  type BindingProblem,
  bindingErrorCodes,
  type DeviceConflict,
  type InputError
} from './errors.ts';
export { formats, type TextFormat } from './formats.ts';
export { idempotencyRefusals } from './idempotency/idempotently.ts';
export { idOfSame, lowestId, type RandomBytes } from './ids.ts';
export { type Account, type AccountOverview, newAccount, type TokenBudget } from './model/account.ts';
export {
  type AuditAction,
  type AuditEvent,
  type AuditFacts,
  type AuditFilter,
  auditActions
} from './model/audit.ts';
export type { Capability, LearnedCapability } from './model/capability.ts';
export {
  type Content,
  type ContentKey,
  type ContentKeys,
  type TrackKey,
  type TrackType,
  trackTypes
} from './model/content.ts';
export {
  type Device,
  type DeviceBinding,
  type DeviceClass,
  deviceClasses,
  type RemovalCause,
  removalCauses
} from './model/device.ts';
export { type Drm, drms } from './model/drm.ts';
export type {
  DrmOptions,
  FairPlayOptions,
  MarlinBbOptions,
  MarlinMs3Options,
  PlayReadyOptions,
  WidevineOptions
} from './model/drm-options.ts';
export {
  type Entitlement,
  type EntitlementKind,
  type EntitlementState,
  type EntitlementTerms,
  entitlementKinds,
  type PurchaseTerms,
  type RentalTerms,
  type SubscriptionTerms
} from './model/entitlement.ts';
export type { Page, PageRequest } from './model/page.ts';
export type { PlayerSession } from './model/player-session.ts';
export { type DevicePolicy, type DevicePolicyRules, defaultPolicy, type SwapRules } from './model/policy.ts';
export {
  type Registration,
  type RegistrationOutcome,
  type RegistrationState,
  registrationProblemCodes,
  registrationStates
} from './model/registration.ts';
export type { Swap } from './model/swap.ts';
export { endOfTime, type Timestamp } from './model/time.ts';
export type {
  BindingEnforcement,
  DeviceToken,
  IssuedToken,
  TokenBinding,
  TokenRecord
} from './model/token.ts';
export type { PlayerCode } from './player/player-sessions.ts';
export {
  exchangePlayerCodeRefusals,
  openPlayerSessionRefusals,
  readPlayerSessionRefusals
} from './player/player-sessions.ts';
export { policyLimits } from './policies/check-policy.ts';
export { readPolicyRefusals } from './policies/find-policy.ts';
export type { SavedPolicy } from './policies/save-policy.ts';
export { savePolicyRefusals } from './policies/save-policy.ts';
export type {
  LicenseService,
  LicenseToken,
  LicenseTokenRequest,
  RedemptionRecord
} from './ports/licensing.ts';
export { licenseRefusals, upstreamRefusals } from './ports/licensing.ts';
export type { AccountUnit, DueRegistration, IdempotencyRecord, Store, StoreReads } from './ports/store.ts';
export { cancelRegistrationRefusals } from './registrations/cancel-registration.ts';
export { completeRegistrationRefusals } from './registrations/complete-registration.ts';
export type { LookUpRound } from './registrations/look-up-due.ts';
export { readRegistrationRefusals } from './registrations/read-registration.ts';
export { renewDummyTokenRefusals } from './registrations/renew-dummy-token.ts';
export type {
  RegistrationPreview,
  StartedRegistration,
  StartRegistration
} from './registrations/start-registration.ts';
export {
  previewRegistrationRefusals,
  startRegistrationRefusals
} from './registrations/start-registration.ts';
export type { IssueTimeBasedToken } from './tokens/issue-time-based-token.ts';
export { issueTimeBasedTokenRefusals } from './tokens/issue-time-based-token.ts';
export type { IssueToken } from './tokens/issue-token.ts';
export { issueTokenRefusals } from './tokens/issue-token.ts';
