import type { AuthenticateRequest } from '@expressplay-binding/fastify-binding';
import {
  type SessionAuthenticationOptions,
  sessionAuthentication
} from '@expressplay-binding/support-console';

/** Lets staff who are signed in to the console call the API. The person is the actor of what they do. */
export function staffAuthentication(options: SessionAuthenticationOptions): AuthenticateRequest {
  const findSession = sessionAuthentication(options);
  return async request => {
    const session = await findSession(request);
    return session && { name: session.actor, scopes: session.scopes };
  };
}
