import type { AuditEvent, AuditFacts } from '@expressplay-binding/binding-core';
import { compact } from '../http/compact.ts';
import { toRfc3339 } from '../http/times.ts';
import type { AuditEventJson } from './schemas.ts';

/** Writes an event of the audit trail. */
export function toAuditEventJson({ at, before, after, details, ...event }: AuditEvent): AuditEventJson {
  return compact({
    ...event,
    at: toRfc3339(at),
    before: before && readable(before),
    after: after && readable(after),
    details: readable(details)
  });
}

/** Writes facts that are times, by their names, as RFC 3339 like all other times. */
function readable(facts: AuditFacts): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(facts).map(([name, fact]) => [
      name,
      typeof fact === 'number' && name.endsWith('At') ? toRfc3339(fact) : fact
    ])
  );
}
