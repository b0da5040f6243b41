// Generated from docs/openapi.json by `npm run generate`; do not edit.
/** How each call is sent, by its operation id. */
export const calls = {
  /** Cancel a registration. Cancelling it again changes nothing. */
  cancelRegistration: { method: 'delete', path: '/v1/registrations/{registrationId}' },
  /** Complete a registration. Looks ExpressPlay's record up now and binds the device that it proves. Call it again while it is pending. */
  completeRegistration: { method: 'post', path: '/v1/registrations/{registrationId}/complete' },
  /** Create an entitlement. Gives an account the right to a content that is stored. */
  createEntitlement: { method: 'post', path: '/v1/accounts/{accountId}/entitlements', keyed: true },
  /** Delete a content. Deletes a content and its key. Entitlements to it stay, and work again when it is stored anew. */
  deleteContent: { method: 'delete', path: '/v1/contents/{contentId}' },
  /** Move the end of a subscription */
  extendSubscription: { method: 'patch', path: '/v1/accounts/{accountId}/entitlements/{entitlementId}' },
  /** Issue a token. A license token for a content that the account is entitled to, bound to one of its devices. It costs one call to ExpressPlay. */
  issueToken: { method: 'post', path: '/v1/accounts/{accountId}/tokens', keyed: true },
  /** List audit events. Newest first. Where several filters are given, all must match. */
  listAuditEvents: { method: 'get', path: '/v1/audit-events', query: ['limit', 'cursor', 'accountId', 'action', 'subject', 'actor', 'from', 'to'] },
  /** Read what each DRM can do. Which DRMs restrict tokens to a device, by configuration or as ExpressPlay taught. */
  listCapabilities: { method: 'get', path: '/v1/capabilities' },
  /** List contents. In order of content id. */
  listContents: { method: 'get', path: '/v1/contents', query: ['limit', 'cursor'] },
  /** List devices. Removed ones too, newest first. */
  listDevices: { method: 'get', path: '/v1/accounts/{accountId}/devices', query: ['limit', 'cursor'] },
  /** List entitlements. Revoked ones too, newest first. */
  listEntitlements: { method: 'get', path: '/v1/accounts/{accountId}/entitlements', query: ['limit', 'cursor'] },
  /** List tokens. The tokens that were issued, without their secrets, newest first. */
  listTokens: { method: 'get', path: '/v1/accounts/{accountId}/tokens', query: ['limit', 'cursor'] },
  /** Open a session for a browser. Answers with a one-time code. Hand it to the page; it exchanges the code at `POST /player/session` for a cookie. */
  openPlayerSession: { method: 'post', path: '/v1/accounts/{accountId}/player-sessions', keyed: true },
  /** Read an account's policy and slots. An account that nothing is stored for yet has all of its slots free. */
  readAccount: { method: 'get', path: '/v1/accounts/{accountId}' },
  /** Read a content */
  readContent: { method: 'get', path: '/v1/contents/{contentId}' },
  /** Read a device */
  readDevice: { method: 'get', path: '/v1/accounts/{accountId}/devices/{deviceId}' },
  /** Read an entitlement */
  readEntitlement: { method: 'get', path: '/v1/accounts/{accountId}/entitlements/{entitlementId}' },
  /** Read a device policy. The one named `default` is there from the beginning; it allows 3 devices. */
  readPolicy: { method: 'get', path: '/v1/policies/{policyName}' },
  /** Read a registration. With `wait` the answer is held until the state changes: the service looks pending registrations up by itself. */
  readRegistration: { method: 'get', path: '/v1/registrations/{registrationId}', query: ['wait'] },
  /** Remove a device. Frees its slot under the swap rules. From then on it gets no token, in every process. Removing it again changes nothing. */
  removeDevice: { method: 'delete', path: '/v1/accounts/{accountId}/devices/{deviceId}', query: ['dryRun', 'override', 'reason'] },
  /** Rename a device */
  renameDevice: { method: 'patch', path: '/v1/accounts/{accountId}/devices/{deviceId}' },
  /** Forget an account's swaps. From then on the customer may change devices as if there had been no swap. */
  resetSwaps: { method: 'post', path: '/v1/accounts/{accountId}/swap-resets' },
  /** Restore a revoked entitlement. Its clocks stand where they are. Restoring it again changes nothing. */
  restoreEntitlement: { method: 'post', path: '/v1/accounts/{accountId}/entitlements/{entitlementId}/restore' },
  /** Resume an account. Ends its suspension. */
  resumeAccount: { method: 'delete', path: '/v1/accounts/{accountId}/suspension', query: ['reason'] },
  /** Revoke an entitlement. No token from then on. Revoking it again changes nothing. */
  revokeEntitlement: { method: 'delete', path: '/v1/accounts/{accountId}/entitlements/{entitlementId}' },
  /** Store a content. Stores a content with its key, or replaces it as a whole. Keys never come back out. */
  saveContent: { method: 'put', path: '/v1/contents/{contentId}' },
  /** Store a device policy. Replaces all of it. It is in force for its accounts from their next call on. */
  savePolicy: { method: 'put', path: '/v1/policies/{policyName}' },
  /** Put an account under a policy. Answers which devices are too many under it. Whether they stay until removed or are deactivated at once, the oldest first, is up to its `overLimit`. */
  setAccountPolicy: { method: 'put', path: '/v1/accounts/{accountId}/policy' },
  /** Start a registration. Answers with a token for dummy content. The device redeems it, by playing the clip or by a license request alone; then the service binds it by itself, or at once when the registration is completed. */
  startRegistration: { method: 'post', path: '/v1/accounts/{accountId}/registrations', query: ['dryRun', 'override', 'reason'], keyed: true },
  /** Suspend an account. It can neither register devices nor get tokens until it is resumed. */
  suspendAccount: { method: 'put', path: '/v1/accounts/{accountId}/suspension' }
} as const;
