import type { Query } from '../bind.ts';

/**
 * Deletes idempotency records, player sessions and sessions of staff that ended before the moment, and what is left of imports that were
 * interrupted before it; at most `limit` of each.
 */
export const purge: Query<'purge'> = async ({ db }, before, limit) => {
  const records = await db
    .selectFrom('idempotency_records')
    .select(['account_id', 'idempotency_key'])
    .where('held_until', '<', before)
    .orderBy('held_until')
    .limit(limit)
    .execute();
  for (const { account_id, idempotency_key } of records)
    await db
      .deleteFrom('idempotency_records')
      .where('account_id', '=', account_id)
      .where('idempotency_key', '=', idempotency_key)
      .where('held_until', '<', before)
      .execute();

  const sessions = await db
    .selectFrom('player_sessions')
    .select(['account_id', 'session_id'])
    .where('expires_at', '<', before)
    .orderBy('expires_at')
    .limit(limit)
    .execute();
  for (const { account_id, session_id } of sessions)
    await db
      .deleteFrom('player_sessions')
      .where('account_id', '=', account_id)
      .where('session_id', '=', session_id)
      .execute();

  const ended = await db
    .selectFrom('staff_sessions')
    .select('session_id')
    .where('ends_at', '<', before)
    .orderBy('ends_at')
    .limit(limit)
    .execute();
  for (const { session_id } of ended)
    await db.deleteFrom('staff_sessions').where('session_id', '=', session_id).execute();

  const staged = await db
    .selectFrom('staged_contents')
    .select(['import_id', 'batch', 'content_id'])
    .where('staged_at', '<', before)
    .orderBy('staged_at')
    .limit(limit)
    .execute();
  for (const { import_id, batch, content_id } of staged)
    await db
      .deleteFrom('staged_contents')
      .where('import_id', '=', import_id)
      .where('batch', '=', batch)
      .where('content_id', '=', content_id)
      .execute();
  return records.length + sessions.length + ended.length + staged.length;
};
