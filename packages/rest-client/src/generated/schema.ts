// Generated from docs/openapi.json by `npm run generate`; do not edit.
export interface paths {
    "/v1/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List accounts
         * @description Those that something is stored for, in order of their ids.
         *
         *     The API key needs the scope `accounts:read`.
         */
        get: operations["listAccounts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{accountId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an account's policy and slots
         * @description In an account for which nothing is stored yet, all slots are free.
         *
         *     The API key needs the scope `accounts:read`.
         */
        get: operations["readAccount"];
        put?: never;
        post?: never;
        /**
         * Erase an account
         * @description Deletes everything that is stored for it. Its events stay in the audit trail under an anonymous id, without reasons, names and details. ExpressPlay's own records stay, and licenses that devices hold play on until they end.
         *
         *     The API key needs the scope `staff`.
         */
        delete: operations["eraseAccount"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{accountId}/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List devices
         * @description Removed ones too, newest first.
         *
         *     The API key needs the scope `devices:read`.
         */
        get: operations["listDevices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{accountId}/devices/{deviceId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a device
         * @description Removed ones too.
         *
         *     The API key needs the scope `devices:read`.
         */
        get: operations["readDevice"];
        put?: never;
        post?: never;
        /**
         * Remove a device
         * @description Frees its slot if the swap rules allow it. From then on no process issues a token for it. Removing it again changes nothing.
         *
         *     The API key needs the scope `devices:write`.
         */
        delete: operations["removeDevice"];
        options?: never;
        head?: never;
        /**
         * Rename a device
         * @description Changes nothing but its name.
         *
         *     The API key needs the scope `devices:write`.
         */
        patch: operations["renameDevice"];
        trace?: never;
    };
    "/v1/accounts/{accountId}/devices/{deviceId}/binding-checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check with a device whether tokens are bound
         * @description Returns a token for dummy content that is restricted to a device id that no device has. Let the device try it: the license server must refuse.
         *
         *     The API key needs the scope `devices:write`.
         */
        post: operations["startBindingCheck"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{accountId}/entitlements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List entitlements
         * @description Revoked ones too, newest first.
         *
         *     The API key needs the scope `entitlements:read`.
         */
        get: operations["listEntitlements"];
        put?: never;
        /**
         * Create an entitlement
         * @description Gives an account the right to a content that is stored.
         *
         *     The API key needs the scope `entitlements:write`.
         */
        post: operations["createEntitlement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{accountId}/entitlements/{entitlementId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an entitlement
         * @description With its state now.
         *
         *     The API key needs the scope `entitlements:read`.
         */
        get: operations["readEntitlement"];
        put?: never;
        post?: never;
        /**
         * Revoke an entitlement
         * @description From then on no tokens are issued for it. Revoking it again changes nothing.
         *
         *     The API key needs the scope `entitlements:write`.
         */
        delete: operations["revokeEntitlement"];
        options?: never;
        head?: never;
        /**
         * Move the end of a subscription
         * @description To a later or an earlier time.
         *
         *     The API key needs the scope `entitlements:write`.
         */
        patch: operations["extendSubscription"];
        trace?: never;
    };
    "/v1/accounts/{accountId}/entitlements/{entitlementId}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restore a revoked entitlement
         * @description Its times do not change. Restoring it again changes nothing.
         *
         *     The API key needs the scope `entitlements:write`.
         */
        post: operations["restoreEntitlement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{accountId}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export everything about an account
         * @description All that is stored for it, as one document, without secrets. It may be long.
         *
         *     The API key needs the scope `staff`.
         */
        get: operations["exportAccount"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{accountId}/player-sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open a session for a browser
         * @description Answers with a one-time code. Hand it to the page; it exchanges the code at `POST /player/session` for a cookie.
         *
         *     The API key needs the scope `player-sessions:write`.
         */
        post: operations["openPlayerSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{accountId}/policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Put an account under a policy
         * @description Returns the devices beyond its limits. The `overLimit` of the policy decides whether they stay until they are removed or are deactivated at once, the oldest first.
         *
         *     The API key needs the scope `staff`.
         */
        put: operations["setAccountPolicy"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{accountId}/registrations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List registrations
         * @description Settled ones too, newest first. One that was refused says why in `problem`.
         *
         *     The API key needs the scope `registrations:read`.
         */
        get: operations["listRegistrations"];
        put?: never;
        /**
         * Start a registration
         * @description Returns a token for dummy content. The device redeems it: it plays the clip, or only sends a license request. Then the service binds the device in the background, or at once when the registration is completed.
         *
         *     The API key needs the scope `registrations:write`.
         */
        post: operations["startRegistration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{accountId}/suspension": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Suspend an account
         * @description It can neither register devices nor get tokens until it is resumed.
         *
         *     The API key needs the scope `staff`.
         */
        put: operations["suspendAccount"];
        post?: never;
        /**
         * Resume an account
         * @description Ends its suspension.
         *
         *     The API key needs the scope `staff`.
         */
        delete: operations["resumeAccount"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{accountId}/swap-resets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Forget an account's swaps
         * @description From then on earlier swaps do not count.
         *
         *     The API key needs the scope `staff`.
         */
        post: operations["resetSwaps"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{accountId}/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List tokens
         * @description The tokens that were issued, without their secrets, newest first.
         *
         *     The API key needs the scope `tokens:read`.
         */
        get: operations["listTokens"];
        put?: never;
        /**
         * Issue a token
         * @description A license token for a content that the account is entitled to, bound to one of its devices. It takes one call to ExpressPlay.
         *
         *     The API key needs the scope `tokens:write`.
         */
        post: operations["issueToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List API keys
         * @description Revoked and expired ones too, newest first.
         *
         *     The API key needs the scope `api-keys:write`.
         */
        get: operations["listApiKeys"];
        put?: never;
        /**
         * Make an API key
         * @description The answer shows the key, and no other call does. There is no `Idempotency-Key` here, because the key is not stored: if the answer is lost, revoke the key and make another one.
         *
         *     The API key needs the scope `api-keys:write`.
         */
        post: operations["createApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-keys/{keyId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke an API key
         * @description It is refused from the next request on; other processes on MySQL notice within a second. Revoking it again changes nothing.
         *
         *     The API key needs the scope `api-keys:write`.
         */
        delete: operations["revokeApiKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-keys/{keyId}/rotations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rotate an API key
         * @description Makes a key with the same name, scopes and networks, and an id of its own. The old one is accepted for a grace time; its `lastUsedAt` tells whether somebody still uses it.
         *
         *     The API key needs the scope `api-keys:write`.
         */
        post: operations["rotateApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List audit events
         * @description Newest first. Where several filters are given, all must match; a page may then be shorter than `limit` although more follows. Everything that was written before the first page was read is on exactly one page. The events of one account appear in their order. On MySQL an event of another account may appear up to `DATABASE_TIMEOUT_MS` after its `at`: a reader who asks for new events by `from` starts that much earlier and skips the ids that it knows.
         *
         *     The API key needs the scope `audit:read`.
         */
        get: operations["listAuditEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/binding-checks/{checkId}/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Complete a binding check
         * @description Reads ExpressPlay's records: a redemption proves that tokens are not bound, whatever the device says. Completed again before its end, a check that found them bound looks for a late record. The service looks for records itself, too: a check that nobody completes is `not-enforced` when a record appears, and `inconclusive` at its end.
         *
         *     The API key needs the scope `devices:write`.
         */
        post: operations["completeBindingCheck"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/capabilities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what each DRM can do
         * @description Which DRMs restrict tokens to a device, and from where that is known.
         *
         *     Every API key may call it.
         */
        get: operations["listCapabilities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/capabilities/{drm}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Forget what was learned and checked about a DRM
         * @description For use after ExpressPlay, or how it is called, has changed. What is configured stays. Forgetting again changes nothing.
         *
         *     The API key needs the scope `staff`.
         */
        delete: operations["forgetCapability"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List contents
         * @description In order of content id.
         *
         *     The API key needs the scope `contents:read`.
         */
        get: operations["listContents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contents/{contentId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a content
         * @description No answer contains its key.
         *
         *     The API key needs the scope `contents:read`.
         */
        get: operations["readContent"];
        /**
         * Store a content
         * @description Stores a content with its key, or replaces all of it. No answer contains a key.
         *
         *     The API key needs the scope `contents:write`.
         */
        put: operations["saveContent"];
        post?: never;
        /**
         * Delete a content
         * @description Deletes a content and its key. Entitlements to it stay, and are valid again when it is stored again.
         *
         *     The API key needs the scope `contents:write`.
         */
        delete: operations["deleteContent"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find devices of all accounts
         * @description By the device's own id, or by the id that ExpressPlay's records give it. Removed ones too.
         *
         *     The API key needs the scope `devices:read`.
         */
        get: operations["searchDevices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/entitlements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find entitlements by their order
         * @description Those of all accounts with this order id, newest first.
         *
         *     The API key needs the scope `entitlements:read`.
         */
        get: operations["searchEntitlements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the event feed
         * @description Oldest first. To follow the feed, ask again with the last `nextCursor`, also if the page was empty: every event is on exactly one page, no matter how many processes write at the same time. With a filter a page may be shorter than `limit` although more follows: the end is reached when `nextCursor` stays the same. Events are deleted after 30 days.
         *
         *     The API key needs the scope `events:read`.
         */
        get: operations["listEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/policies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List device policies
         * @description In order of name, `default` included.
         *
         *     The API key needs the scope `policies:read`.
         */
        get: operations["listPolicies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/policies/{policyName}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a device policy
         * @description The one named `default` is there from the beginning; it allows 3 devices.
         *
         *     The API key needs the scope `policies:read`.
         */
        get: operations["readPolicy"];
        /**
         * Store a device policy
         * @description Replaces all of it. It is in force for its accounts from their next call on.
         *
         *     The API key needs the scope `staff`.
         */
        put: operations["savePolicy"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/policies/{policyName}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview a device policy
         * @description Counts the accounts that would be over a limit if the policy had these rules. It examines at most 10,000 accounts under the policy, and changes nothing.
         *
         *     The API key needs the scope `policies:read`.
         */
        post: operations["previewPolicy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/registrations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find a registration by its cookie
         * @description For a cookie that stands in ExpressPlay's records. The list has one item or none.
         *
         *     The API key needs the scope `registrations:read`.
         */
        get: operations["searchRegistrations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/registrations/{registrationId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a registration
         * @description With `wait` the answer waits until the state changes, and the registration is looked up about once a second. Without it the service looks pending registrations up in the background. One whose time is over stays `pending` until it was looked up once more.
         *
         *     The API key needs the scope `registrations:read`.
         */
        get: operations["readRegistration"];
        put?: never;
        post?: never;
        /**
         * Cancel a registration
         * @description Cancelling it again changes nothing.
         *
         *     The API key needs the scope `registrations:write`.
         */
        delete: operations["cancelRegistration"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/registrations/{registrationId}/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Complete a registration
         * @description Reads ExpressPlay's records now and binds the device that they prove. Call it again while the state is `pending`.
         *
         *     The API key needs the scope `registrations:write`.
         */
        post: operations["completeRegistration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description The policy of an account, and what is left of it */
        Account: {
            /** @description The id of the account */
            accountId: string;
            /**
             * Format: date-time
             * @description When the customer may change devices again; absent when now; RFC 3339 in UTC
             */
            nextAllowedAt?: string;
            /** @description Devices beyond a limit that was lowered, the longest unused first */
            overLimit: components["schemas"]["Device"][];
            policy: components["schemas"]["Policy"];
            /** @description The slots for its devices */
            slots: {
                /** @description Used slots by class of device; classes without a device are left out */
                byClass: {
                    /** @description Active devices of the class `browser` */
                    browser?: number;
                    /** @description Active devices of the class `console` */
                    console?: number;
                    /** @description Active devices of the class `desktop` */
                    desktop?: number;
                    /** @description Active devices of the class `mobile` */
                    mobile?: number;
                    /** @description Active devices of the class `other` */
                    other?: number;
                    /** @description Active devices of the class `tablet` */
                    tablet?: number;
                    /** @description Active devices of the class `tv` */
                    tv?: number;
                };
                /** @description Slots that a new device can get */
                free: number;
                /** @description Slots that its policy allows */
                total: number;
                /** @description Slots that active devices fill */
                used: number;
            };
            /**
             * Format: date-time
             * @description Since when it is suspended: it can neither register devices nor get tokens; RFC 3339 in UTC
             */
            suspendedAt?: string;
            /** @description Tokens that were `used` within the last `windowSeconds`, and their `max`imum; absent when there is no limit */
            tokenBudget?: {
                /** @description Tokens within any window */
                max: number;
                /** @description Tokens within the window that ends now */
                used: number;
                /** @description Length of the rolling window in seconds */
                windowSeconds: number;
            };
        };
        /** @description What remains of an account that was erased */
        AccountErasure: {
            /**
             * @description What the audit trail calls the account from now on. Only the sealing keys lead to it
             * @example erased_9f86d081884c7d659a2feaa0c55ad015
             */
            anonymousId: string;
            /**
             * Format: date-time
             * @description When it was erased; RFC 3339 in UTC
             */
            erasedAt: string;
        };
        /** @description Everything that is stored for an account, without secrets */
        AccountExport: {
            /** @description The account itself */
            account: {
                /** @description The id of the account */
                accountId: string;
                /**
                 * Format: date-time
                 * @description When the first thing was stored for it; RFC 3339 in UTC
                 */
                createdAt: string;
                /** @description The policy that it is under; `default` unless staff changed it */
                policyName: string;
                /**
                 * Format: date-time
                 * @description Since when staff keep it from registering devices and getting tokens; RFC 3339 in UTC
                 */
                suspendedAt?: string;
            };
            /** @description Its devices, removed ones too */
            devices: components["schemas"]["Device"][];
            /** @description Its rights */
            entitlements: components["schemas"]["Entitlement"][];
            /** @description Its events in the audit trail */
            events: components["schemas"]["AuditEvent"][];
            /**
             * Format: date-time
             * @description When it was read; RFC 3339 in UTC
             */
            exportedAt: string;
            /** @description Its registrations */
            registrations: components["schemas"]["Registration"][];
            /** @description Its tokens, without their secrets */
            tokens: components["schemas"]["Token"][];
        };
        /** @description One page of a list */
        AccountPage: {
            /** @description What the page lists */
            items: {
                /** @description The id of the account */
                accountId: string;
                /**
                 * Format: date-time
                 * @description When the first thing was stored for it; RFC 3339 in UTC
                 */
                createdAt: string;
                /** @description The policy that it is under; `default` unless staff changed it */
                policyName: string;
                /**
                 * Format: date-time
                 * @description Since when staff keep it from registering devices and getting tokens; RFC 3339 in UTC
                 */
                suspendedAt?: string;
            }[];
            /** @description The `cursor` of the next page; absent on the last one */
            nextCursor?: string;
        };
        /** @description The policy of an account, with what it means for the devices */
        AccountPolicy: {
            /** @description Devices that lost their slots at once */
            deactivated: components["schemas"]["Device"][];
            /** @description Devices beyond its limits, the longest unused first; they stay until they are removed */
            overLimit: components["schemas"]["Device"][];
            policy: components["schemas"]["Policy"];
        };
        /** @description An API key without its secret, which nobody can read again */
        ApiKey: {
            /**
             * @description Where it may be used from; everywhere when absent
             * @example [
             *       "10.0.0.0/8",
             *       "2001:db8::/32"
             *     ]
             */
            allowedNetworks?: string[];
            /**
             * Format: date-time
             * @description When it was made; RFC 3339 in UTC
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description From when on it is refused; never when absent; RFC 3339 in UTC
             */
            expiresAt?: string;
            /** @description The id of the API key */
            keyId: string;
            /**
             * Format: date-time
             * @description When it was last used, at most a minute late; absent if never; RFC 3339 in UTC
             */
            lastUsedAt?: string;
            /** @description The actor in the audit trail */
            name: string;
            /** @description The id of the key that a rotation made in its place */
            replacedBy?: string;
            /**
             * Format: date-time
             * @description When it was revoked; RFC 3339 in UTC
             */
            revokedAt?: string;
            /**
             * @description What it may do
             * @example [
             *       "registrations:write",
             *       "tokens:write"
             *     ]
             */
            scopes: string[];
            /**
             * @description Only an `active` key is accepted
             * @enum {string}
             */
            state: "active" | "expired" | "revoked";
        };
        /** @description One page of a list */
        ApiKeyPage: {
            /** @description What the page lists */
            items: components["schemas"]["ApiKey"][];
            /** @description The `cursor` of the next page; absent on the last one */
            nextCursor?: string;
        };
        /** @description Something that happened. Events are never changed or deleted */
        AuditEvent: {
            /** @description Absent when it concerns no single account */
            accountId?: string;
            /**
             * @description What happened
             * @enum {string}
             */
            action: "registration.started" | "registration.bound" | "registration.refused" | "registration.ambiguous" | "registration.expired" | "registration.cancelled" | "device.renamed" | "device.removed" | "device.shared" | "device.rebound" | "account.policy-set" | "account.swaps-reset" | "account.suspended" | "account.resumed" | "account.erased" | "policy.saved" | "entitlement.created" | "entitlement.revoked" | "entitlement.restored" | "entitlement.extended" | "binding-check.started" | "binding-check.completed" | "capability.checked" | "capability.learned" | "capability.forgotten" | "api-key.created" | "api-key.rotated" | "api-key.revoked" | "token.issued";
            /** @description Who did it: the name of an API key, `worker` or `policy` for the service itself */
            actor: string;
            /** @description What it was afterwards */
            after?: {
                [key: string]: unknown;
            };
            /**
             * Format: date-time
             * @description When it happened; RFC 3339 in UTC
             */
            at: string;
            /** @description What it was before */
            before?: {
                [key: string]: unknown;
            };
            /** @description More facts */
            details: {
                [key: string]: unknown;
            };
            /** @description The id of the event */
            eventId: string;
            /** @description Why */
            reason?: string;
            /** @description The id of what changed */
            subject: string;
        };
        /** @description One page of a list */
        AuditEventPage: {
            /** @description What the page lists */
            items: components["schemas"]["AuditEvent"][];
            /** @description The `cursor` of the next page; absent on the last one */
            nextCursor?: string;
        };
        /** @description Whether ExpressPlay refuses a token of another device to a device */
        BindingCheck: {
            /** @description The id of the account */
            accountId: string;
            /** @description The id of the binding check */
            checkId: string;
            /**
             * Format: date-time
             * @description When it was started; RFC 3339 in UTC
             */
            createdAt: string;
            /** @description The id of the device */
            deviceId: string;
            /**
             * @description The DRM system
             * @enum {string}
             */
            drm: "widevine" | "playready" | "fairplay" | "marlin-ms3" | "marlin-bb";
            /**
             * Format: date-time
             * @description Until when its token can be redeemed; RFC 3339 in UTC
             */
            expiresAt: string;
            /**
             * @description `enforced`: the device was refused and no record says otherwise. `not-enforced`: a record proves that it was not refused
             * @enum {string}
             */
            state: "pending" | "enforced" | "not-enforced" | "inconclusive";
        };
        /** @description Whether ExpressPlay enforces the device restriction of tokens, by DRM */
        Capabilities: {
            /** @description One for each DRM */
            items: components["schemas"]["Capability"][];
        };
        /** @description Whether ExpressPlay enforces the device restriction of tokens of a DRM */
        Capability: {
            /** @description Whether tokens are issued although no device restriction protects them */
            allowUnbound: boolean;
            /**
             * Format: date-time
             * @description When the binding check ended; RFC 3339 in UTC
             */
            checkedAt?: string;
            /** @description The binding check */
            checkId?: string;
            /**
             * @description Whether ExpressPlay refuses tokens to any other device: `enforced` where that is known, `unsupported` where it does not, `unverified` while nobody knows
             * @enum {string}
             */
            deviceBinding: "enforced" | "unsupported" | "unverified";
            /**
             * @description The DRM system
             * @enum {string}
             */
            drm: "widevine" | "playready" | "fairplay" | "marlin-ms3" | "marlin-bb";
            /**
             * Format: date-time
             * @description When ExpressPlay last refused a device restriction; RFC 3339 in UTC
             */
            learnedAt?: string;
            /**
             * Format: date-time
             * @description When that is forgotten and the restriction is tried again; RFC 3339 in UTC
             */
            learnedUntil?: string;
            /**
             * @description From where it is known: the configuration of the service, a binding check, or refusals of ExpressPlay
             * @enum {string}
             */
            source?: "configured" | "checked" | "learned";
            /** @description ExpressPlay's event code of the last refusal, e.g. -7002 */
            upstreamCode?: number;
        };
        /** @description The key itself */
        ClearContentKey: {
            /**
             * @description A clear key (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            kind: "clear";
            /** @description Content key: 32 hex characters */
            value: string;
        };
        /**
         * @description What happened when the device tried the token
         * @example {
         *       "refused": true
         *     }
         */
        CompleteBindingCheck: {
            /** @description Whether the license server refused the token to the device */
            refused: boolean;
        };
        /** @description A content, without its key */
        Content: {
            /** @description The id of the content */
            contentId: string;
            /**
             * Format: date-time
             * @description When it was first stored; RFC 3339 in UTC
             */
            createdAt: string;
            drmOptions?: components["schemas"]["DrmOptions"];
            /** @description Lower-case hex */
            iv?: string;
            /**
             * @description How ExpressPlay gets the content key; `unreadable` in a list if no sealing key decrypts it: store the content again
             * @enum {string}
             */
            keyKind: "clear" | "wrapped" | "key-storage" | "unreadable";
            /** @description Lower-case hex */
            kid: string;
            /** @description Its title, for people */
            title?: string;
            /** @description Its further keys */
            tracks?: {
                /**
                 * @description How ExpressPlay gets the content key
                 * @enum {string}
                 */
                keyKind: "clear" | "wrapped" | "key-storage";
                /** @description Lower-case hex */
                kid: string;
                /**
                 * @description What a key protects
                 * @enum {string}
                 */
                trackType?: "SD" | "HD" | "AUDIO" | "UHD1" | "UHD2";
            }[];
            /**
             * @description What a key protects
             * @enum {string}
             */
            trackType?: "SD" | "HD" | "AUDIO" | "UHD1" | "UHD2";
            /**
             * Format: date-time
             * @description When it was last replaced; RFC 3339 in UTC
             */
            updatedAt: string;
        };
        /** @description How ExpressPlay gets the content key. It is encrypted at rest, and no answer contains it */
        ContentKey: components["schemas"]["ClearContentKey"] | components["schemas"]["WrappedContentKey"] | components["schemas"]["StoredContentKey"];
        /** @description One page of a list */
        ContentPage: {
            /** @description What the page lists */
            items: components["schemas"]["Content"][];
            /** @description The `cursor` of the next page; absent on the last one */
            nextCursor?: string;
        };
        /**
         * @description What a new API key may do, and until when
         * @example {
         *       "name": "shop",
         *       "scopes": [
         *         "registrations:write",
         *         "tokens:write"
         *       ]
         *     }
         */
        CreateApiKey: {
            /**
             * @description IP addresses and networks in CIDR notation that it may be used from; everywhere when absent
             * @example [
             *       "10.0.0.0/8",
             *       "2001:db8::/32"
             *     ]
             */
            allowedNetworks?: string[];
            /**
             * Format: date-time
             * @description From when on it is refused; never when absent
             * @example 2030-01-31T00:00:00Z
             */
            expiresAt?: string;
            /**
             * @description Name of the API key, the actor in the audit trail: 1 to 128 characters, no control characters, no blank at either end
             * @example shop
             */
            name: string;
            /**
             * @description What the key may do. You can only grant what your own key may do
             * @example [
             *       "registrations:write",
             *       "tokens:write"
             *     ]
             */
            scopes: string[];
        };
        /**
         * @description The right of an account to a content; the members `startBy`, `playDuration` and `until` belong to one kind
         * @example {
         *       "contentId": "film-1",
         *       "kind": "purchase"
         *     }
         * @example {
         *       "contentId": "film-1",
         *       "kind": "rental",
         *       "startBy": "2030-01-31T00:00:00Z",
         *       "playDuration": 172800
         *     }
         * @example {
         *       "contentId": "film-1",
         *       "kind": "subscription",
         *       "until": "2030-01-31T00:00:00Z"
         *     }
         */
        CreateEntitlement: {
            /**
             * @description The operator's id of the content: 1 to 128 characters, no control characters, no blank at either end
             * @example film-1
             */
            contentId: string;
            /**
             * @description What the customer paid for
             * @enum {string}
             */
            kind: "purchase" | "rental" | "subscription";
            /** @description The number of devices that may keep it offline at the same time; 0 by default */
            offlineDevices?: number;
            /**
             * @description The operator's id of the sale: 1 to 128 characters, no control characters, no blank at either end
             * @example order-4711
             */
            orderId?: string;
            /**
             * @description Rental: seconds from the first token on
             * @example 172800
             */
            playDuration?: number;
            /**
             * Format: date-time
             * @description Rental: must be started before; RFC 3339
             * @example 2030-01-31T00:00:00Z
             */
            startBy?: string;
            /**
             * Format: date-time
             * @description Not usable before; RFC 3339, default now
             * @example 2030-01-31T00:00:00Z
             */
            startsAt?: string;
            /**
             * Format: date-time
             * @description Subscription: when it ends; RFC 3339
             * @example 2030-01-31T00:00:00Z
             */
            until?: string;
        };
        /** @description One slot of an account */
        Device: {
            /** @description The id of the account */
            accountId: string;
            /** @description At most one per DRM */
            bindings: {
                /**
                 * Format: date-time
                 * @description When the device proved it; RFC 3339 in UTC
                 */
                boundAt: string;
                /**
                 * @description The DRM system
                 * @enum {string}
                 */
                drm: "widevine" | "playready" | "fairplay" | "marlin-ms3" | "marlin-bb";
                /** @description The `device_id` exactly as in ExpressPlay's record */
                drmDeviceId: string;
            }[];
            /**
             * @description What kind of device it is
             * @enum {string}
             */
            class: "browser" | "mobile" | "tablet" | "tv" | "console" | "desktop" | "other";
            /**
             * Format: date-time
             * @description When it got its slot; RFC 3339 in UTC
             */
            createdAt: string;
            /** @description The id of the device */
            deviceId: string;
            /**
             * Format: date-time
             * @description When it last got a token; RFC 3339 in UTC
             */
            lastTokenAt?: string;
            /** @description Its name, which the customer knows it by */
            name: string;
            /**
             * @description Why it lost its slot
             * @enum {string}
             */
            removedAs?: "customer" | "staff" | "replaced" | "idle" | "over-limit";
            /**
             * Format: date-time
             * @description When it lost its slot; RFC 3339 in UTC
             */
            removedAt?: string;
            /**
             * @description Whether it fills a slot
             * @enum {string}
             */
            state: "active" | "removed";
        };
        /** @description One page of a list */
        DevicePage: {
            /** @description What the page lists */
            items: components["schemas"]["Device"][];
            /** @description The `cursor` of the next page; absent on the last one */
            nextCursor?: string;
        };
        /**
         * @description Options by DRM. An option of a token overrides that of its content, which overrides that of the operator; member by member
         * @example {
         *       "widevine": {
         *         "securityLevel": 3,
         *         "hdcpOutputControl": 1
         *       }
         *     }
         */
        DrmOptions: {
            /** @description Options of FairPlay */
            fairplay?: {
                /** @description FairPlay extensions */
                fpExtension?: string[];
                /**
                 * @description Parameters that no option covers, by their names at ExpressPlay. A name that the rules or an option write is refused.
                 * @example {
                 *       "prFlag": "true"
                 *     }
                 */
                parameters?: {
                    [key: string]: string;
                };
            };
            /** @description Options of Marlin Broadband */
            "marlin-bb"?: {
                /**
                 * @description Marlin's name of the content; default `urn:marlin:kid:` and the kid
                 * @example cid:marlin#film@00000003
                 */
                contentId?: string;
                /** @description Name of the output control override */
                outputControlOverrideId?: string;
                /** @description Parameter of the output control override */
                outputControlOverrideParameter?: string;
                /** @description Value of the output control override */
                outputControlOverrideValue?: string;
                /**
                 * @description Parameters that no option covers, by their names at ExpressPlay. A name that the rules or an option write is refused.
                 * @example {
                 *       "prFlag": "true"
                 *     }
                 */
                parameters?: {
                    [key: string]: string;
                };
            };
            /** @description Options of Marlin MS3 */
            "marlin-ms3"?: {
                /**
                 * @description Marlin's name of the content; default `urn:marlin:kid:` and the kid
                 * @example cid:marlin#film@00000003
                 */
                contentId?: string;
                /** @description The media URL, which the license URL carries as its fragment */
                contentURL?: string;
                /**
                 * @description `type,criticalFlag,payload`
                 * @example wudo,false,AAAAAA==
                 */
                ms3Extension?: string;
                /**
                 * @description The scheme of the license URL: `ms3h:` or `ms3hs:`
                 * @enum {string}
                 */
                ms3SchemeType?: "ms3ha" | "ms3hs";
                /** @description Output control flags: 8 hex digits */
                outputControlFlags?: string;
                /** @description Output control override */
                outputControlOverride?: string;
                /** @description Output control value: 8 hex digits */
                outputControlValue?: string;
                /**
                 * @description Parameters that no option covers, by their names at ExpressPlay. A name that the rules or an option write is refused.
                 * @example {
                 *       "prFlag": "true"
                 *     }
                 */
                parameters?: {
                    [key: string]: string;
                };
            };
            /** @description Options of PlayReady */
            playready?: {
                /**
                 * @description `aescbc` for CBCS content; its licenses come from a host of their own
                 * @enum {string}
                 */
                algId?: "aesctr" | "aescbc";
                /** @description Output protection level of analog video */
                analogVideoOPL?: number;
                /** @description Output protection level of compressed digital audio */
                compressedDigitalAudioOPL?: number;
                /** @description Output protection level of compressed digital video */
                compressedDigitalVideoOPL?: number;
                /** @description Base64, together with `extensionType` */
                extensionPayload?: string;
                /** @description Together with `extensionPayload` */
                extensionType?: string;
                /**
                 * @description The least security level of the device's certificate
                 * @enum {integer}
                 */
                minCertSecurityLevel?: 150 | 2000 | 3000;
                /** @description Output control flags: 8 hex digits */
                outputControlFlags?: string;
                /**
                 * @description Parameters that no option covers, by their names at ExpressPlay. A name that the rules or an option write is refused.
                 * @example {
                 *       "prFlag": "true"
                 *     }
                 */
                parameters?: {
                    [key: string]: string;
                };
                /** @description Output protection level of uncompressed digital audio */
                uncompressedDigitalAudioOPL?: number;
                /** @description Output protection level of uncompressed digital video */
                uncompressedDigitalVideoOPL?: number;
                /**
                 * @description What unknown outputs may show
                 * @enum {string}
                 */
                unknownOutputBehavior?: "Allow" | "Disallow" | "SDOnly";
            };
            /** @description Options of Widevine */
            widevine?: {
                /** @description Widevine's own name of the content */
                contentId?: string;
                /** @description 0 none, 1 HDCP v1, 2 v2, 3 v2.1, 4 v2.2, 5 no digital output */
                hdcpOutputControl?: number;
                /**
                 * @description Parameters that no option covers, by their names at ExpressPlay. A name that the rules or an option write is refused.
                 * @example {
                 *       "prFlag": "true"
                 *     }
                 */
                parameters?: {
                    [key: string]: string;
                };
                /** @description 1 (software crypto) to 5 (everything in hardware) */
                securityLevel?: number;
                /** @description Widevine extensions */
                wvExtension?: string[];
            };
        };
        /** @description An account's right to a content; `kind` says what the customer paid for */
        Entitlement: components["schemas"]["PurchaseEntitlement"] | components["schemas"]["RentalEntitlement"] | components["schemas"]["SubscriptionEntitlement"];
        /** @description One page of a list */
        EntitlementPage: {
            /** @description What the page lists */
            items: components["schemas"]["Entitlement"][];
            /** @description The `cursor` of the next page; absent on the last one */
            nextCursor?: string;
        };
        /** @description Something that happened */
        Event: {
            /** @description Absent if it concerns no single account */
            accountId?: string;
            /**
             * Format: date-time
             * @description When it happened; RFC 3339 in UTC
             */
            createdAt: string;
            /** @description The resource as its own calls answer it, as it was right after the event: a device for `device.*`, a registration for `registration.*`, an entitlement for `entitlement.*`, an account for `account.*`, a policy for `policy.changed`, a binding check for `binding.not-enforced` */
            data: {
                [key: string]: unknown;
            };
            /** @description Unique */
            eventId: string;
            /**
             * @description What happened
             * @enum {string}
             */
            type: "device.bound" | "device.replaced" | "device.removed" | "device.rebound" | "registration.refused" | "registration.ambiguous" | "registration.expired" | "entitlement.created" | "entitlement.changed" | "entitlement.revoked" | "entitlement.restored" | "account.suspended" | "account.resumed" | "policy.changed" | "binding.not-enforced";
        };
        /** @description One page of the event feed */
        EventPage: {
            /** @description What the page lists */
            items: components["schemas"]["Event"][];
            /** @description The `after` of the next page; always there, because more events will follow */
            nextCursor: string;
        };
        /** @description The code that opens a session */
        ExchangePlayerCode: {
            /** @description From the operator’s server */
            code: string;
        };
        /** @description The new end of a subscription */
        ExtendSubscription: {
            /**
             * Format: date-time
             * @description The new end; RFC 3339
             * @example 2030-01-31T00:00:00Z
             */
            until: string;
        };
        /** @description What became of a line of an import: `problem` says why it was not booked */
        ImportedLine: {
            /** @description The entitlement that was booked, now or by an earlier import */
            entitlementId?: string;
            /**
             * @description The number of the line, from 1
             * @example 1
             */
            line: number;
            problem?: components["schemas"]["Problem"];
        };
        /** @description A new API key */
        IssuedApiKey: {
            /**
             * @description Where it may be used from; everywhere when absent
             * @example [
             *       "10.0.0.0/8",
             *       "2001:db8::/32"
             *     ]
             */
            allowedNetworks?: string[];
            /** @description The API key itself. It is shown this once */
            apiKey: string;
            /**
             * Format: date-time
             * @description When it was made; RFC 3339 in UTC
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description From when on it is refused; never when absent; RFC 3339 in UTC
             */
            expiresAt?: string;
            /** @description The id of the API key */
            keyId: string;
            /** @description The actor in the audit trail */
            name: string;
            /**
             * @description What it may do
             * @example [
             *       "registrations:write",
             *       "tokens:write"
             *     ]
             */
            scopes: string[];
        };
        /** @description A token for one device */
        IssuedToken: {
            /** @description The id of the account */
            accountId: string;
            /**
             * @description Whether ExpressPlay refuses tokens to any other device: `enforced` where that is known, `unsupported` where it does not, `unverified` while nobody knows
             * @enum {string}
             */
            binding: "enforced" | "unsupported" | "unverified";
            /** @description The id of the content */
            contentId: string;
            /** @description The id of the device */
            deviceId: string;
            /**
             * @description The DRM system
             * @enum {string}
             */
            drm: "widevine" | "playready" | "fairplay" | "marlin-ms3" | "marlin-bb";
            /** @description The id of the entitlement */
            entitlementId: string;
            /**
             * Format: date-time
             * @description Until when it can be redeemed; RFC 3339 in UTC
             */
            expiresAt: string;
            /**
             * Format: date-time
             * @description When it was issued; RFC 3339 in UTC
             */
            issuedAt: string;
            /** @description The URL that the player redeems. A secret */
            licenseUrl: string;
            /** @description Whether the device may keep the license. PlayReady and Marlin BB keep every license of a right that ends */
            persistent: boolean;
            /**
             * Format: date-time
             * @description Until when a license from it may play, at the latest; absent when it never ends; RFC 3339 in UTC
             */
            playableUntil?: string;
            /** @description The token without the URL, for players that need it separately. A secret */
            token?: string;
            /** @description The id of the token */
            tokenId: string;
        };
        /**
         * @description The device is the one that this browser registered as
         * @example {
         *       "contentId": "film-1"
         *     }
         */
        IssuePlayerToken: {
            /**
             * @description The operator's id of the content: 1 to 128 characters, no control characters, no blank at either end
             * @example film-1
             */
            contentId: string;
            /**
             * @description The DRM system
             * @enum {string}
             */
            drm?: "widevine" | "playready" | "fairplay" | "marlin-ms3" | "marlin-bb";
            /** @description Whether the license may be kept for offline use; false by default */
            persistent?: boolean;
        };
        /**
         * @description `drm` may be left out while the device is bound for one DRM only
         * @example {
         *       "contentId": "film-1",
         *       "deviceId": "dev_0199c7a4b3c27d0e8f6a5b4c3d2e1f00"
         *     }
         */
        IssueToken: {
            /**
             * @description The operator's id of the content: 1 to 128 characters, no control characters, no blank at either end
             * @example film-1
             */
            contentId: string;
            /**
             * @description The id of a device
             * @example dev_0199c7a4b3c27d0e8f6a5b4c3d2e1f00
             */
            deviceId: string;
            /**
             * @description The DRM system
             * @enum {string}
             */
            drm?: "widevine" | "playready" | "fairplay" | "marlin-ms3" | "marlin-bb";
            options?: components["schemas"]["DrmOptions"];
            /** @description Whether the license may be kept for offline use; false by default */
            persistent?: boolean;
        };
        /** @description The one-time code of a browser's session */
        PlayerCode: {
            /** @description What the browser exchanges for its session, once. A secret */
            code: string;
            /**
             * Format: date-time
             * @description Until when it can be exchanged; RFC 3339 in UTC
             */
            expiresAt: string;
        };
        /** @description A browser's access to one account; its cookie is in the header */
        PlayerSession: {
            /** @description The id of the account */
            accountId: string;
            /**
             * Format: date-time
             * @description When it ends; RFC 3339 in UTC
             */
            expiresAt: string;
        };
        /** @description Rules for the devices of accounts. A member that is absent has its default */
        Policy: {
            /** @description After so many seconds without a token a device loses its slot; never when absent */
            idleAfterSeconds?: number;
            /** @description Devices of a class that may be active at the same time, within `maxDevices` */
            maxByClass?: {
                /** @description Devices of the class `browser` */
                browser?: number;
                /** @description Devices of the class `console` */
                console?: number;
                /** @description Devices of the class `desktop` */
                desktop?: number;
                /** @description Devices of the class `mobile` */
                mobile?: number;
                /** @description Devices of the class `other` */
                other?: number;
                /** @description Devices of the class `tablet` */
                tablet?: number;
                /** @description Devices of the class `tv` */
                tv?: number;
            };
            /** @description Devices that may be active at the same time */
            maxDevices: number;
            /** @description Registrations that may be pending at the same time; 50 by default */
            maxPendingRegistrations?: number;
            /** @description The name of the policy */
            name: string;
            /**
             * @description What happens to devices beyond a limit that was lowered; by default `keep`: they stay until they are removed
             * @enum {string}
             */
            overLimit?: "keep" | "deactivate-oldest";
            /** @description How often a device may prove a new id and keep its slot; by default twice in 30 days, which is 2592000 seconds */
            rebinds?: {
                /** @description Changes of one device within any window */
                max: number;
                /** @description Length of the rolling window in seconds */
                windowSeconds: number;
            };
            /**
             * @description Whether a device of another account may be bound too; `allow` by default
             * @enum {string}
             */
            sharedDevices?: "allow" | "refuse";
            /** @description How often devices may change; no limit when absent */
            swaps?: {
                /**
                 * @description What counts as a swap: a device that is removed or replaced, or every new device
                 * @enum {string}
                 */
                count: "removals" | "bindings";
                /** @description Swaps beyond the limit that are allowed within any 365 days; 0 by default */
                graceSwapsPerYear?: number;
                /** @description Swaps within any window */
                max: number;
                /** @description The minimum time between two swaps, in seconds; 0 by default */
                minIntervalSeconds?: number;
                /** @description Length of the rolling window in seconds */
                windowSeconds: number;
            };
            /** @description Classes whose devices do not count against `maxDevices` */
            uncountedClasses?: ("browser" | "mobile" | "tablet" | "tv" | "console" | "desktop" | "other")[];
            /**
             * @description What happens to a new device when no slot is free; `refuse` by default. `replace-oldest` removes the device whose last token is oldest
             * @enum {string}
             */
            whenFull?: "refuse" | "replace-oldest";
        };
        /** @description One page of a list */
        PolicyPage: {
            /** @description What the page lists */
            items: components["schemas"]["Policy"][];
            /** @description The `cursor` of the next page; absent on the last one */
            nextCursor?: string;
        };
        /**
         * @description What the rules of a policy would mean for the accounts under it
         * @example {
         *       "examined": 10000,
         *       "overLimit": 312,
         *       "devicesOverLimit": 340,
         *       "complete": false
         *     }
         */
        PolicyPreview: {
            /** @description Whether all accounts under the policy were examined */
            complete: boolean;
            /** @description Their devices beyond a limit */
            devicesOverLimit: number;
            /** @description Accounts that were examined, at most 10000 */
            examined: number;
            /** @description Those of them that would have devices beyond a limit */
            overLimit: number;
        };
        /** @description Why a request was refused (RFC 9457) */
        Problem: {
            /**
             * @description Stable, for programs
             * @enum {string}
             */
            code: "validation" | "unauthenticated" | "client-certificate-required" | "player-code-invalid" | "player-session-ended" | "forbidden" | "origin-not-allowed" | "account-suspended" | "offline-not-allowed" | "not-entitled" | "entitlement-not-started" | "entitlement-expired" | "scope-not-held" | "not-found" | "method-not-allowed" | "request-timeout" | "api-key-ended" | "device-not-bound" | "device-removed" | "device-already-bound" | "device-in-other-account" | "device-limit-reached" | "swap-not-allowed-yet" | "binding-ambiguous" | "registration-cancelled" | "registration-settled" | "idempotency-in-flight" | "entitlement-changed" | "order-id-reused" | "registration-limit-reached" | "registration-expired" | "payload-too-large" | "uri-too-long" | "unsupported-media-type" | "expectation-failed" | "binding-unsupported" | "binding-unverified" | "idempotency-key-reused" | "rate-limited" | "token-budget-exhausted" | "headers-too-large" | "internal" | "upstream-credentials" | "upstream-rejected" | "unavailable" | "upstream-credits-exhausted" | "upstream-unavailable" | "upstream-timeout";
            /** @description The devices that could make room */
            conflicts?: {
                /**
                 * @description What kind of device it is
                 * @enum {string}
                 */
                class: "browser" | "mobile" | "tablet" | "tv" | "console" | "desktop" | "other";
                /** @description The id of the device */
                deviceId: string;
                /**
                 * Format: date-time
                 * @description When it last got a token; RFC 3339 in UTC
                 */
                lastTokenAt?: string;
                /** @description The name of the device */
                name: string;
                /**
                 * Format: date-time
                 * @description When the customer may remove it, or it loses its slot by itself; absent when never; RFC 3339 in UTC
                 */
                nextAllowedAt?: string;
                /** @description Whether the customer may remove it at once */
                removable: boolean;
            }[];
            /** @description What is wrong in this case, and what to do next */
            detail: string;
            /** @description The members of the request that are wrong */
            errors?: {
                /** @description What is wrong with it */
                message: string;
                /** @description The wrong member as a JSON pointer */
                path: string;
            }[];
            /**
             * Format: date-time
             * @description When the same request is allowed; RFC 3339 in UTC
             */
            nextAllowedAt?: string;
            /** @description The rules that led to the refusal of a device, in order; the last one refused */
            reasoning?: {
                /** @description The numbers behind it */
                detail: string;
                /** @description Whether the rule lets the device in */
                passed: boolean;
                /**
                 * @description The member of the policy
                 * @enum {string}
                 */
                rule: "maxByClass" | "maxDevices" | "uncountedClasses" | "whenFull" | "swaps" | "rebinds" | "sharedDevices";
            }[];
            /** @description Identifies the request in the log of the service; present in every answer */
            requestId?: string;
            /** @description Whether the same request may succeed without a change */
            retryable?: boolean;
            /** @description The HTTP status */
            status: number;
            /** @description What kind of problem it is; the same for every occurrence */
            title: string;
            /** @description A stable URI for the kind of problem */
            type: string;
            /** @description ExpressPlay's event code and its meaning */
            upstream?: {
                /** @description The event code, e.g. -7002 */
                code: number;
                /** @description The meaning of the code */
                message: string;
            };
        };
        /** @description The right to a content that was bought */
        PurchaseEntitlement: {
            /** @description The id of the account */
            accountId: string;
            /** @description The id of the content */
            contentId: string;
            /**
             * Format: date-time
             * @description When it was created; RFC 3339 in UTC
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When it ends; for a rental that was not started, the time until which it must be started. Absent when it never ends; RFC 3339 in UTC
             */
            endsAt?: string;
            /** @description The id of the entitlement */
            entitlementId: string;
            /**
             * Format: date-time
             * @description When its first token was issued; RFC 3339 in UTC
             */
            firstPlayedAt?: string;
            /**
             * @description Bought: it never ends (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            kind: "purchase";
            /** @description The number of devices that may keep it offline */
            offlineDevices?: number;
            /** @description The operator's id of the sale */
            orderId?: string;
            /**
             * Format: date-time
             * @description When it was revoked; RFC 3339 in UTC
             */
            revokedAt?: string;
            /**
             * Format: date-time
             * @description When it starts; RFC 3339 in UTC
             */
            startsAt: string;
            /**
             * @description Its state now
             * @enum {string}
             */
            state: "active" | "not-started" | "expired" | "revoked";
        };
        /** @description The proof that a device has a certain ExpressPlay `device_id` */
        Registration: {
            /** @description The id of the account */
            accountId: string;
            /**
             * Format: date-time
             * @description When it was started; RFC 3339 in UTC
             */
            createdAt: string;
            device?: components["schemas"]["Device"];
            /**
             * @description The DRM system
             * @enum {string}
             */
            drm: "widevine" | "playready" | "fairplay" | "marlin-ms3" | "marlin-bb";
            /**
             * Format: date-time
             * @description Until when its token can be redeemed; RFC 3339 in UTC
             */
            expiresAt: string;
            problem?: components["schemas"]["Problem"];
            /** @description The id of the registration */
            registrationId: string;
            /**
             * @description `pending` is the only state that changes
             * @enum {string}
             */
            state: "pending" | "bound" | "refused" | "ambiguous" | "expired" | "cancelled";
        };
        /** @description What would happen if the device redeemed the token now; `problem` is the refusal */
        RegistrationDecision: {
            /** @description Whether a device that is new to the account would be bound now */
            allowed: boolean;
            problem?: components["schemas"]["Problem"];
            /** @description The devices that would be removed for it */
            removes: components["schemas"]["Device"][];
        };
        /** @description One page of a list */
        RegistrationPage: {
            /** @description What the page lists */
            items: components["schemas"]["Registration"][];
            /** @description The `cursor` of the next page; absent on the last one */
            nextCursor?: string;
        };
        /** @description What removing the device would do; `problem` is the refusal of the call */
        RemovalDecision: {
            /** @description Whether the device may be removed now */
            allowed: boolean;
            /** @description Whether that would count as a swap */
            counted: boolean;
            /** @description Whether it would use a grace swap */
            grace: boolean;
            /**
             * Format: date-time
             * @description Until when licenses that the device has, or can still get with its tokens, may play; the year 9999 when they never end, absent when there are none; RFC 3339 in UTC
             */
            playableUntil?: string;
            problem?: components["schemas"]["Problem"];
        };
        /** @description A device without its slot */
        RemovedDevice: {
            /** @description The id of the account */
            accountId: string;
            /** @description At most one per DRM */
            bindings: {
                /**
                 * Format: date-time
                 * @description When the device proved it; RFC 3339 in UTC
                 */
                boundAt: string;
                /**
                 * @description The DRM system
                 * @enum {string}
                 */
                drm: "widevine" | "playready" | "fairplay" | "marlin-ms3" | "marlin-bb";
                /** @description The `device_id` exactly as in ExpressPlay's record */
                drmDeviceId: string;
            }[];
            /**
             * @description What kind of device it is
             * @enum {string}
             */
            class: "browser" | "mobile" | "tablet" | "tv" | "console" | "desktop" | "other";
            /**
             * Format: date-time
             * @description When it got its slot; RFC 3339 in UTC
             */
            createdAt: string;
            /** @description The id of the device */
            deviceId: string;
            /**
             * Format: date-time
             * @description When it last got a token; RFC 3339 in UTC
             */
            lastTokenAt?: string;
            /** @description Its name, which the customer knows it by */
            name: string;
            /**
             * Format: date-time
             * @description Until when licenses that the device has, or can still get with its tokens, may play; the year 9999 when they never end, absent when there are none; RFC 3339 in UTC
             */
            playableUntil?: string;
            /**
             * @description Why it lost its slot
             * @enum {string}
             */
            removedAs?: "customer" | "staff" | "replaced" | "idle" | "over-limit";
            /**
             * Format: date-time
             * @description When it lost its slot; RFC 3339 in UTC
             */
            removedAt?: string;
            /**
             * @description Whether it fills a slot
             * @enum {string}
             */
            state: "active" | "removed";
        };
        /**
         * @description The new name of a device
         * @example {
         *       "name": "Kitchen TV"
         *     }
         */
        RenameDevice: {
            /**
             * @description Name of the device: 1 to 100 characters, no control characters, no blank at either end
             * @example Living room TV
             */
            name: string;
        };
        /** @description The right to a content that was rented */
        RentalEntitlement: {
            /** @description The id of the account */
            accountId: string;
            /** @description The id of the content */
            contentId: string;
            /**
             * Format: date-time
             * @description When it was created; RFC 3339 in UTC
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When it ends; for a rental that was not started, the time until which it must be started. Absent when it never ends; RFC 3339 in UTC
             */
            endsAt?: string;
            /** @description The id of the entitlement */
            entitlementId: string;
            /**
             * Format: date-time
             * @description When its first token was issued; RFC 3339 in UTC
             */
            firstPlayedAt?: string;
            /**
             * @description Rented (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            kind: "rental";
            /** @description The number of devices that may keep it offline */
            offlineDevices?: number;
            /** @description The operator's id of the sale */
            orderId?: string;
            /** @description For how long it plays: seconds from the first token on */
            playDuration: number;
            /**
             * Format: date-time
             * @description When it was revoked; RFC 3339 in UTC
             */
            revokedAt?: string;
            /**
             * Format: date-time
             * @description By when it must be started; RFC 3339 in UTC
             */
            startBy: string;
            /**
             * Format: date-time
             * @description When it starts; RFC 3339 in UTC
             */
            startsAt: string;
            /**
             * @description Its state now
             * @enum {string}
             */
            state: "active" | "not-started" | "expired" | "revoked";
        };
        /**
         * @description When the old key ends, and the new one
         * @example {
         *       "graceSeconds": 3600
         *     }
         */
        RotateApiKey: {
            /**
             * Format: date-time
             * @description From when on the new key is refused. By default it lasts as long as the old one was made for
             * @example 2030-01-31T00:00:00Z
             */
            expiresAt?: string;
            /** @description How long the old key is accepted; 86400 (a day) by default */
            graceSeconds?: number;
        };
        /**
         * @description A content with its key
         * @example {
         *       "kid": "3a1f0c55e0c44d6d8f0a52ffb5a9d2c1",
         *       "key": {
         *         "kind": "clear",
         *         "value": "00112233445566778899aabbccddeeff"
         *       },
         *       "title": "A film"
         *     }
         */
        SaveContent: {
            drmOptions?: components["schemas"]["DrmOptions"];
            /** @description Initialization vector: 32 hex characters; FairPlay needs it */
            iv?: string;
            key: components["schemas"]["ContentKey"];
            /** @description Key id: 32 hex characters, or ^ and a text of 1 to 64 characters that stands for the first 16 bytes of its SHA-1 */
            kid: string;
            /** @description Title: 1 to 200 characters, no control characters, no blank at either end */
            title?: string;
            /** @description Further keys of a content that is encrypted with several. Tokens of Widevine, PlayReady and MS3 carry all of them; those of FairPlay and Marlin Broadband hold one key, the first */
            tracks?: {
                key: components["schemas"]["ContentKey"];
                /** @description Key id: 32 hex characters, or ^ and a text of 1 to 64 characters that stands for the first 16 bytes of its SHA-1 */
                kid: string;
                /**
                 * @description What a key protects
                 * @enum {string}
                 */
                trackType?: "SD" | "HD" | "AUDIO" | "UHD1" | "UHD2";
            }[];
            /**
             * @description What a key protects
             * @enum {string}
             */
            trackType?: "SD" | "HD" | "AUDIO" | "UHD1" | "UHD2";
        };
        /**
         * @description Rules for the devices of accounts. A member that is absent gets its default
         * @example {
         *       "maxDevices": 3,
         *       "swaps": {
         *         "count": "removals",
         *         "max": 2,
         *         "windowSeconds": 2592000
         *       }
         *     }
         */
        SavePolicy: {
            /** @description After so many seconds without a token a device loses its slot; never when absent */
            idleAfterSeconds?: number;
            /** @description Devices of a class that may be active at the same time, within `maxDevices` */
            maxByClass?: {
                /** @description Devices of the class `browser` */
                browser?: number;
                /** @description Devices of the class `console` */
                console?: number;
                /** @description Devices of the class `desktop` */
                desktop?: number;
                /** @description Devices of the class `mobile` */
                mobile?: number;
                /** @description Devices of the class `other` */
                other?: number;
                /** @description Devices of the class `tablet` */
                tablet?: number;
                /** @description Devices of the class `tv` */
                tv?: number;
            };
            /** @description Devices that may be active at the same time */
            maxDevices: number;
            /** @description Registrations that may be pending at the same time; 50 by default */
            maxPendingRegistrations?: number;
            /**
             * @description What happens to devices beyond a limit that was lowered; by default `keep`: they stay until they are removed
             * @enum {string}
             */
            overLimit?: "keep" | "deactivate-oldest";
            /** @description How often a device may prove a new id and keep its slot; by default twice in 30 days, which is 2592000 seconds */
            rebinds?: {
                /** @description Changes of one device within any window */
                max: number;
                /** @description Length of the rolling window in seconds */
                windowSeconds: number;
            };
            /**
             * @description Whether a device of another account may be bound too; `allow` by default
             * @enum {string}
             */
            sharedDevices?: "allow" | "refuse";
            /** @description How often devices may change; no limit when absent */
            swaps?: {
                /**
                 * @description What counts as a swap: a device that is removed or replaced, or every new device
                 * @enum {string}
                 */
                count: "removals" | "bindings";
                /** @description Swaps beyond the limit that are allowed within any 365 days; 0 by default */
                graceSwapsPerYear?: number;
                /** @description Swaps within any window */
                max: number;
                /** @description The minimum time between two swaps, in seconds; 0 by default */
                minIntervalSeconds?: number;
                /** @description Length of the rolling window in seconds */
                windowSeconds: number;
            };
            /** @description Classes whose devices do not count against `maxDevices` */
            uncountedClasses?: ("browser" | "mobile" | "tablet" | "tv" | "console" | "desktop" | "other")[];
            /**
             * @description What happens to a new device when no slot is free; `refuse` by default. `replace-oldest` removes the device whose last token is oldest
             * @enum {string}
             */
            whenFull?: "refuse" | "replace-oldest";
        };
        /**
         * @description The request of a license server in the format of Adobe's sample entitlement server
         * @example {
         *       "messageID": "6f1c0c4e-3a0b-4a59-9a51-2f2bd3b1a7f4",
         *       "version": 1,
         *       "requestType": 3,
         *       "contentID": "b4f5c2a0-5a56-4f2a-8a0b-0d7e1f3c9d11",
         *       "customerCookie": "Zk3v0Yx8mQ2rT5uW9aBcDeFgHiJkLmNo"
         *     }
         */
        SeesRequest: {
            /** @description The id that the content was packaged with */
            contentID: string;
            /** @description The `cookie` of a registration */
            customerCookie?: string;
            /** @description A GUID, which the answer repeats */
            messageID: string;
            /** @description 1 time-based, 2 device registration, 3 device-bound; 1 when absent */
            requestType?: number;
            /** @description The version of the protocol; the answer has version 1 */
            version: number;
        };
        /** @description Whether the customer may play, and the token */
        SeesResponse: {
            /** @description What the player redeems; empty when denied. A secret */
            epTokenURL: string;
            /** @description Why it is denied, for programs: 101 `time-based-not-allowed`, 102 `cookie-missing`, 103 `not-the-dummy-content`, 104 `not-found`, 105 `validation`, 106 `binding-unsupported`, 107 `upstream-credentials`, 108 `upstream-rejected`, 110 `idempotency-key-reused`, 111 `binding-unverified`, 120 `marlin-bb-without-url`, 121 `time-based-without-cookie`, 122 `registrations-scope-missing`, 201 `not-entitled`, 202 `entitlement-not-started`, 203 `entitlement-expired`, 204 `offline-not-allowed`, 205 `account-suspended`, 206 `device-not-bound`, 207 `device-removed`, 208 `device-limit-reached`, 209 `swap-not-allowed-yet`, 210 `device-already-bound`, 211 `device-in-other-account`, 212 `binding-ambiguous`, 213 `registration-expired`, 214 `registration-cancelled`, 301 `registration-pending`, 302 `entitlement-changed`, 303 `token-budget-exhausted`, 304 `idempotency-in-flight`, 305 `upstream-unavailable`, 306 `upstream-timeout`, 307 `upstream-credits-exhausted` */
            error?: number;
            /** @description Why it is denied, for people */
            errorText?: string;
            /** @description Whether the customer may play */
            isAllowed: boolean;
            /** @description The request's */
            messageID: string;
            /**
             * @description The version of the protocol
             * @enum {number}
             */
            version: 1;
        };
        /**
         * @description The policy of an account, and what differs for this account
         * @example {
         *       "policy": "default",
         *       "overrides": {
         *         "maxDevices": 5
         *       },
         *       "reason": "Family plan"
         *     }
         */
        SetAccountPolicy: {
            /** @description What differs from the policy for this account only; it replaces all earlier overrides */
            overrides?: {
                /** @description After so many seconds without a token a device loses its slot; never when absent */
                idleAfterSeconds?: number;
                /** @description Devices of a class that may be active at the same time, within `maxDevices` */
                maxByClass?: {
                    /** @description Devices of the class `browser` */
                    browser?: number;
                    /** @description Devices of the class `console` */
                    console?: number;
                    /** @description Devices of the class `desktop` */
                    desktop?: number;
                    /** @description Devices of the class `mobile` */
                    mobile?: number;
                    /** @description Devices of the class `other` */
                    other?: number;
                    /** @description Devices of the class `tablet` */
                    tablet?: number;
                    /** @description Devices of the class `tv` */
                    tv?: number;
                };
                /** @description Devices that may be active at the same time */
                maxDevices?: number;
                /** @description Registrations that may be pending at the same time; 50 by default */
                maxPendingRegistrations?: number;
                /**
                 * @description What happens to devices beyond a limit that was lowered; by default `keep`: they stay until they are removed
                 * @enum {string}
                 */
                overLimit?: "keep" | "deactivate-oldest";
                /** @description How often a device may prove a new id and keep its slot; by default twice in 30 days, which is 2592000 seconds */
                rebinds?: {
                    /** @description Changes of one device within any window */
                    max: number;
                    /** @description Length of the rolling window in seconds */
                    windowSeconds: number;
                };
                /**
                 * @description Whether a device of another account may be bound too; `allow` by default
                 * @enum {string}
                 */
                sharedDevices?: "allow" | "refuse";
                /** @description How often devices may change; no limit when absent */
                swaps?: {
                    /**
                     * @description What counts as a swap: a device that is removed or replaced, or every new device
                     * @enum {string}
                     */
                    count: "removals" | "bindings";
                    /** @description Swaps beyond the limit that are allowed within any 365 days; 0 by default */
                    graceSwapsPerYear?: number;
                    /** @description Swaps within any window */
                    max: number;
                    /** @description The minimum time between two swaps, in seconds; 0 by default */
                    minIntervalSeconds?: number;
                    /** @description Length of the rolling window in seconds */
                    windowSeconds: number;
                };
                /** @description Classes whose devices do not count against `maxDevices` */
                uncountedClasses?: ("browser" | "mobile" | "tablet" | "tv" | "console" | "desktop" | "other")[];
                /**
                 * @description What happens to a new device when no slot is free; `refuse` by default. `replace-oldest` removes the device whose last token is oldest
                 * @enum {string}
                 */
                whenFull?: "refuse" | "replace-oldest";
            };
            /**
             * @description Name of the policy: 1 to 64 characters, no control characters, no blank at either end
             * @example default
             */
            policy: string;
            /** @description Why; the audit trail keeps it */
            reason: string;
        };
        /**
         * @description What staff have to say about a change
         * @example {
         *       "reason": "Ticket 4711: the TV is broken"
         *     }
         */
        StaffAction: {
            /** @description Why; the audit trail keeps it */
            reason: string;
        };
        /**
         * @description `drm` may be left out while the device is bound for one DRM only
         * @example {
         *       "drm": "widevine"
         *     }
         */
        StartBindingCheck: {
            /**
             * @description The DRM system
             * @enum {string}
             */
            drm?: "widevine" | "playready" | "fairplay" | "marlin-ms3" | "marlin-bb";
        };
        /** @description A binding check with the token that its device tries */
        StartedBindingCheck: {
            /** @description The id of the account */
            accountId: string;
            /** @description The id of the binding check */
            checkId: string;
            /**
             * Format: date-time
             * @description When it was started; RFC 3339 in UTC
             */
            createdAt: string;
            /** @description The id of the device */
            deviceId: string;
            /**
             * @description The DRM system
             * @enum {string}
             */
            drm: "widevine" | "playready" | "fairplay" | "marlin-ms3" | "marlin-bb";
            /**
             * Format: date-time
             * @description Until when its token can be redeemed; RFC 3339 in UTC
             */
            expiresAt: string;
            /** @description What the device has to try to redeem. A secret */
            licenseUrl: string;
            /**
             * @description `enforced`: the device was refused and no record says otherwise. `not-enforced`: a record proves that it was not refused
             * @enum {string}
             */
            state: "pending" | "enforced" | "not-enforced" | "inconclusive";
            /** @description The token without the URL, for players that need it separately. A secret */
            token?: string;
        };
        /** @description A registration with the token that its device has to redeem */
        StartedRegistration: {
            /** @description The id of the account */
            accountId: string;
            /** @description The correlation string in ExpressPlay's records */
            cookie: string;
            /**
             * Format: date-time
             * @description When it was started; RFC 3339 in UTC
             */
            createdAt: string;
            /**
             * @description The DRM system
             * @enum {string}
             */
            drm: "widevine" | "playready" | "fairplay" | "marlin-ms3" | "marlin-bb";
            /** @description What the token is for */
            dummyContent: {
                /** @description Its kid, lower-case hex */
                kid: string;
                /** @description The clip, for players that need media */
                url?: string;
            };
            /**
             * Format: date-time
             * @description Until when its token can be redeemed; RFC 3339 in UTC
             */
            expiresAt: string;
            /** @description What the device has to redeem. A secret */
            licenseUrl: string;
            /** @description The id of the registration */
            registrationId: string;
            /**
             * @description `pending` is the only state that changes
             * @enum {string}
             */
            state: "pending" | "bound" | "refused" | "ambiguous" | "expired" | "cancelled";
            /** @description The token without the URL, for players that need it separately. A secret */
            token?: string;
        };
        /**
         * @description For which DRM this browser registers
         * @example {
         *       "drm": "widevine",
         *       "device": {
         *         "name": "Firefox on Linux"
         *       }
         *     }
         */
        StartPlayerRegistration: {
            /** @description The class is the one that the session was opened with */
            device?: {
                /**
                 * @description Name of the device: 1 to 100 characters, no control characters, no blank at either end
                 * @example Living room TV
                 */
                name?: string;
            };
            /**
             * @description The DRM system
             * @enum {string}
             */
            drm: "widevine" | "playready" | "fairplay" | "marlin-ms3" | "marlin-bb";
            /**
             * @description The active device whose slot this browser takes over, once it is bound
             * @example dev_0199c7a4b3c27d0e8f6a5b4c3d2e1f00
             */
            replaces?: string;
        };
        /**
         * @description Which device shall register, for which DRM
         * @example {
         *       "drm": "widevine",
         *       "device": {
         *         "name": "Living room TV",
         *         "class": "tv"
         *       }
         *     }
         */
        StartRegistration: {
            /** @description What is known of the device; for a new one without it, the name and class are the defaults */
            device?: {
                /**
                 * @description What kind of device it is
                 * @enum {string}
                 */
                class?: "browser" | "mobile" | "tablet" | "tv" | "console" | "desktop" | "other";
                /**
                 * @description The active device of the account that is the same device under another DRM. The new binding joins its slot; name and class stay
                 * @example dev_0199c7a4b3c27d0e8f6a5b4c3d2e1f00
                 */
                deviceId?: string;
                /**
                 * @description Name of the device: 1 to 100 characters, no control characters, no blank at either end
                 * @example Living room TV
                 */
                name?: string;
                /** @description Whether the id of that device has changed, e.g. with an update. It keeps its slot, and the new binding replaces the one of the same DRM; `rebinds` of the policy says how often */
                rebind?: boolean;
            };
            /**
             * @description The DRM system
             * @enum {string}
             */
            drm: "widevine" | "playready" | "fairplay" | "marlin-ms3" | "marlin-bb";
            /**
             * @description The active device whose slot the new one takes over, once it is bound
             * @example dev_0199c7a4b3c27d0e8f6a5b4c3d2e1f00
             */
            replaces?: string;
        };
        /** @description The key is in ExpressPlay's key storage under the kid */
        StoredContentKey: {
            /** @description Key-encryption key: 32 hex characters */
            kek: string;
            /**
             * @description A key in ExpressPlay's key storage (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            kind: "key-storage";
        };
        /** @description The right to a content of a subscription */
        SubscriptionEntitlement: {
            /** @description The id of the account */
            accountId: string;
            /** @description The id of the content */
            contentId: string;
            /**
             * Format: date-time
             * @description When it was created; RFC 3339 in UTC
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When it ends; for a rental that was not started, the time until which it must be started. Absent when it never ends; RFC 3339 in UTC
             */
            endsAt?: string;
            /** @description The id of the entitlement */
            entitlementId: string;
            /**
             * Format: date-time
             * @description When its first token was issued; RFC 3339 in UTC
             */
            firstPlayedAt?: string;
            /**
             * @description Part of a subscription (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            kind: "subscription";
            /** @description The number of devices that may keep it offline */
            offlineDevices?: number;
            /** @description The operator's id of the sale */
            orderId?: string;
            /**
             * Format: date-time
             * @description When it was revoked; RFC 3339 in UTC
             */
            revokedAt?: string;
            /**
             * Format: date-time
             * @description When it starts; RFC 3339 in UTC
             */
            startsAt: string;
            /**
             * @description Its state now
             * @enum {string}
             */
            state: "active" | "not-started" | "expired" | "revoked";
            /**
             * Format: date-time
             * @description When it ends; RFC 3339 in UTC
             */
            until: string;
        };
        /** @description A token that was issued, without its secret */
        Token: {
            /** @description The id of the account */
            accountId: string;
            /**
             * @description Whether ExpressPlay refuses the token to any other device, as it was known when it was issued; `none` when only its time limits it
             * @enum {string}
             */
            binding: "enforced" | "unsupported" | "unverified" | "none";
            /** @description The id of the content */
            contentId: string;
            /** @description Absent when only its time limits the token */
            deviceId?: string;
            /**
             * @description The DRM system
             * @enum {string}
             */
            drm: "widevine" | "playready" | "fairplay" | "marlin-ms3" | "marlin-bb";
            /** @description The id of the entitlement */
            entitlementId: string;
            /**
             * Format: date-time
             * @description Until when it can be redeemed; RFC 3339 in UTC
             */
            expiresAt: string;
            /**
             * Format: date-time
             * @description When it was issued; RFC 3339 in UTC
             */
            issuedAt: string;
            /** @description Whether the device may keep the license. PlayReady and Marlin BB keep every license of a right that ends */
            persistent: boolean;
            /**
             * Format: date-time
             * @description Until when a license from it may play, at the latest; absent when it never ends; RFC 3339 in UTC
             */
            playableUntil?: string;
            /** @description The id of the token */
            tokenId: string;
        };
        /** @description One page of a list */
        TokenPage: {
            /** @description What the page lists */
            items: components["schemas"]["Token"][];
            /** @description The `cursor` of the next page; absent on the last one */
            nextCursor?: string;
        };
        /** @description The key wrapped under RFC 3394; ExpressPlay unwraps it */
        WrappedContentKey: {
            /** @description Content key wrapped under RFC 3394: 48 hex characters */
            ek: string;
            /** @description Key-encryption key: 32 hex characters */
            kek: string;
            /**
             * @description A wrapped key (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            kind: "wrapped";
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: {
        /** @description How many requests (`r`) are left for so many seconds (`t`). Absent if the request was refused before it was counted */
        RateLimit: string;
        /** @description How many requests (`q`) the caller has in so many seconds (`w`) */
        "RateLimit-Policy": string;
        /** @description Identifies the request in the log of the service. It is the `request-id` of the request, if that has 1 to 64 letters, digits, `.`, `_` or `-` */
        "request-id": string;
        /** @description After how many seconds to send the request again; present where waiting helps */
        "Retry-After": string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listAccounts: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the previous page; absent for the first page */
                cursor?: string;
                /** @description The maximum number of items in the answer; 20 by default */
                limit?: number;
                /** @description How their ids begin; upper and lower case differ */
                prefix?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of accounts */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "request-id": components["headers"]["request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountPage"];
                };
            };
        };
    };
    readAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The operator's id of the account: 1 to 128 characters, no control characters, no blank at either end
                 * @example ada
                 */
                accountId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The account */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "request-id": components["headers"]["request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
        };
    };
    eraseAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The operator's id of the account: 1 to 128 characters, no control characters, no blank at either end
                 * @example ada
                 */
                accountId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StaffAction"];
            };
        };
        responses: {
            /** @description What remains of it */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "request-id": components["headers"]["request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountErasure"];
                };
            };
        };
    };
    listDevices: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the previous page; absent for the first page */
                cursor?: string;
                /** @description The maximum number of items in the answer; 20 by default */
                limit?: number;
            };
            header?: never;
            path: {
                /**
                 * @description The operator's id of the account: 1 to 128 characters, no control characters, no blank at either end
                 * @example ada
                 */
                accountId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of devices */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "request-id": components["headers"]["request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DevicePage"];
                };
            };
        };
    };
    readDevice: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The operator's id of the account: 1 to 128 characters, no control characters, no blank at either end
                 * @example ada
                 */
                accountId: string;
                /**
                 * @description The id of a device
                 * @example dev_0199c7a4b3c27d0e8f6a5b4c3d2e1f00
                 */
                deviceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The device, removed or not */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "request-id": components["headers"]["request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Device"];
                };
            };
        };
    };
    removeDevice: {
        parameters: {
            query?: {
                /** @description Answers 200 with only the decision, and changes nothing */
                dryRun?: boolean;
                /** @description Overrides the rules of the policy. Needs the scope `staff` and a `reason` */
                override?: boolean;
                /** @description Why staff override the policy; the audit trail keeps it */
                reason?: string;
            };
            header?: never;
            path: {
                /**
                 * @description The operator's id of the account: 1 to 128 characters, no control characters, no blank at either end
                 * @example ada
                 */
                accountId: string;
                /**
                 * @description The id of a device
                 * @example dev_0199c7a4b3c27d0e8f6a5b4c3d2e1f00
                 */
                deviceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The removed device; with `dryRun` the decision */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "request-id": components["headers"]["request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RemovedDevice"] | components["schemas"]["RemovalDecision"];
                };
            };
        };
    };
    renameDevice: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The operator's id of the account: 1 to 128 characters, no control characters, no blank at either end
                 * @example ada
                 */
                accountId: string;
                /**
                 * @description The id of a device
                 * @example dev_0199c7a4b3c27d0e8f6a5b4c3d2e1f00
                 */
                deviceId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RenameDevice"];
            };
        };
        responses: {
            /** @description The device under its new name */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "request-id": components["headers"]["request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Device"];
                };
            };
        };
    };
    startBindingCheck: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with a body of the same meaning returns the same answer again and creates nothing twice, even after a crash, for a day. If the answer would be refused now, so is the retry; if its token has expired, a new one is made. A key belongs to an account: all API keys and staff share their keys, and all browsers of the account share others. Use a random key for each request */
                "idempotency-key"?: string;
            };
            path: {
                /**
                 * @description The operator's id of the account: 1 to 128 characters, no control characters, no blank at either end
                 * @example ada
                 */
                accountId: string;
                /**
                 * @description The id of a device
                 * @example dev_0199c7a4b3c27d0e8f6a5b4c3d2e1f00
                 */
                deviceId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StartBindingCheck"];
            };
        };
        responses: {
            /** @description The check with the token to try */
            201: {
                headers: {
                    /** @description Present if this is the answer to an earlier request with the same `Idempotency-Key` */
                    "idempotency-replayed"?: "true";
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "request-id": components["headers"]["request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StartedBindingCheck"];
                };
            };
        };
    };
    listEntitlements: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the previous page; absent for the first page */
                cursor?: string;
                /** @description The maximum number of items in the answer; 20 by default */
                limit?: number;
            };
            header?: never;
            path: {
                /**
                 * @description The operator's id of the account: 1 to 128 characters, no control characters, no blank at either end
                 * @example ada
                 */
                accountId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of entitlements */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "request-id": components["headers"]["request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntitlementPage"];
                };
            };
        };
    };
    createEntitlement: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with a body of the same meaning returns the same answer again and creates nothing twice, even after a crash, for a day. If the answer would be refused now, so is the retry; if its token has expired, a new one is made. A key belongs to an account: all API keys and staff share their keys, and all browsers of the account share others. Use a random key for each request */
                "idempotency-key"?: string;
            };
            path: {
                /**
                 * @description The operator's id of the account: 1 to 128 characters, no control characters, no blank at either end
                 * @example ada
                 */
                accountId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateEntitlement"];
            };
        };
        responses: {
            /** @description The new entitlement */
            201: {
                headers: {
                    /** @description Present if this is the answer to an earlier request with the same `Idempotency-Key` */
                    "idempotency-replayed"?: "true";
                    /** @description The path where it can be read */
                    location?: string;
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "request-id": components["headers"]["request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Entitlement"];
                };
            };
        };
    };
    readEntitlement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The operator's id of the account: 1 to 128 characters, no control characters, no blank at either end
                 * @example ada
                 */
                accountId: string;
                /**
                 * @description The id of an entitlement
                 * @example ent_0199c7a4b3c27d0e8f6a5b4c3d2e1f00
                 */
                entitlementId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The entitlement */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "request-id": components["headers"]["request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Entitlement"];
                };
            };
        };
    };
    revokeEntitlement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The operator's id of the account: 1 to 128 characters, no control characters, no blank at either end
                 * @example ada
                 */
                accountId: string;
                /**
                 * @description The id of an entitlement
                 * @example ent_0199c7a4b3c27d0e8f6a5b4c3d2e1f00
                 */
                entitlementId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The revoked entitlement */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "request-id": components["headers"]["request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Entitlement"];
                };
            };
        };
    };
    extendSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The operator's id of the account: 1 to 128 characters, no control characters, no blank at either end
                 * @example ada
                 */
                accountId: string;
                /**
                 * @description The id of an entitlement
                 * @example ent_0199c7a4b3c27d0e8f6a5b4c3d2e1f00
                 */
                entitlementId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExtendSubscription"];
            };
        };
        responses: {
            /** @description The subscription with its new end */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "request-id": components["headers"]["request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Entitlement"];
                };
            };
        };
    };
    restoreEntitlement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The operator's id of the account: 1 to 128 characters, no control characters, no blank at either end
                 * @example ada
                 */
                accountId: string;
                /**
                 * @description The id of an entitlement
                 * @example ent_0199c7a4b3c27d0e8f6a5b4c3d2e1f00
                 */
                entitlementId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The restored entitlement */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "request-id": components["headers"]["request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Entitlement"];
                };
            };
        };
    };
    exportAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The operator's id of the account: 1 to 128 characters, no control characters, no blank at either end
                 * @example ada
                 */
                accountId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The data */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "request-id": components["headers"]["request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountExport"];
                };
            };
        };
    };
    openPlayerSession: {
        parameters: {
            query?: {
                /** @description What kind of device the browser registers as; `browser` by default. The page cannot choose it */
                deviceClass?: "browser" | "mobile" | "tablet" | "tv" | "console" | "desktop" | "other";
            };
            header?: {
                /** @description The same key with a body of the same meaning returns the same answer again and creates nothing twice, even after a crash, for a day. If the answer would be refused now, so is the retry; if its token has expired, a new one is made. A key belongs to an account: all API keys and staff share their keys, and all browsers of the account share others. Use a random key for each request */
                "idempotency-key"?: string;
            };
            path: {
                /**
                 * @description The operator's id of the account: 1 to 128 characters, no control characters, no blank at either end
                 * @example ada
                 */
                accountId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The code */
            201: {
                headers: {
                    /** @description Present if this is the answer to an earlier request with the same `Idempotency-Key` */
                    "idempotency-replayed"?: "true";
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "request-id": components["headers"]["request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlayerCode"];
                };
            };
        };
    };
    setAccountPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The operator's id of the account: 1 to 128 characters, no control characters, no blank at either end
                 * @example ada
                 */
                accountId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetAccountPolicy"];
            };
        };
        responses: {
            /** @description The policy in force */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "request-id": components["headers"]["request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountPolicy"];
                };
            };
        };
    };
    listRegistrations: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the previous page; absent for the first page */
                cursor?: string;
                /** @description The maximum number of items in the answer; 20 by default */
                limit?: number;
            };
            header?: never;
            path: {
                /**
                 * @description The operator's id of the account: 1 to 128 characters, no control characters, no blank at either end
                 * @example ada
                 */
                accountId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of registrations */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "request-id": components["headers"]["request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegistrationPage"];
                };
            };
        };
    };
    startRegistration: {
        parameters: {
            query?: {
                /** @description Answers 200 with only the decision, and changes nothing */
                dryRun?: boolean;
                /** @description Overrides the rules of the policy. Needs the scope `staff` and a `reason` */
                override?: boolean;
                /** @description Why staff override the policy; the audit trail keeps it */
                reason?: string;
            };
            header?: {
                /** @description The same key with a body of the same meaning returns the same answer again and creates nothing twice, even after a crash, for a day. If the answer would be refused now, so is the retry; if its token has expired, a new one is made. A key belongs to an account: all API keys and staff share their keys, and all browsers of the account share others. Use a random key for each request */
                "idempotency-key"?: string;
            };
            path: {
                /**
                 * @description The operator's id of the account: 1 to 128 characters, no control characters, no blank at either end
                 * @example ada
                 */
                accountId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StartRegistration"];
            };
        };
        responses: {
            /** @description With `dryRun`: the decision */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "request-id": components["headers"]["request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegistrationDecision"];
                };
            };
            /** @description The registration */
            201: {
                headers: {
                    /** @description Present if this is the answer to an earlier request with the same `Idempotency-Key` */
                    "idempotency-replayed"?: "true";
                    /** @description The path where it can be read */
                    location?: string;
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "request-id": components["headers"]["request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StartedRegistration"];
                };
            };
        };
    };
    suspendAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The operator's id of the account: 1 to 128 characters, no control characters, no blank at either end
                 * @example ada
                 */
                accountId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StaffAction"];
            };
        };
        responses: {
            /** @description The suspended account */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "request-id": components["headers"]["request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
        };
    };
    resumeAccount: {
        parameters: {
            query: {
                /** @description Why; the audit trail keeps it */
                reason: string;
            };
            header?: never;
            path: {
                /**
                 * @description The operator's id of the account: 1 to 128 characters, no control characters, no blank at either end
                 * @example ada
                 */
                accountId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The account */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "request-id": components["headers"]["request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
        };
    };
    resetSwaps: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The operator's id of the account: 1 to 128 characters, no control characters, no blank at either end
                 * @example ada
                 */
                accountId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StaffAction"];
            };
        };
        responses: {
            /** @description The account */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "request-id": components["headers"]["request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
        };
    };
    listTokens: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the previous page; absent for the first page */
                cursor?: string;
                /** @description The maximum number of items in the answer; 20 by default */
                limit?: number;
            };
            header?: never;
            path: {
                /**
                 * @description The operator's id of the account: 1 to 128 characters, no control characters, no blank at either end
                 * @example ada
                 */
                accountId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of tokens */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "request-id": components["headers"]["request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenPage"];
                };
            };
        };
    };
    issueToken: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with a body of the same meaning returns the same answer again and creates nothing twice, even after a crash, for a day. If the answer would be refused now, so is the retry; if its token has expired, a new one is made. A key belongs to an account: all API keys and staff share their keys, and all browsers of the account share others. Use a random key for each request */
                "idempotency-key"?: string;
            };
            path: {
                /**
                 * @description The operator's id of the account: 1 to 128 characters, no control characters, no blank at either end
                 * @example ada
                 */
                accountId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IssueToken"];
            };
        };
        responses: {
            /** @description The token */
            201: {
                headers: {
                    /** @description Present if this is the answer to an earlier request with the same `Idempotency-Key` */
                    "idempotency-replayed"?: "true";
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "request-id": components["headers"]["request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuedToken"];
                };
            };
        };
    };
    listApiKeys: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the previous page; absent for the first page */
                cursor?: string;
                /** @description The maximum number of items in the answer; 20 by default */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of API keys */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "request-id": components["headers"]["request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeyPage"];
                };
            };
        };
    };
    createApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateApiKey"];
            };
        };
        responses: {
            /** @description The key */
            201: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "request-id": components["headers"]["request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuedApiKey"];
                };
            };
        };
    };
    revokeApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the API key
                 * @example key_0199c7a4b3c27d0e8f6a5b4c3d2e1f00
                 */
                keyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "request-id": components["headers"]["request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    rotateApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the API key
                 * @example key_0199c7a4b3c27d0e8f6a5b4c3d2e1f00
                 */
                keyId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RotateApiKey"];
            };
        };
        responses: {
            /** @description The new key */
            201: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "request-id": components["headers"]["request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuedApiKey"];
                };
            };
        };
    };
    listAuditEvents: {
        parameters: {
            query?: {
                /**
                 * @description The operator's id of the account: 1 to 128 characters, no control characters, no blank at either end
                 * @example ada
                 */
                accountId?: string;
                /** @description What happened */
                action?: "registration.started" | "registration.bound" | "registration.refused" | "registration.ambiguous" | "registration.expired" | "registration.cancelled" | "device.renamed" | "device.removed" | "device.shared" | "device.rebound" | "account.policy-set" | "account.swaps-reset" | "account.suspended" | "account.resumed" | "account.erased" | "policy.saved" | "entitlement.created" | "entitlement.revoked" | "entitlement.restored" | "entitlement.extended" | "binding-check.started" | "binding-check.completed" | "capability.checked" | "capability.learned" | "capability.forgotten" | "api-key.created" | "api-key.rotated" | "api-key.revoked" | "token.issued";
                /** @description Who did it: the name of an API key */
                actor?: string;
                /** @description `nextCursor` of the previous page; absent for the first page */
                cursor?: string;
                /**
                 * @description The id of one event
                 * @example aud_0199c7a4b3c27d0e8f6a5b4c3d2e1f00
                 */
                eventId?: string;
                /**
                 * @description Events at or after this moment
                 * @example 2030-01-31T00:00:00Z
                 */
                from?: string;
                /** @description The maximum number of items in the answer; 20 by default */
                limit?: number;
                /** @description The id of what changed */
                subject?: string;
                /**
                 * @description Events before this moment
                 * @example 2030-01-31T00:00:00Z
                 */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of events */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "request-id": components["headers"]["request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditEventPage"];
                };
            };
        };
    };
    completeBindingCheck: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of a binding check
                 * @example chk_0199c7a4b3c27d0e8f6a5b4c3d2e1f00
                 */
                checkId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CompleteBindingCheck"];
            };
        };
        responses: {
            /** @description What came of it */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "request-id": components["headers"]["request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BindingCheck"];
                };
            };
        };
    };
    listCapabilities: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All DRMs */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "request-id": components["headers"]["request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Capabilities"];
                };
            };
        };
    };
    forgetCapability: {
        parameters: {
            query: {
                /** @description Why; the audit trail keeps it */
                reason: string;
            };
            header?: never;
            path: {
                /** @description The DRM system */
                drm: "widevine" | "playready" | "fairplay" | "marlin-ms3" | "marlin-bb";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What is known now */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "request-id": components["headers"]["request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Capability"];
                };
            };
        };
    };
    listContents: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the previous page; absent for the first page */
                cursor?: string;
                /** @description The maximum number of items in the answer; 20 by default */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of contents */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "request-id": components["headers"]["request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContentPage"];
                };
            };
        };
    };
    readContent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The operator's id of the content: 1 to 128 characters, no control characters, no blank at either end
                 * @example film-1
                 */
                contentId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The content, without its key */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "request-id": components["headers"]["request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Content"];
                };
            };
        };
    };
    saveContent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The operator's id of the content: 1 to 128 characters, no control characters, no blank at either end
                 * @example film-1
                 */
                contentId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SaveContent"];
            };
        };
        responses: {
            /** @description It was there and is replaced */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "request-id": components["headers"]["request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Content"];
                };
            };
            /** @description It is new */
            201: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "request-id": components["headers"]["request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Content"];
                };
            };
        };
    };
    deleteContent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The operator's id of the content: 1 to 128 characters, no control characters, no blank at either end
                 * @example film-1
                 */
                contentId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "request-id": components["headers"]["request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    searchDevices: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the previous page; absent for the first page */
                cursor?: string;
                /**
                 * @description The id of a device
                 * @example dev_0199c7a4b3c27d0e8f6a5b4c3d2e1f00
                 */
                deviceId?: string;
                /** @description The DRM system */
                drm?: "widevine" | "playready" | "fairplay" | "marlin-ms3" | "marlin-bb";
                /** @description The `device_id` of ExpressPlay's record */
                drmDeviceId?: string;
                /** @description The maximum number of items in the answer; 20 by default */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of devices */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "request-id": components["headers"]["request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DevicePage"];
                };
            };
        };
    };
    searchEntitlements: {
        parameters: {
            query: {
                /** @description `nextCursor` of the previous page; absent for the first page */
                cursor?: string;
                /** @description The maximum number of items in the answer; 20 by default */
                limit?: number;
                /**
                 * @description The operator's id of the sale: 1 to 128 characters, no control characters, no blank at either end
                 * @example order-4711
                 */
                orderId: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of entitlements */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "request-id": components["headers"]["request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntitlementPage"];
                };
            };
        };
    };
    listEvents: {
        parameters: {
            query?: {
                /**
                 * @description The operator's id of the account: 1 to 128 characters, no control characters, no blank at either end
                 * @example ada
                 */
                accountId?: string;
                /** @description `nextCursor` of the previous page; absent for the page with the oldest event */
                after?: string;
                /** @description The maximum number of items in the answer; 20 by default */
                limit?: number;
                /**
                 * @description Only events of these types, separated by commas: `device.bound`, `device.replaced`, `device.removed`, `device.rebound`, `registration.refused`, `registration.ambiguous`, `registration.expired`, `entitlement.created`, `entitlement.changed`, `entitlement.revoked`, `entitlement.restored`, `account.suspended`, `account.resumed`, `policy.changed`, `binding.not-enforced`
                 * @example device.bound,device.removed
                 */
                types?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of events */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "request-id": components["headers"]["request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventPage"];
                };
            };
        };
    };
    listPolicies: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the previous page; absent for the first page */
                cursor?: string;
                /** @description The maximum number of items in the answer; 20 by default */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of policies */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "request-id": components["headers"]["request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyPage"];
                };
            };
        };
    };
    readPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Name of the policy: 1 to 64 characters, no control characters, no blank at either end
                 * @example default
                 */
                policyName: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The policy */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "request-id": components["headers"]["request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Policy"];
                };
            };
        };
    };
    savePolicy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Name of the policy: 1 to 64 characters, no control characters, no blank at either end
                 * @example default
                 */
                policyName: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SavePolicy"];
            };
        };
        responses: {
            /** @description Replaced */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "request-id": components["headers"]["request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Policy"];
                };
            };
            /** @description Stored */
            201: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "request-id": components["headers"]["request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Policy"];
                };
            };
        };
    };
    previewPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Name of the policy: 1 to 64 characters, no control characters, no blank at either end
                 * @example default
                 */
                policyName: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SavePolicy"];
            };
        };
        responses: {
            /** @description What the rules would mean */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "request-id": components["headers"]["request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyPreview"];
                };
            };
        };
    };
    searchRegistrations: {
        parameters: {
            query: {
                /** @description The cookie in ExpressPlay's record */
                cookie: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The registration, if there is one */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "request-id": components["headers"]["request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegistrationPage"];
                };
            };
        };
    };
    readRegistration: {
        parameters: {
            query?: {
                /** @description The longest time in seconds to wait until the state is no longer `pending`; by default the answer comes at once */
                wait?: number;
            };
            header?: never;
            path: {
                /**
                 * @description The id of a registration
                 * @example reg_0199c7a4b3c27d0e8f6a5b4c3d2e1f00
                 */
                registrationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The registration */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "request-id": components["headers"]["request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Registration"];
                };
            };
        };
    };
    cancelRegistration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of a registration
                 * @example reg_0199c7a4b3c27d0e8f6a5b4c3d2e1f00
                 */
                registrationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "request-id": components["headers"]["request-id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    completeRegistration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of a registration
                 * @example reg_0199c7a4b3c27d0e8f6a5b4c3d2e1f00
                 */
                registrationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Bound: the registration with its device */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "request-id": components["headers"]["request-id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Registration"];
                };
            };
            /** @description Still pending: ask again after `Retry-After` */
            202: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    "request-id": components["headers"]["request-id"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Registration"];
                };
            };
        };
    };
}
