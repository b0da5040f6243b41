import type { Resource } from '../http/resource.ts';
import { entitlementRoutes } from './routes.ts';
import {
  CreateEntitlementJson,
  EntitlementJson,
  EntitlementPageJson,
  ExtendSubscriptionJson
} from './schemas.ts';

/** The rights of accounts to contents. */
export const entitlements = {
  tag: { name: 'Entitlements', description: 'What an account may play' },
  scopes: ['entitlements:read', 'entitlements:write'],
  components: [CreateEntitlementJson, ExtendSubscriptionJson, EntitlementJson, EntitlementPageJson],
  routes: entitlementRoutes
} as const satisfies Resource;
