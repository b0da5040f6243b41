import { accounts } from './accounts/resource.ts';
import { auditEvents } from './audit/resource.ts';
import { capabilities } from './capabilities/resource.ts';
import { contents } from './contents/resource.ts';
import { devices } from './devices/resource.ts';
import { entitlements } from './entitlements/resource.ts';
import type { Component } from './http/component.ts';
import type { Described, Tag } from './http/resource.ts';
import { playerSessions } from './player/resource.ts';
import { policies } from './policies/resource.ts';
import { ProblemJson } from './problems/problem-schema.ts';
import { registrations } from './registrations/resource.ts';
import { sees } from './sees/description.ts';
import { tokens } from './tokens/resource.ts';

/** Every resource of the REST API. A new one is named here and nowhere else. */
export const resources = [
  contents,
  policies,
  accounts,
  registrations,
  devices,
  entitlements,
  tokens,
  playerSessions,
  capabilities,
  auditEvents
] as const;

const described: readonly Described[] = [...resources, sees];

/** Every named schema of the API. */
export const components: readonly Component[] = [ProblemJson, ...described.flatMap(part => part.components)];

/** Every heading of the OpenAPI document, in the order of the resources. */
export const tags: readonly Tag[] = described.map(({ tag }) => tag);

/** What an API key can be allowed to do. */
export type Scope = (typeof resources)[number]['scopes'][number];

/** Every scope. `staff` is for policies, suspensions, resets and overrides. */
export const scopes: readonly Scope[] = resources.flatMap(resource => resource.scopes);
