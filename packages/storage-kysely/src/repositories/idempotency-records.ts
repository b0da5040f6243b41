import type { IdempotencyRecord } from '@expressplay-binding/binding-core';
import type { Query } from '../bind.ts';
import type { Sealer } from '../sealing.ts';
import type { IdempotencyRow } from '../tables.ts';

export const findIdempotencyRecord: Query<'findIdempotencyRecord'> = async (
  { db, sealer },
  accountId,
  key
) => {
  const row = await db
    .selectFrom('idempotency_records')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('idempotency_key', '=', key)
    .executeTakeFirst();
  return row && toRecord(row, sealer);
};

/** Inserts or replaces the record; the caller has locked the account. */
export const saveIdempotencyRecord: Query<'saveIdempotencyRecord'> = async (context, record) => {
  await deleteIdempotencyRecord(context, record.accountId, record.key);
  await context.db.insertInto('idempotency_records').values(toRow(record, context.sealer)).execute();
};

export const deleteIdempotencyRecord: Query<'deleteIdempotencyRecord'> = async ({ db }, accountId, key) => {
  await db
    .deleteFrom('idempotency_records')
    .where('account_id', '=', accountId)
    .where('idempotency_key', '=', key)
    .execute();
};

const purpose = 'idempotency answer';

function toRecord(row: IdempotencyRow, sealer: Sealer): IdempotencyRecord {
  const { account_id, idempotency_key, sealed_answer } = row;
  return {
    accountId: account_id,
    key: idempotency_key,
    fingerprint: row.fingerprint,
    attempt: row.attempt,
    heldUntil: row.held_until,
    answer:
      sealed_answer === null ? undefined : sealer.open(sealed_answer, purpose, account_id, idempotency_key)
  };
}

function toRow(record: IdempotencyRecord, sealer: Sealer): IdempotencyRow {
  const { accountId, key, answer } = record;
  return {
    account_id: accountId,
    idempotency_key: key,
    fingerprint: record.fingerprint,
    attempt: record.attempt,
    held_until: record.heldUntil,
    sealed_answer: answer === undefined ? null : sealer.seal(answer, purpose, accountId, key)
  };
}
