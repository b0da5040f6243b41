import type { FastifyInstance, FastifyReply } from 'fastify';
import * as openid from 'openid-client';
import { consoleCookie } from './cookies.ts';
import { isSecure } from './session-authentication.ts';
import type { Staff } from './staff-sessions.ts';

/** The OpenID Connect provider at which staff sign in. */
export interface IdentityProvider {
  /** Its issuer URL. The provider's metadata is read from it (OpenID Connect Discovery 1.0). */
  readonly issuer: string;
  readonly clientId: string;
  /** Absent for a public client. PKCE is always used. */
  readonly clientSecret?: string | undefined;
  /** Further OAuth scopes to ask for, e.g. `['profile', 'groups']`. Default `['profile']`. */
  readonly scopes?: readonly string[] | undefined;
  /** The API scopes of a person with these claims of the ID token. Nobody without any gets in. */
  scopesOf(claims: Readonly<Record<string, unknown>>): readonly string[];
}

interface Attempt {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** The page that the person wanted. */
  readonly to: string;
}

export interface SignInOptions {
  readonly provider: IdentityProvider;
  /** The origin of the console's pages. */
  readonly origin: string;
  /** Starts the session of a person who has signed in. */
  start(staff: Staff, reply: FastifyReply): Promise<unknown>;
}

/** Seconds in which a person must sign in at the provider. */
const attemptAge = 600;

/** `GET sign-in` and `GET callback`: the authorization code flow with PKCE, state and nonce. */
export async function signInRoutes(app: FastifyInstance, options: SignInOptions): Promise<Openid> {
  const { provider, origin } = options;
  const client = new Openid(provider);
  const callback = `${origin}${app.prefix}/callback`;
  const attemptCookie = consoleCookie('binding-console-sign-in', isSecure(origin), 'lax');
  const refuse = (reply: FastifyReply, why: string) =>
    reply.redirect(`${app.prefix}/?refused=${encodeURIComponent(why)}`);

  app.get<{ Querystring: { to?: string } }>('/sign-in', async ({ query }, reply) => {
    const attempt: Attempt = {
      state: openid.randomState(),
      nonce: openid.randomNonce(),
      verifier: openid.randomPKCECodeVerifier(),
      to: pageOf(app.prefix, query.to)
    };
    const url = openid.buildAuthorizationUrl(await client.configuration(), {
      redirect_uri: callback,
      scope: ['openid', ...(provider.scopes ?? ['profile'])].join(' '),
      state: attempt.state,
      nonce: attempt.nonce,
      code_challenge: await openid.calculatePKCECodeChallenge(attempt.verifier),
      code_challenge_method: 'S256'
    });
    attemptCookie.set(reply, Buffer.from(JSON.stringify(attempt)).toString('base64url'), attemptAge);
    return reply.redirect(url.href);
  });

  app.get('/callback', async (request, reply) => {
    const attempt = attemptOf(attemptCookie.read(request));
    attemptCookie.clear(reply);
    if (!attempt) return refuse(reply, 'The sign-in took too long, or another browser began it. Try again.');
    try {
      const tokens = await openid.authorizationCodeGrant(
        await client.configuration(),
        new URL(request.url, origin),
        { expectedState: attempt.state, expectedNonce: attempt.nonce, pkceCodeVerifier: attempt.verifier }
      );
      const claims = tokens.claims();
      if (!claims) return refuse(reply, 'The identity provider sent no ID token.');
      const scopes = provider.scopesOf(claims);
      if (scopes.length === 0) return refuse(reply, 'Your account has no role for this console.');
      await options.start(staffOf(claims, scopes), reply);
      return reply.redirect(attempt.to);
    } catch (error) {
      // The provider's text stays in the log: it may hold what the request carried.
      request.log.warn({ code: (error as { code?: unknown }).code }, 'a sign-in at the console was refused');
      return refuse(reply, 'The identity provider did not confirm who you are. Try again.');
    }
  });
  return client;
}

/** The provider's metadata, read when it is needed first and again after a failure. */
export class Openid {
  readonly #provider: IdentityProvider;
  #configuration: Promise<openid.Configuration> | undefined;

  constructor(provider: IdentityProvider) {
    this.#provider = provider;
  }

  configuration(): Promise<openid.Configuration> {
    this.#configuration ??= this.#discover().catch(error => {
      this.#configuration = undefined;
      throw error;
    });
    return this.#configuration;
  }

  /** Where the browser signs out at the provider; `undefined` where it has no such page. */
  async signOutUrl(returnTo: string): Promise<string | undefined> {
    const configuration = await this.configuration();
    if (configuration.serverMetadata().end_session_endpoint === undefined) return undefined;
    return openid.buildEndSessionUrl(configuration, { post_logout_redirect_uri: returnTo }).href;
  }

  #discover(): Promise<openid.Configuration> {
    const { issuer, clientId, clientSecret } = this.#provider;
    const url = new URL(issuer);
    const loopback = ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname);
    return openid.discovery(
      url,
      clientId,
      clientSecret,
      clientSecret === undefined ? openid.None() : undefined,
      {
        timeout: 10,
        // Only a provider on this machine may speak plain HTTP.
        ...(loopback && { execute: [openid.allowInsecureRequests] })
      }
    );
  }
}

function staffOf(claims: openid.IDToken, scopes: readonly string[]): Staff {
  const name = typeof claims.name === 'string' && claims.name !== '' ? claims.name : claims.sub;
  const actor = `staff:${claims.sub}${name === claims.sub ? '' : ` (${name})`}`;
  return { actor: actor.slice(0, 128), name, scopes };
}

function attemptOf(value: string | undefined): Attempt | undefined {
  if (value === undefined) return undefined;
  try {
    return JSON.parse(Buffer.from(value, 'base64url').toString()) as Attempt;
  } catch {
    return undefined;
  }
}

/** A page of the console and nothing else: a link must not lead people who sign in to another site. */
function pageOf(prefix: string, wanted: string | undefined): string {
  const home = `${prefix}/`;
  if (wanted === undefined || !wanted.startsWith(home)) return home;
  return new URL(wanted, 'http://console.invalid').pathname.startsWith(home) ? wanted : home;
}
