import type { Resource } from '../http/resource.ts';
import { accountRoutes } from './routes.ts';
import { AccountJson, AccountPolicyJson, SetAccountPolicyJson, StaffActionJson } from './schemas.ts';

/** The accounts of customers, and what staff may change about them. */
export const accounts = {
  tag: { name: 'Accounts', description: 'Customers or households' },
  scopes: ['accounts:read', 'staff'],
  components: [AccountJson, SetAccountPolicyJson, AccountPolicyJson, StaffActionJson],
  routes: accountRoutes
} as const satisfies Resource;
