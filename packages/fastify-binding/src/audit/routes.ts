import type { AuditFilter } from '@expressplay-binding/binding-core';
import { answer } from '../http/component.ts';
import { listPage } from '../http/paging.ts';
import type { Resource, Routes } from '../http/resource.ts';
import { fromRfc3339 } from '../http/times.ts';
import { readProblems } from '../problems/problem-schema.ts';
import { toAuditEventJson } from './mapper.ts';
import { AuditEventJson, AuditEventPageJson, type AuditQuery, AuditQuerySchema } from './schemas.ts';

const auditRoutes: Routes = async (app, { binding }) => {
  app.get(
    '/audit-events',
    {
      config: { scope: 'audit:read' },
      schema: {
        operationId: 'listAuditEvents',
        summary: 'List audit events',
        description:
          'Newest first. Where several filters are given, all must match; a page may then be shorter than `limit` although more follows. ' +
          'Everything that was written before the first page was read is on exactly one page. The events of one account appear in ' +
          'their order. On MySQL an event of another account may appear up to `DATABASE_TIMEOUT_MS` after its `at`: a reader who ' +
          'asks for new events by `from` starts that much earlier and skips the ids that it knows.',
        querystring: AuditQuerySchema,
        response: { 200: answer(AuditEventPageJson, 'A page of events'), ...readProblems() }
      }
    },
    async ({ query }) => {
      const filter = toFilter(query);
      return listPage(
        ['audit-events', JSON.stringify(filter)],
        query,
        page => binding.listAuditEvents(filter, page),
        toAuditEventJson
      );
    }
  );
};

function toFilter({ eventId, accountId, action, subject, actor, from, to }: AuditQuery): AuditFilter {
  return {
    eventId,
    accountId,
    action,
    subject,
    actor,
    from: from === undefined ? undefined : fromRfc3339('/querystring/from', from),
    to: to === undefined ? undefined : fromRfc3339('/querystring/to', to)
  };
}

/** The audit trail. */
export const auditEvents = {
  tag: { name: 'Audit', description: 'Who did what, when and why' },
  scopes: ['audit:read'],
  components: [AuditEventJson, AuditEventPageJson],
  routes: auditRoutes
} as const satisfies Resource;
