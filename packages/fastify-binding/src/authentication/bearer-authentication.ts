import type { FastifyInstance, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { HttpProblem } from '../problems/http-problem.ts';
import type { Principal, Scope } from './scopes.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who sends the request; set before any handler runs. */
    principal: Principal;
  }
  interface FastifyContextConfig {
    /** What the API key needs for this route. */
    scope?: Scope;
  }
}

/** Finds out whose API key it is; `undefined` for a key that is unknown or revoked. */
export type Authenticate = (apiKey: string) => Promise<Principal | undefined>;

/**
 * Lets only known API keys through, to routes that their scopes allow. One text for every key that is no good: nobody learns
 * whether a key was once valid.
 */
export const bearerAuthentication = fp(
  async (app: FastifyInstance, { authenticate }: { readonly authenticate: Authenticate }) => {
    app.decorateRequest('principal', undefined as unknown as Principal);
    app.addHook('onRequest', async request => {
      const apiKey = bearerToken(request);
      const principal = apiKey === undefined ? undefined : await authenticate(apiKey);
      if (!principal) throw unauthenticated();
      request.principal = principal;

      const { scope } = request.routeOptions.config;
      if (scope !== undefined) requireScope(principal, scope);
    });
  },
  { name: '@expressplay-binding/bearer-authentication' }
);

/** Refuses with `forbidden` unless the principal has the scope. */
export function requireScope(principal: Principal, scope: Scope): void {
  if (!principal.scopes.includes(scope))
    throw new HttpProblem('forbidden', `This API key lacks the scope ${scope}.`);
}

/** RFC 6750, section 2.1: the scheme is case-insensitive, the token is not. */
function bearerToken({ headers }: FastifyRequest): string | undefined {
  return /^bearer +([A-Za-z0-9._~+/-]{1,256}=*)$/i.exec(headers.authorization ?? '')?.[1];
}

function unauthenticated(): HttpProblem {
  return new HttpProblem('unauthenticated', 'Send a valid API key as `Authorization: Bearer <API key>`.', {
    'www-authenticate': 'Bearer realm="device binding"'
  });
}
