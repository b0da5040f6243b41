import { createHash } from 'node:crypto';
import { accountOrNew, refuseSuspended } from '../accounts/accounts.ts';
import { type Caller, inAccount, type Parts } from '../context.ts';
import { refuse } from '../errors.ts';
import { checkFormats, formats } from '../formats.ts';
import { idempotencyRefusals, idempotently, type Once } from '../idempotency/idempotently.ts';
import { newId } from '../ids.ts';
import type { PlayerSession } from '../model/account.ts';
import type { DeviceClass } from '../model/device.ts';
import { second, type Timestamp } from '../model/time.ts';

/** A code that a browser exchanges for its session, once. */
export interface PlayerCode {
  /** 43 characters of base64url. */
  readonly code: string;
  /** The moment from which it is not valid any more. */
  readonly expiresAt: Timestamp;
}

/** The codes that {@link openPlayerSession} may refuse with. */
export const openPlayerSessionRefusals = ['validation', 'account-suspended', ...idempotencyRefusals] as const;

/** What may be known of a browser before it has a session. */
export interface PlayerSessionOptions {
  /** What kind of device the browser registers as. Default `browser`. */
  readonly deviceClass?: DeviceClass | undefined;
}

/** Opens a session for a browser of the account. */
export async function openPlayerSession(
  parts: Parts,
  accountId: string,
  caller: Caller,
  { deviceClass = 'browser' }: PlayerSessionOptions = {}
): Promise<PlayerCode> {
  checkFormats({ '/accountId': [formats.accountId, accountId] });
  const once: Once<PlayerCode> = {
    accountId,
    request: ['player-session', deviceClass],
    isGood: (unit, { expiresAt }, at) => {
      refuseSuspended(unit.account);
      return at < expiresAt;
    }
  };
  return idempotently(parts, caller, once, async keepAnswer => {
    refuseSuspended(await accountOrNew(parts.store, accountId));
    const code = Buffer.from(parts.randomBytes(32)).toString('base64url');
    return inAccount(parts, accountId, caller, async ({ unit, now }) => {
      const codeExpiresAt = now + parts.settings.playerCodeTtl * second;
      const opened: PlayerCode = { code, expiresAt: codeExpiresAt };
      await unit.insertPlayerSession({
        sessionId: newId('ses', now, parts.randomBytes),
        accountId,
        deviceClass,
        codeHash: hashOf(code),
        codeExpiresAt,
        expiresAt: codeExpiresAt + parts.settings.playerSessionTtl * second
      });
      await keepAnswer(unit, opened);
      return opened;
    });
  });
}

/** The codes that {@link exchangePlayerCode} may refuse with. */
export const exchangePlayerCodeRefusals = ['player-code-invalid'] as const;

/** Redeems the code; a second attempt fails. */
export async function exchangePlayerCode(parts: Parts, code: string): Promise<PlayerSession> {
  const found = await parts.store.findPlayerSessionByCode(hashOf(code));
  if (!found) return refuseCode();
  const now = parts.clock();
  return parts.store.inAccount(found.accountId, now, async unit => {
    const session = await unit.findPlayerSession(found.accountId, found.sessionId);
    if (!session || session.exchangedAt !== undefined || now >= session.codeExpiresAt) return refuseCode();
    const expiresAt = now + parts.settings.playerSessionTtl * second;
    const exchanged: PlayerSession = { ...session, exchangedAt: now, expiresAt };
    await unit.updatePlayerSession(exchanged);
    return exchanged;
  });
}

/** The codes that {@link readPlayerSession} may refuse with. */
export const readPlayerSessionRefusals = ['player-session-ended'] as const;

/** Reads the browser's session while it lasts. */
export async function readPlayerSession(
  { store, clock }: Parts,
  accountId: string,
  sessionId: string
): Promise<PlayerSession> {
  const session = await store.findPlayerSession(accountId, sessionId);
  if (!session || session.endedAt !== undefined || clock() >= session.expiresAt)
    refuse(
      'player-session-ended',
      'This session has ended. Get a new code from your server and exchange it.'
    );
  return session;
}

/** Signs the browser out. Ending a session again changes nothing. */
export async function endPlayerSession(parts: Parts, accountId: string, sessionId: string): Promise<void> {
  const now = parts.clock();
  await parts.store.inAccount(accountId, now, async unit => {
    const session = await unit.findPlayerSession(accountId, sessionId);
    if (session && session.endedAt === undefined)
      await unit.updatePlayerSession({ ...session, endedAt: now });
  });
}

/** The same answer for a wrong, a used and an expired code, so that a guess reveals nothing. */
function refuseCode(): never {
  return refuse('player-code-invalid', 'This code is not valid any more. Get a new one from your server.');
}

function hashOf(code: string): string {
  return createHash('sha256').update(code).digest('hex');
}
