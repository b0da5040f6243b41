import type { Resource } from '../http/resource.ts';
import { tokenRoutes } from './routes.ts';
import { IssuedTokenJson, IssueTokenJson, TokenJson, TokenPageJson } from './schemas.ts';

/** License tokens. */
export const tokens = {
  tag: { name: 'Tokens', description: 'License tokens that only one device can redeem' },
  scopes: ['tokens:read', 'tokens:write'],
  components: [IssueTokenJson, TokenJson, IssuedTokenJson, TokenPageJson],
  routes: tokenRoutes
} as const satisfies Resource;
