import {
  type Account,
  type AccountUnit,
  type AuditEvent,
  type AuditFilter,
  type Content,
  type Device,
  type DevicePolicy,
  type Entitlement,
  type IdempotencyRecord,
  type LearnedCapability,
  newAccount,
  type Page,
  type PageRequest,
  type PlayerSession,
  type Registration,
  type Store,
  type StoreReads,
  type Swap,
  type TokenRecord,
  tokenIssued
} from '../../src/index.ts';

/** Everything that a store holds, by id. */
export class Tables {
  accounts = new Map<string, Account>();
  policies = new Map<string, DevicePolicy>();
  contents = new Map<string, Content>();
  registrations = new Map<string, Registration>();
  devices = new Map<string, Device>();
  entitlements = new Map<string, Entitlement>();
  tokens = new Map<string, TokenRecord>();
  idempotency = new Map<string, IdempotencyRecord>();
  swaps: Swap[] = [];
  playerSessions = new Map<string, PlayerSession>();
  capabilities = new Map<string, LearnedCapability>();
  audit: AuditEvent[] = [];
  lookUps = new Map<string, { dueAt: number; lookUps: number }>();
  lookUpsTaken = new Map<number, number>();
}

/**
 * A store in memory with the promises of the port: units run one after the other, a unit that throws leaves no trace, and
 * plain reads see only what was committed.
 */
export function createMemoryStore(): Store & { readonly tables: () => Tables } {
  let committed = new Tables();
  let queue: Promise<unknown> = Promise.resolve();

  const reads: StoreReads = unitOn(newAccount('', 0), () => committed);
  return {
    ...reads,
    tables: () => committed,
    inAccount(accountId, now, work) {
      const run = queue.then(async () => {
        const draft = structuredClone(committed);
        if (!draft.accounts.has(accountId)) draft.accounts.set(accountId, newAccount(accountId, now));
        const result = await work(unitOn(draft.accounts.get(accountId)!, () => draft));
        committed = Object.assign(new Tables(), draft);
        return result;
      });
      queue = run.catch(() => {});
      return run;
    },
    async saveContent(content) {
      const existing = committed.contents.get(content.contentId);
      const saved = { ...content, createdAt: existing?.createdAt ?? content.createdAt };
      committed.contents.set(content.contentId, saved);
      return { content: saved, created: !existing };
    },
    async saveContents(contents) {
      let created = 0;
      for (const content of contents) if ((await this.saveContent(content)).created) created += 1;
      return created;
    },
    async deleteContent(contentId) {
      return committed.contents.delete(contentId);
    },
    async savePolicy(policy, event) {
      committed.policies.set(policy.name, policy);
      committed.audit.push(event);
    },
    async saveLearnedCapability(capability) {
      committed.capabilities.set(capability.drm, capability);
    },
    async leaseDueRegistrations(now, heldUntil, limit) {
      const due = [...committed.registrations.values()].filter(({ registrationId, state }) => {
        const dueAt = committed.lookUps.get(registrationId)?.dueAt ?? 0;
        return state === 'pending' && dueAt <= now;
      });
      return due.slice(0, limit).map(({ accountId, registrationId }) => {
        const lookUps = committed.lookUps.get(registrationId)?.lookUps ?? 0;
        committed.lookUps.set(registrationId, { dueAt: heldUntil, lookUps });
        return { accountId, registrationId, lookUps };
      });
    },
    async scheduleLookUp({ registrationId, lookUps }, dueAt) {
      committed.lookUps.set(registrationId, { dueAt, lookUps });
    },
    async takeLookUps(windowStart, wanted, max) {
      const taken = committed.lookUpsTaken.get(windowStart) ?? 0;
      const granted = Math.min(wanted, max - taken);
      committed.lookUpsTaken.set(windowStart, taken + granted);
      return granted;
    },
    async purge(before, limit) {
      const records = [...committed.idempotency].filter(([, record]) => record.heldUntil < before);
      const sessions = [...committed.playerSessions].filter(([, session]) => session.expiresAt < before);
      for (const [key] of records.slice(0, limit)) committed.idempotency.delete(key);
      for (const [key] of sessions.slice(0, limit)) committed.playerSessions.delete(key);
      return Math.min(records.length, limit) + Math.min(sessions.length, limit);
    }
  };
}

function unitOn(account: Account, tables: () => Tables): AccountUnit {
  return {
    account,
    updateAccount: async changed => {
      tables().accounts.set(account.accountId, { ...changed, version: versionOf(account.accountId) });
      countChange(account.accountId);
    },
    findAccount: async id => tables().accounts.get(id),
    findPolicy: async name => tables().policies.get(name),
    findContent: async id => tables().contents.get(id),
    listContents: async page => pageOf([...tables().contents.values()], page, content => content.contentId),
    findRegistration: async id => tables().registrations.get(id),
    findRegistrationByCookie: async cookie =>
      [...tables().registrations.values()].find(registration => registration.cookie === cookie),
    findDevice: async (accountId, deviceId) => ofAccount(accountId, tables().devices.get(deviceId)),
    findDeviceByBinding: async (accountId, drm, drmDeviceId) =>
      active(tables(), accountId).find(device => holds([device], drm, drmDeviceId)),
    listActiveDevices: async accountId => active(tables(), accountId),
    listDevices: async (accountId, page) =>
      newestFirst(tables().devices, accountId, page, device => device.deviceId),
    findEntitlement: async (accountId, id) => ofAccount(accountId, tables().entitlements.get(id)),
    findEntitlementsForContent: async (accountId, contentId) =>
      [...tables().entitlements.values()].filter(
        entitlement => entitlement.accountId === accountId && entitlement.contentId === contentId
      ),
    findEntitlementByOrder: async (accountId, orderId) =>
      [...tables().entitlements.values()].find(
        entitlement => entitlement.accountId === accountId && entitlement.orderId === orderId
      ),
    listEntitlements: async (accountId, page) =>
      newestFirst(tables().entitlements, accountId, page, entitlement => entitlement.entitlementId),
    listTokens: async (accountId, page) =>
      newestFirst(tables().tokens, accountId, page, token => token.tokenId),
    findPlayableUntil: async (accountId, deviceId) => {
      const tokens = [...tables().tokens.values()].filter(
        token => token.accountId === accountId && token.deviceId === deviceId
      );
      return tokens.length === 0 ? undefined : Math.max(...tokens.map(token => token.playableUntil));
    },
    countTokens: async (accountId, after) =>
      [...tables().tokens.values()].filter(token => token.accountId === accountId && token.issuedAt > after)
        .length,
    listOfflineDevices: async (accountId, entitlementId, after) => {
      const tokens = [...tables().tokens.values()].filter(
        token =>
          ofAccount(accountId, token)?.entitlementId === entitlementId &&
          token.persistent &&
          token.playableUntil > after
      );
      return [...new Set(tokens.flatMap(token => token.deviceId ?? []))];
    },
    findPlayerSession: async (accountId, sessionId) =>
      ofAccount(accountId, tables().playerSessions.get(sessionId)),
    findPlayerSessionByCode: async codeHash =>
      [...tables().playerSessions.values()].find(session => session.codeHash === codeHash),
    insertPlayerSession: async session => void tables().playerSessions.set(session.sessionId, session),
    updatePlayerSession: async session => void tables().playerSessions.set(session.sessionId, session),
    listLearnedCapabilities: async () => [...tables().capabilities.values()],
    findLearnedCapability: async drm => tables().capabilities.get(drm),
    listSwaps: async (accountId, after) =>
      tables().swaps.filter(swap => swap.accountId === accountId && swap.at > after),
    listAuditEvents: async (filter, page) =>
      pageOf(
        [...tables().audit, ...[...tables().tokens.values()].map(tokenIssued)].filter(event =>
          matches(filter, event)
        ),
        page,
        event => event.eventId,
        -1
      ),
    findIdempotencyRecord: async (accountId, key) => tables().idempotency.get(`${accountId} ${key}`),

    insertRegistration: async (registration, dueAt) => {
      tables().registrations.set(registration.registrationId, registration);
      tables().lookUps.set(registration.registrationId, { dueAt, lookUps: 0 });
    },
    updateRegistration: async registration =>
      void tables().registrations.set(registration.registrationId, registration),
    insertDevice: async device => {
      tables().devices.set(device.deviceId, { ...device, bindings: [] });
      countChange(device.accountId);
    },
    updateDevice: async device => {
      const bindings = tables().devices.get(device.deviceId)?.bindings ?? [];
      tables().devices.set(device.deviceId, { ...device, bindings });
      countChange(device.accountId);
    },
    insertBinding: async (accountId, deviceId, binding) => {
      countChange(accountId);
      const device = tables().devices.get(deviceId);
      if (device) tables().devices.set(deviceId, { ...device, bindings: [...device.bindings, binding] });
    },
    findOtherHolders: async (accountId, drm, drmDeviceId) =>
      [...tables().accounts.keys()].filter(
        other => other !== accountId && holds(active(tables(), other), drm, drmDeviceId)
      ),
    insertSwap: async swap => void tables().swaps.push(swap),
    insertEntitlement: saveEntitlement,
    updateEntitlement: saveEntitlement,
    insertToken: async token => {
      tables().tokens.set(token.tokenId, token);
      const device = token.deviceId === undefined ? undefined : tables().devices.get(token.deviceId);
      const lastTokenAt = Math.max(device?.lastTokenAt ?? 0, token.issuedAt);
      if (device) tables().devices.set(device.deviceId, { ...device, lastTokenAt });
    },
    appendAuditEvent: async event => void tables().audit.push(event),
    saveIdempotencyRecord: async record =>
      void tables().idempotency.set(`${record.accountId} ${record.key}`, record),
    deleteIdempotencyRecord: async (accountId, key) => void tables().idempotency.delete(`${accountId} ${key}`)
  };

  async function saveEntitlement(entitlement: Entitlement): Promise<void> {
    tables().entitlements.set(entitlement.entitlementId, entitlement);
    countChange(entitlement.accountId);
  }

  function countChange(accountId: string): void {
    const stored = tables().accounts.get(accountId);
    if (stored) tables().accounts.set(accountId, { ...stored, version: stored.version + 1 });
  }

  function versionOf(accountId: string): number {
    return tables().accounts.get(accountId)?.version ?? 0;
  }
}

function active(tables: Tables, accountId: string): Device[] {
  return [...tables.devices.values()].filter(
    device => device.accountId === accountId && device.state === 'active'
  );
}

function holds(devices: Device[], drm: string, drmDeviceId: string): boolean {
  return devices.some(device =>
    device.bindings.some(binding => binding.drm === drm && binding.drmDeviceId === drmDeviceId)
  );
}

function matches(filter: AuditFilter, event: AuditEvent): boolean {
  const { from = 0, to = Number.POSITIVE_INFINITY, ...equal } = filter;
  const same = Object.entries(equal).every(
    ([member, value]) => value === undefined || event[member as keyof AuditEvent] === value
  );
  return same && event.at >= from && event.at < to;
}

function ofAccount<T extends { accountId: string }>(accountId: string, found: T | undefined): T | undefined {
  return found?.accountId === accountId ? found : undefined;
}

function newestFirst<T extends { accountId: string }>(
  table: Map<string, T>,
  accountId: string,
  page: PageRequest,
  id: (item: T) => string
): Page<T> {
  const items = [...table.values()].filter(item => item.accountId === accountId);
  return pageOf(items, page, id, -1);
}

function pageOf<T>(items: T[], page: PageRequest, id: (item: T) => string, direction = 1): Page<T> {
  const compare = (a: string, b: string) => (a < b ? -direction : a > b ? direction : 0);
  const rest = items
    .sort((a, b) => compare(id(a), id(b)))
    .filter(item => page.cursor === undefined || compare(id(item), page.cursor) > 0);
  const shown = rest.slice(0, page.limit);
  const last = shown.at(-1);
  return { items: shown, nextCursor: last && rest.length > shown.length ? id(last) : undefined };
}
