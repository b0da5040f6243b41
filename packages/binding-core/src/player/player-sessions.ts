import { createHash } from 'node:crypto';
import { accountOrNew } from '../accounts/account-or-new.ts';
import { refuseSuspended } from '../accounts/refuse-suspended.ts';
import type { Caller, Parts } from '../dependencies.ts';
import { refuse } from '../errors.ts';
import { checkFormats, formats } from '../formats.ts';
import { idempotencyRefusals, idempotently } from '../idempotency/idempotently.ts';
import { newId } from '../ids.ts';
import type { PlayerSession } from '../model/player-session.ts';
import { second, type Timestamp } from '../model/time.ts';

/** A code that a browser exchanges for its session, once. */
export interface PlayerCode {
  /** 43 characters of base64url. */
  readonly code: string;
  readonly expiresAt: Timestamp;
}

/** The codes that `openPlayerSession` may refuse with. */
export const openPlayerSessionRefusals = ['validation', 'account-suspended', ...idempotencyRefusals] as const;

/** Opens a session for a browser of the account. */
export function makeOpenPlayerSession(parts: Parts) {
  return async (accountId: string, caller: Caller): Promise<PlayerCode> => {
    checkFormats({ '/accountId': [formats.accountId, accountId] });
    return idempotently(parts, caller, accountId, ['player-session'], async keepAnswer => {
      refuseSuspended(await accountOrNew(parts.store, accountId));
      const now = parts.clock();
      const code = Buffer.from(parts.randomBytes(32)).toString('base64url');
      const codeExpiresAt = now + parts.settings.playerCodeTtl * second;
      const opened: PlayerCode = { code, expiresAt: codeExpiresAt };
      await parts.store.inAccount(accountId, now, async unit => {
        await unit.insertPlayerSession({
          sessionId: newId('ses', now, parts.randomBytes),
          accountId,
          codeHash: hashOf(code),
          codeExpiresAt,
          expiresAt: codeExpiresAt + parts.settings.playerSessionTtl * second
        });
        await keepAnswer(unit, opened);
      });
      return opened;
    });
  };
}

/** The codes that `exchangePlayerCode` may refuse with. */
export const exchangePlayerCodeRefusals = ['player-code-invalid'] as const;

/** Takes the code: whoever comes second with it gets nothing. */
export function makeExchangePlayerCode(parts: Parts) {
  return async (code: string): Promise<PlayerSession> => {
    const found = await parts.store.findPlayerSessionByCode(hashOf(code));
    if (!found) return refuseCode();
    const now = parts.clock();
    return parts.store.inAccount(found.accountId, now, async unit => {
      const session = await unit.findPlayerSession(found.accountId, found.sessionId);
      if (!session || session.exchangedAt !== undefined || now >= session.codeExpiresAt) return refuseCode();
      const exchanged: PlayerSession = {
        ...session,
        exchangedAt: now,
        expiresAt: now + parts.settings.playerSessionTtl * second
      };
      await unit.updatePlayerSession(exchanged);
      return exchanged;
    });
  };
}

/** The codes that `readPlayerSession` may refuse with. */
export const readPlayerSessionRefusals = ['player-session-ended'] as const;

/** The browser's session while it lasts. */
export function makeReadPlayerSession({ store, clock }: Parts) {
  return async (accountId: string, sessionId: string): Promise<PlayerSession> => {
    const session = await store.findPlayerSession(accountId, sessionId);
    if (!session || session.endedAt !== undefined || clock() >= session.expiresAt)
      refuse(
        'player-session-ended',
        'This session has ended. Get a new code from your server and exchange it.'
      );
    return session;
  };
}

/** Signs the browser out. Ending a session again changes nothing. */
export function makeEndPlayerSession(parts: Parts) {
  return async (accountId: string, sessionId: string): Promise<void> => {
    const now = parts.clock();
    await parts.store.inAccount(accountId, now, async unit => {
      const session = await unit.findPlayerSession(accountId, sessionId);
      if (session && session.endedAt === undefined)
        await unit.updatePlayerSession({ ...session, endedAt: now });
    });
  };
}

/** One answer for a wrong, a used and an expired code: a guess learns nothing. */
function refuseCode(): never {
  return refuse('player-code-invalid', 'This code is not valid any more. Get a new one from your server.');
}

function hashOf(code: string): string {
  return createHash('sha256').update(code).digest('hex');
}
