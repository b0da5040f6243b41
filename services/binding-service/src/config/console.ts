import { type Scope, scopes } from '@expressplay-binding/fastify-binding';
import type { IdentityProvider } from '@expressplay-binding/support-console';
import { ConfigurationError } from './read-variables.ts';
import type { Variables } from './variables.ts';

/** How the console is served. */
export interface ConsoleConfiguration {
  readonly origin: string;
  readonly idleSeconds: number;
  readonly maxSeconds: number;
  /** Nothing while staff sign in with API keys. */
  readonly identityProvider: IdentityProvider | undefined;
}

/** Nothing while there is no console. @throws {ConfigurationError} */
export function consoleOf(variables: Variables): ConsoleConfiguration | undefined {
  if (!variables.CONSOLE) return undefined;
  const { CONSOLE_ORIGIN: origin } = variables;
  if (origin === undefined || URL.parse(origin)?.origin !== origin || !/^https?:/.test(origin))
    throw new ConfigurationError(
      'CONSOLE needs CONSOLE_ORIGIN: an origin such as https://binding.example, without a path.'
    );
  return {
    origin,
    idleSeconds: variables.CONSOLE_IDLE_SECONDS,
    maxSeconds: variables.CONSOLE_SESSION_SECONDS,
    identityProvider: identityProviderOf(variables)
  };
}

function identityProviderOf(variables: Variables): IdentityProvider | undefined {
  const { CONSOLE_OIDC_ISSUER: issuer, CONSOLE_OIDC_CLIENT_ID: clientId, CONSOLE_ROLES: roles } = variables;
  if (issuer === undefined && clientId === undefined && roles === undefined) return undefined;
  if (issuer === undefined || clientId === undefined || roles === undefined)
    throw new ConfigurationError(
      'CONSOLE_OIDC_ISSUER, CONSOLE_OIDC_CLIENT_ID and CONSOLE_ROLES belong together: set all or none.'
    );
  const scopesOfRole = rolesOf(roles);
  return {
    issuer,
    clientId,
    clientSecret: variables.CONSOLE_OIDC_CLIENT_SECRET,
    scopes: variables.CONSOLE_OIDC_SCOPES.split(' ').filter(scope => scope !== ''),
    scopesOf(claims) {
      const claimed = claims[variables.CONSOLE_ROLES_CLAIM];
      const names = Array.isArray(claimed) ? claimed : [claimed];
      return [...new Set(names.flatMap(name => scopesOfRole.get(String(name)) ?? []))];
    }
  };
}

const groups: ReadonlyMap<unknown, readonly Scope[]> = new Map([
  ['all', scopes],
  ['read', scopes.filter(scope => scope.endsWith(':read'))]
]);

function rolesOf(text: string): ReadonlyMap<string, readonly string[]> {
  let roles: unknown;
  try {
    roles = JSON.parse(text);
  } catch {
    throw wrongRoles('it is not JSON');
  }
  if (typeof roles !== 'object' || roles === null || Array.isArray(roles))
    throw wrongRoles('it is no object');
  return new Map(
    Object.entries(roles).map(([role, may]): [string, readonly string[]] => {
      const group = groups.get(may);
      if (group) return [role, group];
      const unknown = Array.isArray(may) ? may.find(scope => !scopes.includes(scope)) : may;
      if (unknown !== undefined || !Array.isArray(may))
        throw wrongRoles(`${JSON.stringify(unknown)} of ${JSON.stringify(role)} is no scope`);
      return [role, may];
    })
  );
}

function wrongRoles(why: string): ConfigurationError {
  return new ConfigurationError(
    `CONSOLE_ROLES must be JSON such as {"support":"read","support-lead":"all"}; ${why}. Scopes are ${scopes.join(', ')}.`
  );
}
