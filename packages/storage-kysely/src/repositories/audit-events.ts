import {
  type AuditAction,
  type AuditEvent,
  type AuditFacts,
  type AuditFilter,
  idOfSame,
  type PageRequest,
  tokenIssued
} from '@expressplay-binding/binding-core';
import type { Query } from '../bind.ts';
import type { Context } from '../context.ts';
import { before, rowsFor, toPage } from '../paging.ts';
import { preparedInsert } from '../prepared.ts';
import type { AuditEventRow } from '../tables.ts';
import { toToken } from './tokens.ts';

export const appendAuditEvent: Query<'appendAuditEvent'> = async (context, event) => {
  await insertRow(context, toRow(event));
};

const insertRow = preparedInsert('audit_events');

/** Newest first: what was written down, and the tokens. */
export const listAuditEvents: Query<'listAuditEvents'> = async (context, filter, page) => {
  const found = await Promise.all([findEvents(context, filter, page), findIssued(context, filter, page)]);
  const newestFirst = found.flat().sort((a, b) => (a.eventId > b.eventId ? -1 : 1));
  return toPage(newestFirst.slice(0, rowsFor(page)), page, event => event.eventId);
};

async function findEvents(
  { db }: Context,
  filter: AuditFilter,
  page: PageRequest
): Promise<readonly AuditEvent[]> {
  if (filter.action === 'token.issued') return [];
  let query = db.selectFrom('audit_events').selectAll().where('event_id', '<', before(page));
  if (filter.eventId !== undefined) query = query.where('event_id', '=', filter.eventId);
  if (filter.accountId !== undefined) query = query.where('account_id', '=', filter.accountId);
  if (filter.action !== undefined) query = query.where('action', '=', filter.action);
  if (filter.subject !== undefined) query = query.where('subject', '=', filter.subject);
  if (filter.actor !== undefined) query = query.where('actor', '=', filter.actor);
  if (filter.from !== undefined) query = query.where('at', '>=', filter.from);
  if (filter.to !== undefined) query = query.where('at', '<', filter.to);
  const rows = await query.orderBy('event_id', 'desc').limit(rowsFor(page)).execute();
  return rows.map(toEvent);
}

async function findIssued(
  { db }: Context,
  filter: AuditFilter,
  page: PageRequest
): Promise<readonly AuditEvent[]> {
  if (filter.action !== undefined && filter.action !== 'token.issued') return [];
  const end = page.cursor === undefined ? before(page) : idOfSame('tok', before(page));
  let query = db.selectFrom('tokens').selectAll().where('token_id', '<', end);
  if (filter.eventId !== undefined) query = query.where('token_id', '=', idOfSame('tok', filter.eventId));
  if (filter.accountId !== undefined) query = query.where('account_id', '=', filter.accountId);
  if (filter.subject !== undefined) query = query.where('token_id', '=', filter.subject);
  if (filter.actor !== undefined) query = query.where('actor', '=', filter.actor);
  if (filter.from !== undefined) query = query.where('issued_at', '>=', filter.from);
  if (filter.to !== undefined) query = query.where('issued_at', '<', filter.to);
  const rows = await query.orderBy('token_id', 'desc').limit(rowsFor(page)).execute();
  return rows.map(row => tokenIssued(toToken(row)));
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
