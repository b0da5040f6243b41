// Generated from docs/openapi.json by `npm run generate`; do not edit.
/** How each call is sent, by its operation id. */
export const calls = {
  /** Cancel a registration. Cancelling it again changes nothing. The API key needs the scope `registrations:write`. */
  cancelRegistration: { method: 'delete', path: '/v1/registrations/{registrationId}' },
  /** Complete a binding check. Reads ExpressPlay's records: a redemption proves that tokens are not bound, whatever the device says. Completed again before its end, a check that found them bound looks for a late record. The service looks for records itself, too: a check that nobody completes is `not-enforced` when a record appears, and `inconclusive` at its end. The API key needs the scope `devices:write`. */
  completeBindingCheck: { method: 'post', path: '/v1/binding-checks/{checkId}/complete' },
  /** Complete a registration. Reads ExpressPlay's records now and binds the device that they prove. Call it again while the state is `pending`. The API key needs the scope `registrations:write`. */
  completeRegistration: { method: 'post', path: '/v1/registrations/{registrationId}/complete' },
  /** Make an API key. The answer shows the key, and no other call does. There is no `Idempotency-Key` here, because the key is not stored: if the answer is lost, revoke the key and make another one. The API key needs the scope `api-keys:write`. */
  createApiKey: { method: 'post', path: '/v1/api-keys' },
  /** Create an entitlement. Gives an account the right to a content that is stored. The API key needs the scope `entitlements:write`. */
  createEntitlement: { method: 'post', path: '/v1/accounts/{accountId}/entitlements', keyed: true },
  /** Delete a content. Deletes a content and its key. Entitlements to it stay, and are valid again when it is stored again. The API key needs the scope `contents:write`. */
  deleteContent: { method: 'delete', path: '/v1/contents/{contentId}' },
  /** Erase an account. Deletes everything that is stored for it. Its events stay in the audit trail under an anonymous id, without reasons, names and details. ExpressPlay's own records stay, and licenses that devices hold play on until they end. The API key needs the scope `staff`. */
  eraseAccount: { method: 'delete', path: '/v1/accounts/{accountId}' },
  /** Export everything about an account. All that is stored for it, as one document, without secrets. It may be long. The API key needs the scope `staff`. */
  exportAccount: { method: 'get', path: '/v1/accounts/{accountId}/export' },
  /** Move the end of a subscription. To a later or an earlier time. The API key needs the scope `entitlements:write`. */
  extendSubscription: { method: 'patch', path: '/v1/accounts/{accountId}/entitlements/{entitlementId}' },
  /** Forget what was learned and checked about a DRM. For use after ExpressPlay, or how it is called, has changed. What is configured stays. Forgetting again changes nothing. The API key needs the scope `staff`. */
  forgetCapability: { method: 'delete', path: '/v1/capabilities/{drm}', query: ['reason'] },
  /** Issue a token. A license token for a content that the account is entitled to, bound to one of its devices. It takes one call to ExpressPlay. The API key needs the scope `tokens:write`. */
  issueToken: { method: 'post', path: '/v1/accounts/{accountId}/tokens', keyed: true },
  /** List accounts. Those that something is stored for, in order of their ids. The API key needs the scope `accounts:read`. */
  listAccounts: { method: 'get', path: '/v1/accounts', query: ['limit', 'cursor', 'prefix'] },
  /** List API keys. Revoked and expired ones too, newest first. The API key needs the scope `api-keys:write`. */
  listApiKeys: { method: 'get', path: '/v1/api-keys', query: ['limit', 'cursor'] },
  /** List audit events. Newest first. Where several filters are given, all must match; a page may then be shorter than `limit` although more follows. Everything that was written before the first page was read is on exactly one page. The events of one account appear in their order. On MySQL an event of another account may appear up to `DATABASE_TIMEOUT_MS` after its `at`: a reader who asks for new events by `from` starts that much earlier and skips the ids that it knows. The API key needs the scope `audit:read`. */
  listAuditEvents: { method: 'get', path: '/v1/audit-events', query: ['limit', 'cursor', 'eventId', 'accountId', 'action', 'subject', 'actor', 'from', 'to'] },
  /** Read what each DRM can do. Which DRMs restrict tokens to a device, and from where that is known. Every API key may call it. */
  listCapabilities: { method: 'get', path: '/v1/capabilities' },
  /** List contents. In order of content id. The API key needs the scope `contents:read`. */
  listContents: { method: 'get', path: '/v1/contents', query: ['limit', 'cursor'] },
  /** List devices. Removed ones too, newest first. The API key needs the scope `devices:read`. */
  listDevices: { method: 'get', path: '/v1/accounts/{accountId}/devices', query: ['limit', 'cursor'] },
  /** List entitlements. Revoked ones too, newest first. The API key needs the scope `entitlements:read`. */
  listEntitlements: { method: 'get', path: '/v1/accounts/{accountId}/entitlements', query: ['limit', 'cursor'] },
  /** Read the event feed. Oldest first. To follow the feed, ask again with the last `nextCursor`, also if the page was empty: every event is on exactly one page, no matter how many processes write at the same time. With a filter a page may be shorter than `limit` although more follows: the end is reached when `nextCursor` stays the same. Events are deleted after 30 days. The API key needs the scope `events:read`. */
  listEvents: { method: 'get', path: '/v1/events', query: ['limit', 'after', 'types', 'accountId'] },
  /** List device policies. In order of name, `default` included. The API key needs the scope `policies:read`. */
  listPolicies: { method: 'get', path: '/v1/policies', query: ['limit', 'cursor'] },
  /** List registrations. Settled ones too, newest first. One that was refused says why in `problem`. The API key needs the scope `registrations:read`. */
  listRegistrations: { method: 'get', path: '/v1/accounts/{accountId}/registrations', query: ['limit', 'cursor'] },
  /** List tokens. The tokens that were issued, without their secrets, newest first. The API key needs the scope `tokens:read`. */
  listTokens: { method: 'get', path: '/v1/accounts/{accountId}/tokens', query: ['limit', 'cursor'] },
  /** Open a session for a browser. Answers with a one-time code. Hand it to the page; it exchanges the code at `POST /player/session` for a cookie. The API key needs the scope `player-sessions:write`. */
  openPlayerSession: { method: 'post', path: '/v1/accounts/{accountId}/player-sessions', query: ['deviceClass'], keyed: true },
  /** Preview a device policy. Counts the accounts that would be over a limit if the policy had these rules. It examines at most 10,000 accounts under the policy, and changes nothing. The API key needs the scope `policies:read`. */
  previewPolicy: { method: 'post', path: '/v1/policies/{policyName}/preview' },
  /** Read an account's policy and slots. In an account for which nothing is stored yet, all slots are free. The API key needs the scope `accounts:read`. */
  readAccount: { method: 'get', path: '/v1/accounts/{accountId}' },
  /** Read a content. No answer contains its key. The API key needs the scope `contents:read`. */
  readContent: { method: 'get', path: '/v1/contents/{contentId}' },
  /** Read a device. Removed ones too. The API key needs the scope `devices:read`. */
  readDevice: { method: 'get', path: '/v1/accounts/{accountId}/devices/{deviceId}' },
  /** Read an entitlement. With its state now. The API key needs the scope `entitlements:read`. */
  readEntitlement: { method: 'get', path: '/v1/accounts/{accountId}/entitlements/{entitlementId}' },
  /** Read a device policy. The one named `default` is there from the beginning; it allows 3 devices. The API key needs the scope `policies:read`. */
  readPolicy: { method: 'get', path: '/v1/policies/{policyName}' },
  /** Read a registration. With `wait` the answer waits until the state changes, and the registration is looked up about once a second. Without it the service looks pending registrations up in the background. One whose time is over stays `pending` until it was looked up once more. The API key needs the scope `registrations:read`. */
  readRegistration: { method: 'get', path: '/v1/registrations/{registrationId}', query: ['wait'] },
  /** Remove a device. Frees its slot if the swap rules allow it. From then on no process issues a token for it. Removing it again changes nothing. The API key needs the scope `devices:write`. */
  removeDevice: { method: 'delete', path: '/v1/accounts/{accountId}/devices/{deviceId}', query: ['dryRun', 'override', 'reason'] },
  /** Rename a device. Changes nothing but its name. The API key needs the scope `devices:write`. */
  renameDevice: { method: 'patch', path: '/v1/accounts/{accountId}/devices/{deviceId}' },
  /** Forget an account's swaps. From then on earlier swaps do not count. The API key needs the scope `staff`. */
  resetSwaps: { method: 'post', path: '/v1/accounts/{accountId}/swap-resets' },
  /** Restore a revoked entitlement. Its times do not change. Restoring it again changes nothing. The API key needs the scope `entitlements:write`. */
  restoreEntitlement: { method: 'post', path: '/v1/accounts/{accountId}/entitlements/{entitlementId}/restore' },
  /** Resume an account. Ends its suspension. The API key needs the scope `staff`. */
  resumeAccount: { method: 'delete', path: '/v1/accounts/{accountId}/suspension', query: ['reason'] },
  /** Revoke an API key. It is refused from the next request on; other processes on MySQL notice within a second. Revoking it again changes nothing. The API key needs the scope `api-keys:write`. */
  revokeApiKey: { method: 'delete', path: '/v1/api-keys/{keyId}' },
  /** Revoke an entitlement. From then on no tokens are issued for it. Revoking it again changes nothing. The API key needs the scope `entitlements:write`. */
  revokeEntitlement: { method: 'delete', path: '/v1/accounts/{accountId}/entitlements/{entitlementId}' },
  /** Rotate an API key. Makes a key with the same name, scopes and networks, and an id of its own. The old one is accepted for a grace time; its `lastUsedAt` tells whether somebody still uses it. The API key needs the scope `api-keys:write`. */
  rotateApiKey: { method: 'post', path: '/v1/api-keys/{keyId}/rotations' },
  /** Store a content. Stores a content with its key, or replaces all of it. No answer contains a key. The API key needs the scope `contents:write`. */
  saveContent: { method: 'put', path: '/v1/contents/{contentId}' },
  /** Store a device policy. Replaces all of it. It is in force for its accounts from their next call on. The API key needs the scope `staff`. */
  savePolicy: { method: 'put', path: '/v1/policies/{policyName}' },
  /** Find devices of all accounts. By the device's own id, or by the id that ExpressPlay's records give it. Removed ones too. The API key needs the scope `devices:read`. */
  searchDevices: { method: 'get', path: '/v1/devices', query: ['limit', 'cursor', 'deviceId', 'drmDeviceId', 'drm'] },
  /** Find entitlements by their order. Those of all accounts with this order id, newest first. The API key needs the scope `entitlements:read`. */
  searchEntitlements: { method: 'get', path: '/v1/entitlements', query: ['limit', 'cursor', 'orderId'] },
  /** Find a registration by its cookie. For a cookie that stands in ExpressPlay's records. The list has one item or none. The API key needs the scope `registrations:read`. */
  searchRegistrations: { method: 'get', path: '/v1/registrations', query: ['cookie'] },
  /** Put an account under a policy. Returns the devices beyond its limits. The `overLimit` of the policy decides whether they stay until they are removed or are deactivated at once, the oldest first. The API key needs the scope `staff`. */
  setAccountPolicy: { method: 'put', path: '/v1/accounts/{accountId}/policy' },
  /** Check with a device whether tokens are bound. Returns a token for dummy content that is restricted to a device id that no device has. Let the device try it: the license server must refuse. The API key needs the scope `devices:write`. */
  startBindingCheck: { method: 'post', path: '/v1/accounts/{accountId}/devices/{deviceId}/binding-checks', keyed: true },
  /** Start a registration. Returns a token for dummy content. The device redeems it: it plays the clip, or only sends a license request. Then the service binds the device in the background, or at once when the registration is completed. The API key needs the scope `registrations:write`. */
  startRegistration: { method: 'post', path: '/v1/accounts/{accountId}/registrations', query: ['dryRun', 'override', 'reason'], keyed: true },
  /** Suspend an account. It can neither register devices nor get tokens until it is resumed. The API key needs the scope `staff`. */
  suspendAccount: { method: 'put', path: '/v1/accounts/{accountId}/suspension' }
} as const;
