import * as core from '../../src/index.ts';

/** The codes that each use case says it may refuse with. */
export const refusals: Readonly<Record<keyof core.Binding, readonly core.BindingErrorCode[]>> = {
  readAccount: core.readAccountRefusals,
  setAccountPolicy: core.setAccountPolicyRefusals,
  suspendAccount: core.changeAccountRefusals,
  resumeAccount: core.changeAccountRefusals,
  resetSwaps: core.changeAccountRefusals,
  eraseAccount: core.eraseAccountRefusals,
  exportAccount: core.exportAccountRefusals,
  listAccounts: [],
  readPolicy: core.readPolicyRefusals,
  listPolicies: [],
  savePolicy: core.savePolicyRefusals,
  previewPolicy: core.previewPolicyRefusals,
  listAuditEvents: [],
  listEvents: [],
  publishEvents: [],
  saveContent: core.saveContentRefusals,
  readContent: core.readContentRefusals,
  listContents: [],
  deleteContent: core.deleteContentRefusals,
  startRegistration: core.startRegistrationRefusals,
  previewRegistration: core.previewRegistrationRefusals,
  readRegistration: core.readRegistrationRefusals,
  completeRegistration: core.completeRegistrationRefusals,
  cancelRegistration: core.cancelRegistrationRefusals,
  lookUpDue: [],
  lookUpAwaited: core.lookUpAwaitedRefusals,
  searchRegistrations: [],
  listRegistrations: [],
  readRegistrationByCookie: core.readRegistrationRefusals,
  renewDummyToken: core.renewDummyTokenRefusals,
  readDevice: core.readDeviceRefusals,
  listDevices: [],
  searchDevices: [],
  renameDevice: core.renameDeviceRefusals,
  removeDevice: core.removeDeviceRefusals,
  previewRemoval: core.previewRemovalRefusals,
  searchEntitlements: [],
  createEntitlement: core.createEntitlementRefusals,
  readEntitlement: core.readEntitlementRefusals,
  listEntitlements: [],
  revokeEntitlement: core.revokeEntitlementRefusals,
  restoreEntitlement: core.restoreEntitlementRefusals,
  extendSubscription: core.extendSubscriptionRefusals,
  issueToken: core.issueTokenRefusals,
  issueTimeBasedToken: core.issueTimeBasedTokenRefusals,
  listTokens: [],
  startBindingCheck: core.startBindingCheckRefusals,
  readBindingCheck: core.readBindingCheckRefusals,
  completeBindingCheck: core.completeBindingCheckRefusals,
  listCapabilities: [],
  forgetCapability: core.forgetCapabilityRefusals,
  openPlayerSession: core.openPlayerSessionRefusals,
  exchangePlayerCode: core.exchangePlayerCodeRefusals,
  readPlayerSession: core.readPlayerSessionRefusals,
  endPlayerSession: [],
  createApiKey: core.createApiKeyRefusals,
  listApiKeys: [],
  rotateApiKey: core.rotateApiKeyRefusals,
  revokeApiKey: core.revokeApiKeyRefusals,
  authenticateApiKey: [],
  isApiKeyActive: [],
  recordApiKeyUse: [],
  purge: [],
  now: []
};

/** The same use cases; a refusal with a code that its use case does not list fails the test as a plain error. */
export function checkRefusals(binding: core.Binding): core.Binding {
  return new Proxy(binding, {
    get:
      (target, name: keyof core.Binding) =>
      async (...input: unknown[]) => {
        try {
          return await Reflect.apply(target[name], undefined, input);
        } catch (error) {
          if (!(error instanceof core.BindingError) || refusals[name].includes(error.code)) throw error;
          throw new Error(`${name} does not list ${error.code} among its refusals`, { cause: error });
        }
      }
  });
}
