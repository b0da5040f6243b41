import { auditRecord } from '../audit.ts';
import type { Caller, Parts } from '../context.ts';
import { checkFormats, formats } from '../formats.ts';
import type { Account } from '../model/account.ts';
import type { AuditEvent } from '../model/audit.ts';
import type { Device } from '../model/device.ts';
import type { Entitlement } from '../model/entitlement.ts';
import type { Registration } from '../model/registration.ts';
import type { Timestamp } from '../model/time.ts';
import type { TokenRecord } from '../model/token.ts';
import type { Page, PageRequest } from '../ports/store.ts';
import { type AccountChange, accountOrNew } from './accounts.ts';

/** What remains of an account that was erased. */
export interface AccountErasure {
  /** `erased_` and 32 hex characters: what the audit trail calls the account from now on. Only the sealing keys lead to it. */
  readonly anonymousId: string;
  /** When it was erased. */
  readonly erasedAt: Timestamp;
}

/** The codes that {@link eraseAccount} may refuse with. */
export const eraseAccountRefusals = ['validation'] as const;

/**
 * Deletes everything that is stored for the account. Its events stay in the audit trail without its id, reasons, names and details: who
 * did which kind of thing to an anonymous account, and when. ExpressPlay's own records are out of reach, and licenses that devices hold
 * play on until they end.
 */
export async function eraseAccount(
  parts: Parts,
  { accountId, reason }: AccountChange,
  caller: Caller
): Promise<AccountErasure> {
  checkFormats({ '/accountId': [formats.accountId, accountId], '/reason': [formats.reason, reason] });
  const erasedAt = parts.clock();
  const anonymousId = await parts.store.eraseAccount(accountId, id =>
    auditRecord(parts, caller, { accountId: id, action: 'account.erased', subject: id, reason })
  );
  return { anonymousId, erasedAt };
}

/** Everything that is stored for an account, but for secrets and what only a running request needs. */
export interface AccountExport {
  readonly exportedAt: Timestamp;
  readonly account: Account;
  /** Removed ones, too. */
  readonly devices: readonly Device[];
  readonly registrations: readonly Registration[];
  readonly entitlements: readonly Entitlement[];
  readonly tokens: readonly TokenRecord[];
  readonly events: readonly AuditEvent[];
}

/** The codes that {@link exportAccount} may refuse with. */
export const exportAccountRefusals = ['validation'] as const;

/** Reads everything that is stored for the account. */
export async function exportAccount(
  { store, clock }: Pick<Parts, 'store' | 'clock'>,
  accountId: string
): Promise<AccountExport> {
  checkFormats({ '/accountId': [formats.accountId, accountId] });
  return {
    exportedAt: clock(),
    account: await accountOrNew(store, accountId),
    devices: await all(page => store.listDevices(accountId, page)),
    registrations: await all(page => store.listRegistrations(accountId, page)),
    entitlements: await all(page => store.listEntitlements(accountId, page)),
    tokens: await all(page => store.listTokens(accountId, page)),
    events: await all(page => store.listAuditEvents({ accountId }, page))
  };
}

const pageSize = 500;

async function all<T>(list: (page: PageRequest) => Promise<Page<T>>): Promise<readonly T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await list({ limit: pageSize, cursor });
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return items;
}
