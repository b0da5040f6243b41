import { accounts } from './accounts/routes.ts';
import { apiKeys } from './api-keys/routes.ts';
import { auditEvents } from './audit/routes.ts';
import { bindingChecks } from './binding-checks/routes.ts';
import { capabilities } from './capabilities/routes.ts';
import { contents } from './contents/routes.ts';
import { devices } from './devices/routes.ts';
import { entitlements } from './entitlements/routes.ts';
import { events } from './events/routes.ts';
import type { Component } from './http/component.ts';
import type { Described, Tag } from './http/resource.ts';
import { playerSessions } from './player/open-session-routes.ts';
import { policies } from './policies/routes.ts';
import { ProblemJson } from './problems/problem-schema.ts';
import { registrations } from './registrations/routes.ts';
import { sees } from './sees/schemas.ts';
import { tokens } from './tokens/routes.ts';

/** Every resource of the REST API. A new one is added here and in no other place. */
export const resources = [
  contents,
  policies,
  accounts,
  registrations,
  devices,
  entitlements,
  tokens,
  playerSessions,
  bindingChecks,
  capabilities,
  auditEvents,
  apiKeys,
  events
] as const;

const described: readonly Described[] = [...resources, sees];

/** Every named schema of the API. */
export const components: readonly Component[] = [ProblemJson, ...described.flatMap(part => part.components)];

/** Every heading of the OpenAPI document, in the order of the resources. */
export const tags: readonly Tag[] = described.map(({ tag }) => tag);

/** What an API key can be allowed to do. */
export type Scope = (typeof resources)[number]['scopes'][number];

/** Every scope. `staff` is for policies, suspensions, resets and overrides. */
export const scopes: readonly Scope[] = [...new Set(resources.flatMap<Scope>(resource => resource.scopes))];
