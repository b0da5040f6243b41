import type { Resource } from '../http/resource.ts';
import { auditRoutes } from './routes.ts';
import { AuditEventJson, AuditEventPageJson } from './schemas.ts';

/** The audit trail. */
export const auditEvents = {
  tag: { name: 'Audit', description: 'Who did what, when and why' },
  scopes: ['audit:read'],
  components: [AuditEventJson, AuditEventPageJson],
  routes: auditRoutes
} as const satisfies Resource;
