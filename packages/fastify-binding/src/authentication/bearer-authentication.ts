import type { FastifyInstance, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { HttpProblem } from '../problems/http-problem.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who sends the request. It is set before any handler runs. */
    principal: Principal;
  }
  interface FastifyContextConfig {
    /** The scope that the API key needs for this route. */
    scope?: string;
  }
}

/** Who sends a request. */
export interface Principal {
  /** The actor in the audit trail, e.g. the name of the API key. */
  readonly name: string;
  /** The scopes that it has. Unknown words are ignored. */
  readonly scopes: readonly string[];
}

/** Finds the owner of an API key; `undefined` when the key is unknown or revoked. */
export type Authenticate = (apiKey: string) => Promise<Principal | undefined>;

/**
 * Finds who sends a request without an API key, e.g. by the session cookie of a page; `undefined` when it is nobody. It must refuse
 * writes that no page of yours sent: cookies travel by themselves.
 */
export type AuthenticateRequest = (request: FastifyRequest) => Promise<Principal | undefined>;

/** How requests are authenticated. */
export interface Authentication {
  readonly authenticate: Authenticate;
  readonly authenticateRequest?: AuthenticateRequest | undefined;
}

/**
 * Refuses requests without a known API key, and requests for routes that the scopes of the key do not allow. The refusal is the
 * same for every wrong key, so that nobody learns whether a key was once valid.
 */
export const bearerAuthentication = fp(
  async (app: FastifyInstance, { authenticate, authenticateRequest }: Authentication) => {
    app.decorateRequest('principal', undefined as unknown as Principal);
    app.addHook('onRequest', async request => {
      const apiKey = bearerToken(request);
      const principal = await (apiKey === undefined ? authenticateRequest?.(request) : authenticate(apiKey));
      if (!principal) throw unauthenticated();
      request.principal = principal;

      const { scope } = request.routeOptions.config;
      if (scope !== undefined) requireScope(principal, scope);
    });
  },
  { name: '@expressplay-binding/bearer-authentication' }
);

/** Refuses with `forbidden` unless the principal has the scope. */
export function requireScope(principal: Principal, scope: string): void {
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
