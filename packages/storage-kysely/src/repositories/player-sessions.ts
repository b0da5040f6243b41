import type { DeviceClass, PlayerSession } from '@expressplay-binding/binding-core';
import type { Query } from '../bind.ts';
import type { PlayerSessionRow } from '../tables.ts';

export const findPlayerSession: Query<'findPlayerSession'> = async ({ db }, accountId, sessionId) => {
  const row = await db
    .selectFrom('player_sessions')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('session_id', '=', sessionId)
    .executeTakeFirst();
  return row && toSession(row);
};

export const findPlayerSessionByCode: Query<'findPlayerSessionByCode'> = async ({ db }, codeHash) => {
  const row = await db
    .selectFrom('player_sessions')
    .selectAll()
    .where('code_hash', '=', codeHash)
    .executeTakeFirst();
  return row && toSession(row);
};

export const insertPlayerSession: Query<'insertPlayerSession'> = async ({ db }, session) => {
  await db.insertInto('player_sessions').values(toRow(session)).execute();
};

export const updatePlayerSession: Query<'updatePlayerSession'> = async ({ db }, session) => {
  const { account_id, session_id, ...changes } = toRow(session);
  await db
    .updateTable('player_sessions')
    .set(changes)
    .where('account_id', '=', account_id)
    .where('session_id', '=', session_id)
    .execute();
};

function toSession(row: PlayerSessionRow): PlayerSession {
  return {
    sessionId: row.session_id,
    accountId: row.account_id,
    // Sessions that an earlier version opened have none.
    deviceClass: (row.device_class ?? 'browser') as DeviceClass,
    codeHash: row.code_hash,
    codeExpiresAt: row.code_expires_at,
    exchangedAt: row.exchanged_at ?? undefined,
    expiresAt: row.expires_at,
    endedAt: row.ended_at ?? undefined
  };
}

function toRow(session: PlayerSession): PlayerSessionRow {
  return {
    account_id: session.accountId,
    session_id: session.sessionId,
    device_class: session.deviceClass,
    code_hash: session.codeHash,
    code_expires_at: session.codeExpiresAt,
    exchanged_at: session.exchangedAt ?? null,
    expires_at: session.expiresAt,
    ended_at: session.endedAt ?? null
  };
}
