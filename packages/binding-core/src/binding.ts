import { randomBytes } from 'node:crypto';
import { makeReadAccount } from './accounts/read-account.ts';
import { makeDeleteContent } from './contents/delete-content.ts';
import { findContent } from './contents/find-content.ts';
import { makeSaveContent } from './contents/save-content.ts';
import type { BindingDependencies, BindingSettings, Parts } from './dependencies.ts';
import { findDevice } from './devices/find-device.ts';
import { makeRemoveDevice } from './devices/remove-device.ts';
import { makeRenameDevice } from './devices/rename-device.ts';
import { makeCreateEntitlement } from './entitlements/create-entitlement.ts';
import { findEntitlement } from './entitlements/find-entitlement.ts';
import { makeRevokeEntitlement } from './entitlements/revoke-entitlement.ts';
import type { PageRequest } from './model/page.ts';
import { makeCancelRegistration } from './registrations/cancel-registration.ts';
import { makeCompleteRegistration } from './registrations/complete-registration.ts';
import { makeReadRegistration } from './registrations/read-registration.ts';
import { makeStartRegistration } from './registrations/start-registration.ts';
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

    saveContent: makeSaveContent(parts),
    readContent: (contentId: string) => findContent(store, contentId),
    listContents: (page: PageRequest) => store.listContents(page),
    deleteContent: makeDeleteContent(parts),

    startRegistration: makeStartRegistration(parts),
    readRegistration: makeReadRegistration(parts),
    completeRegistration: makeCompleteRegistration(parts),
    cancelRegistration: makeCancelRegistration(parts),

    readDevice: (accountId: string, deviceId: string) => findDevice(store, accountId, deviceId),
    listDevices: (accountId: string, page: PageRequest) => store.listDevices(accountId, page),
    renameDevice: makeRenameDevice(parts),
    removeDevice: makeRemoveDevice(parts),

    createEntitlement: makeCreateEntitlement(parts),
    readEntitlement: (accountId: string, entitlementId: string) =>
      findEntitlement(store, accountId, entitlementId),
    listEntitlements: (accountId: string, page: PageRequest) => store.listEntitlements(accountId, page),
    revokeEntitlement: makeRevokeEntitlement(parts),

    issueToken: makeIssueToken(parts),
    listTokens: (accountId: string, page: PageRequest) => store.listTokens(accountId, page)
  };
}

/** The use cases of device binding. */
export type Binding = ReturnType<typeof createBinding>;

const defaults: Omit<Required<BindingSettings>, 'dummyContent'> = {
  registrationTtl: 900,
  tokenTtl: 86_400,
  completionRetryAfter: 2,
  idempotencyHold: 60,
  deviceBinding: {}
};

function withDefaults({ clock, settings, ...dependencies }: BindingDependencies): Parts {
  return {
    randomBytes,
    ...dependencies,
    clock: clock ?? Date.now,
    settings: { ...defaults, ...settings }
  };
}
