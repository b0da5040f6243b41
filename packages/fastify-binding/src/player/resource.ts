import type { Resource } from '../http/resource.ts';
import { openSessionRoutes } from './open-session-routes.ts';
import {
  ExchangePlayerCodeJson,
  IssuePlayerTokenJson,
  PlayerCodeJson,
  PlayerSessionJson,
  StartPlayerRegistrationJson
} from './schemas.ts';

/** The sessions of browsers: the operator's server opens them here, and browsers use them at `/player`. */
export const playerSessions = {
  tag: { name: 'Browsers', description: 'What a page calls itself, with cookies' },
  scopes: ['player-sessions:write'],
  components: [
    PlayerCodeJson,
    ExchangePlayerCodeJson,
    PlayerSessionJson,
    StartPlayerRegistrationJson,
    IssuePlayerTokenJson
  ],
  routes: openSessionRoutes
} as const satisfies Resource;
