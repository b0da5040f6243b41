import type { Resource } from '../http/resource.ts';
import { policyRoutes } from './routes.ts';
import { PolicyJson, SavePolicyJson } from './schemas.ts';

/** The rules for the devices of accounts. */
export const policies = {
  tag: {
    name: 'Policies',
    description: 'Rules for the devices of accounts: how many, and how often they may change'
  },
  scopes: ['policies:read'],
  components: [SavePolicyJson, PolicyJson],
  routes: policyRoutes
} as const satisfies Resource;
