import {
  readAccount,
  resetSwaps,
  resumeAccount,
  setAccountPolicy,
  suspendAccount
} from './accounts/accounts.ts';
import { eraseAccount, exportAccount } from './accounts/personal-data.ts';
import {
  authenticateApiKey,
  createApiKey,
  isApiKeyActive,
  recordApiKeyUse,
  revokeApiKey,
  rotateApiKey
} from './api-keys/api-keys.ts';
import type { ApiKeyUseCases, Binding } from './binding.ts';
import { completeBindingCheck, readBindingCheck } from './binding-checks/complete-binding-check.ts';
import { startBindingCheck } from './binding-checks/start-binding-check.ts';
import { forgetCapability, listCapabilities } from './capabilities.ts';
import { checkCaller, checkDependencies } from './check-dependencies.ts';
import { deleteContent, readContent, saveContent } from './contents/contents.ts';
import type { BindingDependencies, Parts, Settings } from './context.ts';
import { readDevice, renameDevice } from './devices/devices.ts';
import { previewRemoval, removeDevice } from './devices/remove-device.ts';
import {
  createEntitlement,
  extendSubscription,
  readEntitlement,
  restoreEntitlement,
  revokeEntitlement
} from './entitlements/entitlements.ts';
import { listEvents, publishEvents } from './events/events.ts';
import {
  endPlayerSession,
  exchangePlayerCode,
  openPlayerSession,
  readPlayerSession
} from './player/player-sessions.ts';
import { readPolicy, savePolicy } from './policies/policies.ts';
import { previewPolicy } from './policies/preview-policy.ts';
import { purge } from './purge.ts';
import { createRandomBytes } from './random.ts';
import { completeRegistration } from './registrations/complete-registration.ts';
import { renewDummyToken } from './registrations/dummy-tokens.ts';
import { lookUpAwaited, lookUpDue } from './registrations/look-up-due.ts';
import {
  cancelRegistration,
  listRegistrations,
  readRegistration,
  readRegistrationByCookie,
  searchRegistrations
} from './registrations/registrations.ts';
import { previewRegistration, startRegistration } from './registrations/start-registration.ts';
import { steadyClock } from './steady-clock.ts';
import { issueTimeBasedToken } from './tokens/issue-time-based-token.ts';
import { issueToken } from './tokens/issue-token.ts';

/**
 * Binds the use cases to what they need from outside.
 *
 * ```ts
 * const binding = createBinding({ store, licenses, settings: { dummyContent } });
 * const caller = { actor: 'checkout' };
 * const started = await binding.startRegistration({ accountId: 'ada', drm: 'widevine' }, caller);
 * // the device redeems started.license.licenseUrl
 * const { registration, device } = await binding.completeRegistration(started.registration.registrationId, caller);
 * ```
 * @throws {OptionError} For an option that is missing, unknown or wrong. A use case that gets no caller rejects with it, too.
 */
export function createBinding(dependencies: BindingDependencies): Binding {
  checkDependencies(dependencies);
  const parts = withDefaults(dependencies);
  const { store } = parts;
  return {
    readAccount: bind(readAccount, parts),
    listAccounts: (prefix, page) => store.listAccounts(prefix, page),
    setAccountPolicy: bindFor(setAccountPolicy, parts),
    suspendAccount: bindFor(suspendAccount, parts),
    resumeAccount: bindFor(resumeAccount, parts),
    resetSwaps: bindFor(resetSwaps, parts),
    eraseAccount: bindFor(eraseAccount, parts),
    exportAccount: bind(exportAccount, parts),

    readPolicy: bind(readPolicy, store),
    listPolicies: page => store.listPolicies(page),
    savePolicy: bindFor(savePolicy, parts),
    previewPolicy: bind(previewPolicy, parts),

    listAuditEvents: (filter, page) => store.listAuditEvents(filter, page),

    listEvents: bind(listEvents, parts),
    publishEvents: bind(publishEvents, parts),

    saveContent: bind(saveContent, parts),
    readContent: bind(readContent, store),
    listContents: page => store.listContents(page),
    deleteContent: bind(deleteContent, parts),

    startRegistration: bindFor(startRegistration, parts),
    previewRegistration: bind(previewRegistration, parts),
    readRegistration: bind(readRegistration, parts),
    searchRegistrations: bind(searchRegistrations, parts),
    listRegistrations: bind(listRegistrations, parts),
    completeRegistration: bindFor(completeRegistration, parts),
    cancelRegistration: bindFor(cancelRegistration, parts),
    lookUpDue: bind(lookUpDue, parts),
    lookUpAwaited: bind(lookUpAwaited, parts),
    readRegistrationByCookie: bind(readRegistrationByCookie, parts),
    renewDummyToken: bind(renewDummyToken, parts),

    readDevice: bind(readDevice, store),
    listDevices: (accountId, page) => store.listDevices(accountId, page),
    searchDevices: (filter, page) => store.searchDevices(filter, page),
    renameDevice: bindFor(renameDevice, parts, 3),
    removeDevice: bindFor(removeDevice, parts, 2),
    previewRemoval: bind(previewRemoval, parts),

    createEntitlement: bindFor(createEntitlement, parts),
    readEntitlement: bind(readEntitlement, store),
    listEntitlements: (accountId, page) => store.listEntitlements(accountId, page),
    searchEntitlements: (orderId, page) => store.searchEntitlements(orderId, page),
    revokeEntitlement: bindFor(revokeEntitlement, parts, 2),
    restoreEntitlement: bindFor(restoreEntitlement, parts, 2),
    extendSubscription: bindFor(extendSubscription, parts, 3),

    issueToken: bindFor(issueToken, parts),
    issueTimeBasedToken: bindFor(issueTimeBasedToken, parts),
    listTokens: (accountId, page) => store.listTokens(accountId, page),

    startBindingCheck: bindFor(startBindingCheck, parts),
    readBindingCheck: bind(readBindingCheck, parts),
    completeBindingCheck: bindFor(completeBindingCheck, parts, 2),

    listCapabilities: bind(listCapabilities, parts),
    forgetCapability: bindFor(forgetCapability, parts),

    openPlayerSession: bindFor(openPlayerSession, parts),
    exchangePlayerCode: bind(exchangePlayerCode, parts),
    readPlayerSession: bind(readPlayerSession, parts),
    endPlayerSession: bind(endPlayerSession, parts),

    ...createApiKeyUseCases(parts),

    purge: bind(purge, parts),
    now: parts.clock
  };
}

/**
 * Binds the use cases of API keys. {@link createBinding} has them too; this is for those who need nothing else, e.g. a command.
 *
 * ```ts
 * const { createApiKey } = createApiKeyUseCases({ store });
 * const { apiKey } = await createApiKey({ name: 'shop', scopes: ['tokens:write'] }, { actor: 'setup', scopes });
 * ```
 */
export function createApiKeyUseCases({
  store,
  clock = Date.now,
  randomBytes = createRandomBytes()
}: Pick<BindingDependencies, 'store' | 'clock' | 'randomBytes'>): ApiKeyUseCases {
  const parts = { store, clock, randomBytes };
  return {
    createApiKey: bindFor(createApiKey, parts),
    listApiKeys: page => store.listApiKeys(page),
    rotateApiKey: bindFor(rotateApiKey, parts),
    revokeApiKey: bindFor(revokeApiKey, parts),
    authenticateApiKey: bind(authenticateApiKey, parts),
    isApiKeyActive: bind(isApiKeyActive, parts),
    recordApiKeyUse: bind(recordApiKeyUse, parts)
  };
}

/** The use case without its first argument. */
function bind<First, Rest extends unknown[], Result>(
  useCase: (first: First, ...rest: Rest) => Result,
  first: First
) {
  return (...rest: Rest): Result => useCase(first, ...rest);
}

/** The use case without its first argument. The argument at `position` says on whose behalf it runs. */
function bindFor<First, Rest extends unknown[], Result>(
  useCase: (first: First, ...rest: Rest) => Promise<Result>,
  first: First,
  position = 1
) {
  return async (...rest: Rest): Promise<Result> => {
    checkCaller(useCase.name, rest[position]);
    return useCase(first, ...rest);
  };
}

const defaults: Omit<Settings, 'dummyContent'> = {
  registrationTtl: 900,
  tokenTtl: 86_400,
  endingTokenTtl: 300,
  idempotencyHold: 60,
  lookUpsPerMinute: 600,
  deviceBinding: {},
  unverifiedBinding: 'allow',
  allowUnbound: [],
  drmOptions: {},
  playerCodeTtl: 60,
  playerSessionTtl: 3600
};

function withDefaults(given: BindingDependencies): Parts {
  const { clock = Date.now, settings, ...dependencies } = given;
  const { monotonicClock = given.clock ?? (() => performance.now()), ...others } = dependencies;
  return {
    randomBytes: createRandomBytes(),
    ...others,
    clock,
    lookUpClock: steadyClock(clock, monotonicClock),
    settings: { ...defaults, ...settings }
  };
}
