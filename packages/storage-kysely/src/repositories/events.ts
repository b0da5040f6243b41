import type { BindingEvent, EventData, EventType } from '@expressplay-binding/binding-core';
import type { Query } from '../bind.ts';
import { cursorOf, positionOf } from '../paging.ts';
import { prepared, preparedInsert } from '../prepared.ts';
import type { EventRow, UnpublishedEventRow } from '../tables.ts';

const insertRow = preparedInsert('unpublished_events');

export const appendEvent: Query<'appendEvent'> = async (context, event) => {
  await insertRow(context, toRow(event));
};

const firstUnpublished = prepared(({ db }) =>
  db
    .selectFrom('unpublished_events')
    .select('event_id')
    .where('event_id', '>', '')
    .orderBy('event_id')
    .limit(1)
);

export const hasUnpublishedEvents: Query<'hasUnpublishedEvents'> = async context =>
  (await firstUnpublished(context)).rows.length > 0;

/**
 * The lock on the last position lasts until the commit. So whoever sees an event at a position also sees all events before it.
 */
export const publishEvents: Query<'publishEvents'> = async ({ db, dialect }, limit) => {
  const { last } = await dialect
    .forUpdate(db.selectFrom('event_positions').select('last').where('id', '=', 1))
    .executeTakeFirstOrThrow();
  const rows = await db
    .selectFrom('unpublished_events')
    .selectAll()
    .where('event_id', '>', '')
    .orderBy('event_id')
    .limit(limit)
    .execute();
  if (rows.length === 0) return 0;
  await db
    .insertInto('events')
    .values(rows.map((row, index) => ({ position: last + 1 + index, ...row })))
    .execute();
  await db
    .updateTable('event_positions')
    .set({ last: last + rows.length })
    .where('id', '=', 1)
    .execute();
  const ids = rows.map(row => row.event_id);
  await db.deleteFrom('unpublished_events').where('event_id', 'in', ids).execute();
  return rows.length;
};

/** The most events that one page reads if it is filtered by type. The page may then be shorter than its limit. */
const mostRows = 1000;

export const listEvents: Query<'listEvents'> = async ({ db }, { types, accountId }, page) => {
  const after = positionOf(page.cursor);
  let query = db.selectFrom('events').selectAll().where('position', '>', after);
  if (accountId !== undefined) query = query.where('account_id', '=', accountId);
  const rows = await query
    .orderBy('position')
    .limit(types === undefined ? page.limit : mostRows)
    .execute();
  const found = rows.filter(({ type }) => types === undefined || types.some(wanted => wanted === type));
  const items = found.slice(0, page.limit);
  // Everything up to here was read. If the page is full, what follows its last item was not looked at.
  const last = items.length === page.limit ? items.at(-1) : rows.at(-1);
  return { items: items.map(toEvent), nextCursor: cursorOf(String(last?.position ?? after)) };
};

/** Deletes the oldest events, in their order. An event that is old enough but follows a younger one waits for that one. */
export const purgeEvents: Query<'purgeEvents'> = async ({ db }, before, limit) => {
  const rows = await db
    .selectFrom('events')
    .select(['position', 'created_at'])
    .where('position', '>', 0)
    .orderBy('position')
    .limit(limit)
    .execute();
  const young = rows.findIndex(row => row.created_at >= before);
  const old = young === -1 ? rows : rows.slice(0, young);
  const last = old.at(-1);
  if (last) await db.deleteFrom('events').where('position', '<=', last.position).execute();
  return old.length;
};

function toEvent(row: EventRow): BindingEvent {
  return {
    eventId: row.event_id,
    type: row.type as EventType,
    createdAt: row.created_at,
    accountId: row.account_id || undefined,
    data: JSON.parse(row.data_json) as EventData
  };
}

function toRow({ eventId, type, createdAt, accountId, data }: BindingEvent): UnpublishedEventRow {
  return {
    event_id: eventId,
    account_id: accountId ?? '',
    type,
    created_at: createdAt,
    data_json: JSON.stringify(data)
  };
}
