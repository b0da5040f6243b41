import type { AuditEvent } from '@expressplay-binding/binding-core';
import { compact } from '../http/compact.ts';
import { toRfc3339 } from '../http/times.ts';
import type { AuditEventJson } from './schemas.ts';

/** Writes an event of the audit trail. */
export function toAuditEventJson({ at, before, after, details, ...event }: AuditEvent): AuditEventJson {
  return compact({
    ...event,
    at: toRfc3339(at),
    before: before && { ...before },
    after: after && { ...after },
    details: { ...details }
  });
}
