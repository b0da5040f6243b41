import type { Resource } from '../http/resource.ts';
import { registrationRoutes } from './routes.ts';
import {
  RegistrationDecisionJson,
  RegistrationJson,
  StartedRegistrationJson,
  StartRegistrationJson
} from './schemas.ts';

/** How devices prove their ids. */
export const registrations = {
  tag: { name: 'Registrations', description: 'How a device proves its id and gets a slot' },
  scopes: ['registrations:read', 'registrations:write'],
  components: [StartRegistrationJson, StartedRegistrationJson, RegistrationJson, RegistrationDecisionJson],
  routes: registrationRoutes
} as const satisfies Resource;
