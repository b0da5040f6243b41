import {
  type AuditAction,
  type AuditEvent,
  type AuditFacts,
  type AuditFilter,
  type AuditRecord,
  idOfSame,
  lowestId,
  type PageRequest,
  tokenIssued
} from '@expressplay-binding/binding-core';
import type { Query } from '../bind.ts';
import type { Context } from '../context.ts';
import { before, cursorOf, rowsFor, toPage } from '../paging.ts';
import { preparedInsert } from '../prepared.ts';
import type { AuditEventRow } from '../tables.ts';
import { appendEvent } from './events.ts';
import { toToken } from './tokens.ts';

export const appendAuditEvent: Query<'appendAuditEvent'> = async (context, event) => {
  await insertRow(context, toRow(event));
};

const insertRow = preparedInsert('audit_events');

/** Appends a record in a write outside of the units of an account. */
export async function appendRecord(context: Context, { auditEvent, event }: AuditRecord): Promise<void> {
  await appendAuditEvent(context, auditEvent);
  if (event) await appendEvent(context, event);
}

/**
 * The most rows of a table that one page reads if there is more than one filter: an index serves one filter, and the others are
 * applied to these rows. A page may then be shorter than its limit, but it never reads a whole table.
 */
const mostRows = 200;

/** Lists the stored events and the tokens, newest first. */
export const listAuditEvents: Query<'listAuditEvents'> = async (context, filter, page) => {
  const bounds = boundsOf(filter, page);
  const found = await Promise.all([
    filter.action === 'token.issued' ? nothing : findEvents(context, filter, bounds, page),
    filter.action === undefined || filter.action === 'token.issued'
      ? findIssued(context, filter, bounds, page)
      : nothing
  ]);
  // A search knows nothing about rows that are older than the last one that it read.
  const readTo =
    found
      .map(({ readTo }) => readTo)
      .sort()
      .at(-1) ?? '';
  const newestFirst = found
    .flatMap(({ events }) => events)
    .filter(event => event.eventId >= readTo && matches(event, filter))
    .sort((a, b) => (a.eventId > b.eventId ? -1 : 1));
  const { items, nextCursor } = toPage(newestFirst, page, event => event.eventId);
  return { items, nextCursor: nextCursor ?? (readTo === '' ? undefined : cursorOf(readTo)) };
};

/** A part of the events of one table, newest first. */
interface Search {
  readonly events: readonly AuditEvent[];
  /** The id of the oldest event that it read; empty if there is no older one. */
  readonly readTo: string;
}

const nothing: Search = { events: [], readTo: '' };

/** A range of event ids. Ids are ordered by time, so this is also a range of times. */
interface Bounds {
  /** At or after. */
  readonly first: string | undefined;
  /** Before. */
  readonly end: string;
}

function boundsOf({ from, to }: AuditFilter, page: PageRequest): Bounds {
  const cursor = before(page);
  const end = to === undefined ? cursor : lowestId('aud', to);
  return {
    first: from === undefined ? undefined : lowestId('aud', from),
    end: to !== undefined && end < cursor ? end : cursor
  };
}

function matches(event: AuditEvent, filter: AuditFilter): boolean {
  const { eventId, accountId, action, subject, actor, from, to } = filter;
  return (
    (eventId === undefined || event.eventId === eventId) &&
    (accountId === undefined || event.accountId === accountId) &&
    (action === undefined || event.action === action) &&
    (subject === undefined || event.subject === subject) &&
    (actor === undefined || event.actor === actor) &&
    (from === undefined || event.at >= from) &&
    (to === undefined || event.at < to)
  );
}

/** Reads by the index of one filter: the one that usually leaves the fewest rows. */
async function findEvents(
  { db }: Context,
  filter: AuditFilter,
  { first, end }: Bounds,
  page: PageRequest
): Promise<Search> {
  const { eventId, subject, accountId, actor, action } = filter;
  let query = db.selectFrom('audit_events').selectAll();
  if (eventId === undefined) query = query.where('event_id', '<', end);
  else query = query.where('event_id', '=', eventId);
  if (eventId === undefined && first !== undefined) query = query.where('event_id', '>=', first);
  if (subject !== undefined) query = query.where('subject', '=', subject);
  else if (accountId !== undefined) query = query.where('account_id', '=', accountId);
  else if (actor !== undefined) query = query.where('actor', '=', actor);
  else if (action !== undefined) query = query.where('action', '=', action);
  const given = [eventId, subject, accountId, actor, action].filter(value => value !== undefined);
  const limit = given.length > 1 ? mostRows : rowsFor(page);
  const rows = await query.orderBy('event_id', 'desc').limit(limit).execute();
  return searchOf(rows.map(toEvent), limit);
}

async function findIssued(
  { db }: Context,
  { eventId, subject, accountId, actor }: AuditFilter,
  { first, end }: Bounds,
  page: PageRequest
): Promise<Search> {
  let query = db.selectFrom('tokens').selectAll();
  const tokenId = subject ?? (eventId === undefined ? undefined : idOfSame('tok', eventId));
  if (tokenId === undefined) query = query.where('token_id', '<', tokenIdOf(end));
  else query = query.where('token_id', '=', tokenId);
  if (tokenId === undefined && first !== undefined) query = query.where('token_id', '>=', tokenIdOf(first));
  if (accountId !== undefined) query = query.where('account_id', '=', accountId);
  // Tokens are by far the most frequent rows: an index of their actors would cost more than it is worth.
  const limit = actor === undefined ? rowsFor(page) : mostRows;
  const rows = await query.orderBy('token_id', 'desc').limit(limit).execute();
  const events = rows.map(row => tokenIssued(toToken(row)));
  return searchOf(events, limit);
}

/** Converts the id of an event into the id of its token; a text that is not an event id stays as it is. */
function tokenIdOf(eventId: string): string {
  return eventId.startsWith('aud_') ? idOfSame('tok', eventId) : eventId;
}

function searchOf(events: readonly AuditEvent[], limit: number): Search {
  return { events, readTo: events.length < limit ? '' : (events.at(-1)?.eventId ?? '') };
}

function toEvent(row: AuditEventRow): AuditEvent {
  return {
    eventId: row.event_id,
    accountId: row.account_id || undefined,
    at: row.at,
    actor: row.actor,
    action: row.action as AuditAction,
    subject: row.subject,
    reason: row.reason ?? undefined,
    before: toFacts(row.before_json),
    after: toFacts(row.after_json),
    details: toFacts(row.details_json) ?? {}
  };
}

function toFacts(json: string | null): AuditFacts | undefined {
  return json === null ? undefined : (JSON.parse(json) as AuditFacts);
}

function toRow(event: AuditEvent): AuditEventRow {
  return {
    account_id: event.accountId ?? '',
    event_id: event.eventId,
    at: event.at,
    actor: event.actor,
    action: event.action,
    subject: event.subject,
    reason: event.reason ?? null,
    before_json: event.before === undefined ? null : JSON.stringify(event.before),
    after_json: event.after === undefined ? null : JSON.stringify(event.after),
    details_json: JSON.stringify(event.details)
  };
}
