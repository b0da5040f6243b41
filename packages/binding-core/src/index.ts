export {
  type AccountChange,
  type AccountPolicy,
  changeAccountRefusals,
  readAccountRefusals,
  type SetAccountPolicy,
  setAccountPolicyRefusals
} from './accounts/accounts.ts';
export {
  type AccountErasure,
  type AccountExport,
  eraseAccountRefusals,
  exportAccountRefusals
} from './accounts/personal-data.ts';
export {
  type ApiKeyIssuer,
  apiKeyLimits,
  type CreateApiKey,
  createApiKeyRefusals,
  defaultGraceSeconds,
  type IssuedApiKey,
  type RotateApiKey,
  revokeApiKeyRefusals,
  rotateApiKeyRefusals
} from './api-keys/api-keys.ts';
export { tokenIssued } from './audit.ts';
export type { ApiKeyUseCases, Binding } from './binding.ts';
export {
  completeBindingCheckRefusals,
  readBindingCheckRefusals
} from './binding-checks/complete-binding-check.ts';
export { type StartBindingCheck, startBindingCheckRefusals } from './binding-checks/start-binding-check.ts';
export { type ForgetCapability, forgetCapabilityRefusals } from './capabilities.ts';
export {
  checkContent,
  deleteContentRefusals,
  maxTracks,
  readContentRefusals,
  type SaveContent,
  type SavedContent,
  saveContentRefusals,
  saveContents
} from './contents/contents.ts';
export type { BindingDependencies, BindingSettings, Caller, DummyContent, Override } from './context.ts';
export { createApiKeyUseCases, createBinding } from './create-binding.ts';
export { readDeviceRefusals, renameDeviceRefusals } from './devices/devices.ts';
export {
  type DeviceRemoval,
  previewRemovalRefusals,
  type RemovalPreview,
  removeDeviceRefusals
} from './devices/remove-device.ts';
export { drmOptionErrors, maxExtraParameters } from './drm-options.ts';
export {
  type CreateEntitlement,
  createEntitlementRefusals,
  extendSubscriptionRefusals,
  readEntitlementRefusals,
  restoreEntitlementRefusals,
  revokeEntitlementRefusals
} from './entitlements/entitlements.ts';
export { entitlementEnd, entitlementLimits, entitlementState } from './entitlements/rules.ts';
export {
  BindingError,
  type BindingErrorCode,
  type BindingProblem,
  bindingErrorCodes,
  type DeviceConflict,
  type InputError,
  judgedRules,
  type RuleOutcome
} from './errors.ts';
export { formats, type TextFormat } from './formats.ts';
export { idempotencyRefusals } from './idempotency/idempotently.ts';
export { idOfSame, lowestId, type RandomBytes } from './ids.ts';
export * from './model/account.ts';
export * from './model/api-key.ts';
export * from './model/audit.ts';
export * from './model/binding-check.ts';
export * from './model/content.ts';
export * from './model/device.ts';
export * from './model/drm.ts';
export * from './model/entitlement.ts';
export * from './model/event.ts';
export * from './model/policy.ts';
export * from './model/registration.ts';
export { endOfTime, type Timestamp, toOptionalRfc3339, toRfc3339 } from './model/time.ts';
export type * from './model/token.ts';
export {
  checkArgument,
  checkOptions,
  choiceRule,
  functionRule,
  integerRule,
  OptionError,
  type OptionRule,
  type OptionRules,
  objectRule,
  optional
} from './options.ts';
export {
  exchangePlayerCodeRefusals,
  openPlayerSessionRefusals,
  type PlayerCode,
  type PlayerSessionOptions,
  readPlayerSessionRefusals
} from './player/player-sessions.ts';
export {
  policyLimits,
  readPolicyRefusals,
  type SavedPolicy,
  savePolicyRefusals
} from './policies/policies.ts';
export { type PolicyPreview, previewPolicyRefusals } from './policies/preview-policy.ts';
export * from './ports/licensing.ts';
export type * from './ports/store.ts';
export { completeRegistrationRefusals } from './registrations/complete-registration.ts';
export { renewDummyTokenRefusals } from './registrations/dummy-tokens.ts';
export { type LookUpRound, lookUpAwaitedRefusals } from './registrations/look-up-due.ts';
export { defaultMaxPending } from './registrations/pending.ts';
export {
  cancelRegistrationRefusals,
  readRegistrationRefusals
} from './registrations/registrations.ts';
export {
  previewRegistrationRefusals,
  type RegistrationPreview,
  type StartedRegistration,
  type StartRegistration,
  startRegistrationRefusals
} from './registrations/start-registration.ts';
export { type IssueTimeBasedToken, issueTimeBasedTokenRefusals } from './tokens/issue-time-based-token.ts';
export { type IssueToken, issueTokenRefusals } from './tokens/issue-token.ts';
