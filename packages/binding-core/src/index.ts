export type { AuditEntry } from './audit.ts';
export { type Binding, createBinding } from './binding.ts';
export type { SaveContent } from './contents/save-content.ts';
export type { BindingDependencies, BindingSettings, Caller, DummyContent } from './dependencies.ts';
export type { CreateEntitlement } from './entitlements/create-entitlement.ts';
export { entitlementState } from './entitlements/state.ts';
export {
  BindingError,
  type BindingErrorCode,
  type BindingProblem,
  bindingErrorCodes,
  type DeviceConflict,
  type InputError
} from './errors.ts';
export { formats, type TextFormat } from './formats.ts';
export type { RandomBytes } from './ids.ts';
export type { Account, AccountOverview } from './model/account.ts';
export type { AuditAction, AuditEvent } from './model/audit.ts';
export type { Content, ContentKey, ContentKeys } from './model/content.ts';
export { type Device, type DeviceBinding, type DeviceClass, deviceClasses } from './model/device.ts';
export { type Drm, drms } from './model/drm.ts';
export {
  type Entitlement,
  type EntitlementKind,
  type EntitlementState,
  entitlementKinds
} from './model/entitlement.ts';
export type { Page, PageRequest } from './model/page.ts';
export { type DevicePolicy, type DevicePolicyRules, defaultPolicy, type SwapRules } from './model/policy.ts';
export {
  type Registration,
  type RegistrationOutcome,
  type RegistrationState,
  registrationStates
} from './model/registration.ts';
export type { Swap } from './model/swap.ts';
export type { Timestamp } from './model/time.ts';
export type { BindingEnforcement, IssuedToken, TokenRecord } from './model/token.ts';
export type {
  LicenseService,
  LicenseToken,
  LicenseTokenRequest,
  RedemptionRecord
} from './ports/licensing.ts';
export type { AccountUnit, IdempotencyRecord, Store, StoreReads } from './ports/store.ts';
export type { StartedRegistration, StartRegistration } from './registrations/start-registration.ts';
export type { IssueToken } from './tokens/issue-token.ts';
