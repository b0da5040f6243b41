import { makeResetSwaps, makeResumeAccount, makeSuspendAccount } from './accounts/change-account.ts';
import { makeReadAccount } from './accounts/read-account.ts';
import { makeSetAccountPolicy } from './accounts/set-account-policy.ts';
import { makeListCapabilities } from './capabilities/capabilities.ts';
import { makeDeleteContent } from './contents/delete-content.ts';
import { findContent } from './contents/find-content.ts';
import { makeSaveContent } from './contents/save-content.ts';
import type { BindingDependencies, Parts, Settings } from './dependencies.ts';
import { findDevice } from './devices/find-device.ts';
import { makePreviewRemoval, makeRemoveDevice } from './devices/remove-device.ts';
import { makeRenameDevice } from './devices/rename-device.ts';
import {
  makeExtendSubscription,
  makeRestoreEntitlement,
  makeRevokeEntitlement
} from './entitlements/change-entitlement.ts';
import { makeCreateEntitlement } from './entitlements/create-entitlement.ts';
import { findEntitlement } from './entitlements/find-entitlement.ts';
import type { AuditFilter } from './model/audit.ts';
import type { PageRequest } from './model/page.ts';
import {
  makeEndPlayerSession,
  makeExchangePlayerCode,
  makeOpenPlayerSession,
  makeReadPlayerSession
} from './player/player-sessions.ts';
import { findPolicy } from './policies/find-policy.ts';
import { makeSavePolicy } from './policies/save-policy.ts';
import { makePurge } from './purge.ts';
import { createRandomBytes } from './random.ts';
import { makeCancelRegistration } from './registrations/cancel-registration.ts';
import { makeCompleteRegistration } from './registrations/complete-registration.ts';
import { makeLookUpDue } from './registrations/look-up-due.ts';
import { makeReadRegistration, makeReadRegistrationByCookie } from './registrations/read-registration.ts';
import { makeRenewDummyToken } from './registrations/renew-dummy-token.ts';
import { makePreviewRegistration, makeStartRegistration } from './registrations/start-registration.ts';
import { makeIssueTimeBasedToken } from './tokens/issue-time-based-token.ts';
import { makeIssueToken } from './tokens/issue-token.ts';

/**
 * Puts the use cases together. Each one throws {@link BindingError} when a rule or ExpressPlay says no, and then nothing has
 * changed.
 *
 * ```ts
 * const binding = createBinding({ store, licenses, settings: { dummyContent } });
 * const caller = { actor: 'checkout' };
 * const started = await binding.startRegistration({ accountId: 'ada', drm: 'widevine' }, caller);
 * // the device redeems started.license.licenseUrl
 * const { registration, device } = await binding.completeRegistration(started.registration.registrationId, caller);
 * ```
 */
export function createBinding(dependencies: BindingDependencies) {
  const parts = withDefaults(dependencies);
  const { store } = parts;
  return {
    readAccount: makeReadAccount(parts),
    setAccountPolicy: makeSetAccountPolicy(parts),
    suspendAccount: makeSuspendAccount(parts),
    resumeAccount: makeResumeAccount(parts),
    resetSwaps: makeResetSwaps(parts),

    readPolicy: (name: string) => findPolicy(store, name),
    savePolicy: makeSavePolicy(parts),

    listAuditEvents: (filter: AuditFilter, page: PageRequest) => store.listAuditEvents(filter, page),

    saveContent: makeSaveContent(parts),
    readContent: (contentId: string) => findContent(store, contentId),
    listContents: (page: PageRequest) => store.listContents(page),
    deleteContent: makeDeleteContent(parts),

    startRegistration: makeStartRegistration(parts),
    previewRegistration: makePreviewRegistration(parts),
    readRegistration: makeReadRegistration(parts),
    completeRegistration: makeCompleteRegistration(parts),
    cancelRegistration: makeCancelRegistration(parts),
    lookUpDueRegistrations: makeLookUpDue(parts),
    readRegistrationByCookie: makeReadRegistrationByCookie(parts),
    renewDummyToken: makeRenewDummyToken(parts),

    readDevice: (accountId: string, deviceId: string) => findDevice(store, accountId, deviceId),
    listDevices: (accountId: string, page: PageRequest) => store.listDevices(accountId, page),
    renameDevice: makeRenameDevice(parts),
    removeDevice: makeRemoveDevice(parts),
    previewRemoval: makePreviewRemoval(parts),

    createEntitlement: makeCreateEntitlement(parts),
    readEntitlement: (accountId: string, entitlementId: string) =>
      findEntitlement(store, accountId, entitlementId),
    listEntitlements: (accountId: string, page: PageRequest) => store.listEntitlements(accountId, page),
    revokeEntitlement: makeRevokeEntitlement(parts),
    restoreEntitlement: makeRestoreEntitlement(parts),
    extendSubscription: makeExtendSubscription(parts),

    issueToken: makeIssueToken(parts),
    issueTimeBasedToken: makeIssueTimeBasedToken(parts),
    listTokens: (accountId: string, page: PageRequest) => store.listTokens(accountId, page),

    listCapabilities: makeListCapabilities(parts),

    openPlayerSession: makeOpenPlayerSession(parts),
    exchangePlayerCode: makeExchangePlayerCode(parts),
    readPlayerSession: makeReadPlayerSession(parts),
    endPlayerSession: makeEndPlayerSession(parts),

    purge: makePurge(parts)
  };
}

/** The use cases of device binding. */
export type Binding = ReturnType<typeof createBinding>;

const defaults: Omit<Settings, 'dummyContent'> = {
  registrationTtl: 900,
  tokenTtl: 86_400,
  completionRetryAfter: 2,
  idempotencyHold: 60,
  lookUpsPerMinute: 600,
  deviceBinding: {},
  allowUnbound: [],
  drmOptions: {},
  playerCodeTtl: 60,
  playerSessionTtl: 3600
};

function withDefaults({ clock, settings, ...dependencies }: BindingDependencies): Parts {
  return {
    randomBytes: createRandomBytes(),
    ...dependencies,
    clock: clock ?? Date.now,
    settings: { ...defaults, ...settings }
  };
}
