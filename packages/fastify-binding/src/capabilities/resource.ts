import type { Resource } from '../http/resource.ts';
import { capabilityRoutes } from './routes.ts';
import { CapabilitiesJson } from './schemas.ts';

/** What each DRM can do. */
export const capabilities = {
  tag: { name: 'Capabilities', description: 'Which DRMs restrict tokens to a device' },
  scopes: [],
  components: [CapabilitiesJson],
  routes: capabilityRoutes
} as const satisfies Resource;
