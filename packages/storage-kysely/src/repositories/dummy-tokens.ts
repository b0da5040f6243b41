import { lowestId } from '@expressplay-binding/binding-core';
import type { Query } from '../bind.ts';

export const insertDummyToken: Query<'insertDummyToken'> = async ({ db }, { accountId, tokenId }) => {
  await db.insertInto('dummy_tokens').values({ account_id: accountId, token_id: tokenId }).execute();
};

/** Counts those issued after the moment; ids contain the time. */
export const countDummyTokens: Query<'countDummyTokens'> = async ({ db }, accountId, after) => {
  const { count } = await db
    .selectFrom('dummy_tokens')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('account_id', '=', accountId)
    .where('token_id', '>=', lowestId('dum', after + 1))
    .executeTakeFirstOrThrow();
  return Number(count);
};

export const purgeDummyTokens: Query<'purgeDummyTokens'> = async ({ db }, before, limit) => {
  const rows = await db
    .selectFrom('dummy_tokens')
    .selectAll()
    .where('token_id', '<', lowestId('dum', before))
    .orderBy('token_id')
    .limit(limit)
    .execute();
  for (const { account_id, token_id } of rows)
    await db
      .deleteFrom('dummy_tokens')
      .where('account_id', '=', account_id)
      .where('token_id', '=', token_id)
      .execute();
  return rows.length;
};
