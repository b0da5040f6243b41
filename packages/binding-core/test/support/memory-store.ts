import type {
  Account,
  AccountUnit,
  AuditEvent,
  Content,
  Device,
  DevicePolicy,
  Entitlement,
  IdempotencyRecord,
  Page,
  PageRequest,
  Registration,
  Store,
  TokenRecord
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
  audit: AuditEvent[] = [];
}

/**
 * A store in memory with the promises of the port: units run one after the other, a unit that throws leaves no trace, and
 * plain reads see only what was committed.
 */
export function createMemoryStore(): Store & { readonly tables: () => Tables } {
  let committed = new Tables();
  let queue: Promise<unknown> = Promise.resolve();

  const reads = unitOn(() => committed);
  return {
    ...reads,
    tables: () => committed,
    inAccount(accountId, now, work) {
      const run = queue.then(async () => {
        const draft = structuredClone(committed);
        if (!draft.accounts.has(accountId))
          draft.accounts.set(accountId, { accountId, policyName: 'default', createdAt: now });
        const result = await work(unitOn(() => draft));
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
    async deleteContent(contentId) {
      return committed.contents.delete(contentId);
    }
  };
}

function unitOn(tables: () => Tables): AccountUnit {
  return {
    findAccount: async id => tables().accounts.get(id),
    findPolicy: async name => tables().policies.get(name),
    findContent: async id => tables().contents.get(id),
    listContents: async page => pageOf([...tables().contents.values()], page, content => content.contentId),
    findRegistration: async id => tables().registrations.get(id),
    findDevice: async (accountId, deviceId) => ofAccount(accountId, tables().devices.get(deviceId)),
    findDeviceByBinding: async (accountId, drm, drmDeviceId) =>
      active(tables(), accountId).find(device =>
        device.bindings.some(binding => binding.drm === drm && binding.drmDeviceId === drmDeviceId)
      ),
    listActiveDevices: async accountId => active(tables(), accountId),
    listDevices: async (accountId, page) =>
      newestFirst(tables().devices, accountId, page, device => device.deviceId),
    findEntitlement: async (accountId, id) => ofAccount(accountId, tables().entitlements.get(id)),
    findEntitlementsForContent: async (accountId, contentId) =>
      [...tables().entitlements.values()].filter(
        entitlement => entitlement.accountId === accountId && entitlement.contentId === contentId
      ),
    listEntitlements: async (accountId, page) =>
      newestFirst(tables().entitlements, accountId, page, entitlement => entitlement.entitlementId),
    listTokens: async (accountId, page) =>
      newestFirst(tables().tokens, accountId, page, token => token.tokenId),
    findIdempotencyRecord: async (accountId, key) => tables().idempotency.get(`${accountId} ${key}`),

    insertRegistration: async registration =>
      void tables().registrations.set(registration.registrationId, registration),
    updateRegistration: async registration =>
      void tables().registrations.set(registration.registrationId, registration),
    insertDevice: async device => void tables().devices.set(device.deviceId, { ...device, bindings: [] }),
    updateDevice: async device => {
      const bindings = tables().devices.get(device.deviceId)?.bindings ?? [];
      tables().devices.set(device.deviceId, { ...device, bindings });
    },
    insertBinding: async (_accountId, deviceId, binding) => {
      const device = tables().devices.get(deviceId);
      if (device) tables().devices.set(deviceId, { ...device, bindings: [...device.bindings, binding] });
    },
    insertEntitlement: async entitlement =>
      void tables().entitlements.set(entitlement.entitlementId, entitlement),
    updateEntitlement: async entitlement =>
      void tables().entitlements.set(entitlement.entitlementId, entitlement),
    insertToken: async token => void tables().tokens.set(token.tokenId, token),
    appendAuditEvent: async event => void tables().audit.push(event),
    saveIdempotencyRecord: async record =>
      void tables().idempotency.set(`${record.accountId} ${record.key}`, record),
    deleteIdempotencyRecord: async (accountId, key) => void tables().idempotency.delete(`${accountId} ${key}`)
  };
}

function active(tables: Tables, accountId: string): Device[] {
  return [...tables.devices.values()].filter(
    device => device.accountId === accountId && device.state === 'active'
  );
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
