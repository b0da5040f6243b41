import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import fp from 'fastify-plugin';
import { HttpProblem } from '../problems/http-problem.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who sends the request. It is set before any handler runs. */
    principal: Principal;
  }
  interface FastifyContextConfig {
    /** The scope that the API key needs for this route; `null` if every valid key is enough. */
    scope?: string | null;
  }
}

/** Who sends a request. */
export interface Principal {
  /** The actor in the audit trail, e.g. the name of the API key. */
  readonly name: string;
  /** The scopes that it has. Unknown words are ignored. */
  readonly scopes: readonly string[];
  /** The id of the stored API key, if it is one. */
  readonly keyId?: string | undefined;
}

/**
 * Finds the owner of an API key; `undefined` when the key is not valid, or not valid for requests from this IP address.
 * {@link apiKeyAuthentication} makes one for the keys of the store.
 */
export type Authenticate = (apiKey: string, address: string) => Promise<Principal | undefined>;

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
    app.addHook('onRoute', requireDeclaredScope);
    app.addHook('onRequest', async request => {
      const apiKey = bearerToken(request);
      const principal = await (apiKey === undefined
        ? authenticateRequest?.(request)
        : authenticate(apiKey, request.ip));
      if (!principal) throw unauthenticated();
      request.principal = principal;

      const { scope } = request.routeOptions.config;
      if (typeof scope === 'string') requireScope(principal, scope);
    });
  },
  { name: '@expressplay-binding/bearer-authentication' }
);

/**
 * Writes the scope of a route into the OpenAPI document.
 * @throws {TypeError} A route does not say which scope it needs: without a scope every key could call it.
 */
function requireDeclaredScope({ method, url, config, schema }: RouteOptions): void {
  const scope = config?.scope;
  if (scope === undefined)
    throw new TypeError(`The route ${method} ${url} has to name its scope: \`config: { scope: … }\`.`);
  // Fastify adds a HEAD route to each GET route, with the same schema.
  if (!schema || method === 'HEAD') return;
  const sentence =
    scope === null ? 'Every API key may call it.' : `The API key needs the scope \`${scope}\`.`;
  const { description } = schema as { readonly description?: string };
  Object.assign(schema, {
    security: [{ apiKey: scope === null ? [] : [scope] }],
    description: description === undefined ? sentence : `${description}\n\n${sentence}`
  });
}

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
