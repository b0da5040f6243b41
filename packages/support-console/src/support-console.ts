import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyPluginAsync, FastifyReply, RegisterOptions } from 'fastify';
import { checkOptions, functionRule, type OptionRules, optional } from './check-options.ts';
import { consoleCookie } from './cookies.ts';
import { type IdentityProvider, type Openid, signInRoutes } from './identity-provider.ts';
import { keySignInRoute } from './key-sign-in.ts';
import { sendProblem } from './problems.ts';
import {
  isSecure,
  type SessionAuthenticationOptions,
  sessionAges,
  sessionAuthentication,
  sessionCookieName,
  sessionRules
} from './session-authentication.ts';
import { type Staff, type StaffSession, startSession } from './staff-sessions.ts';

export interface SupportConsoleOptions extends SessionAuthenticationOptions {
  /** Where staff sign in. Without it they sign in with an API key. */
  readonly identityProvider?: IdentityProvider | undefined;
  /**
   * Finds who an API key belongs to; `undefined` for a key that is not valid, or not valid for this IP address. Used where there is
   * no identity provider.
   */
  authenticateKey(apiKey: string, address: string): Promise<Omit<Staff, 'actor'> | undefined>;
}

const rules: OptionRules<SupportConsoleOptions> = {
  ...sessionRules,
  identityProvider: optional([
    "an object, e.g. { issuer: 'https://id.example', clientId, clientSecret, scopesOf }",
    value => {
      const { issuer, clientId, scopesOf } = (value ?? {}) as Partial<IdentityProvider>;
      return URL.canParse(issuer ?? '') && typeof clientId === 'string' && typeof scopesOf === 'function';
    }
  ]),
  authenticateKey: functionRule(
    'a function that returns whose API key it is, e.g. `apiKeyAuthentication(binding)`'
  )
};

const pages = fileURLToPath(new URL('../dist/pages/', import.meta.url));

const contentSecurityPolicy = [
  "default-src 'none'",
  ...['script-src', 'style-src', 'img-src', 'connect-src', 'base-uri', 'form-action'].map(
    name => `${name} 'self'`
  ),
  "frame-ancestors 'none'"
].join('; ');

/**
 * The console's pages and its sign-in, under the prefix with which it is registered. The pages call the REST API at `/v1` of the
 * same origin with the session's cookie: give {@link sessionAuthentication} with the same options to the API.
 * @throws {TypeError} When an option is missing, unknown or wrong.
 */
export const supportConsole: FastifyPluginAsync<SupportConsoleOptions> = async (app, options) => {
  // Fastify adds the options of `register`.
  const { prefix, logLevel, logSerializers, ...own } = options as SupportConsoleOptions & RegisterOptions;
  checkOptions('supportConsole', own, rules);
  const { sessions, origin, identityProvider } = options;
  const cookie = consoleCookie(sessionCookieName, isSecure(origin), 'strict');
  const findSession = sessionAuthentication(options);
  const ages = sessionAges(options);
  const start = async (staff: Staff, reply: FastifyReply) => {
    const { session, secret } = await startSession(sessions, staff, ages);
    cookie.set(reply, secret, ages.maxSeconds);
    return toAnswer(session);
  };

  app.addHook('onRequest', async (_, reply) => {
    reply.headers({
      'content-security-policy': contentSecurityPolicy,
      'cross-origin-opener-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff'
    });
  });

  let provider: Openid | undefined;
  if (identityProvider) provider = await signInRoutes(app, { provider: identityProvider, origin, start });
  else keySignInRoute(app, { origin, start, authenticateKey: options.authenticateKey });

  app.get('/session', async (request, reply) => {
    reply.header('cache-control', 'no-store');
    const session = await findSession(request);
    return session ? toAnswer(session) : sendProblem(reply, 'unauthenticated', 'Nobody is signed in.');
  });

  app.delete('/session', async (request, reply) => {
    const session = await findSession(request);
    if (session) await sessions.end(session.sessionId);
    cookie.clear(reply);
    return { signOutUrl: await provider?.signOutUrl(`${origin}${app.prefix}/`) };
  });

  app.get('/sessions', async (request, reply) => {
    const own = await findSession(request);
    if (!own) return sendProblem(reply, 'unauthenticated', 'Nobody is signed in.');
    if (!own.scopes.includes('staff')) return sendProblem(reply, 'forbidden', 'This needs the scope staff.');
    return { items: (await sessions.list()).map(toListed) };
  });

  app.delete<{ Params: { sessionId: string } }>('/sessions/:sessionId', async (request, reply) => {
    const own = await findSession(request);
    if (!own) return sendProblem(reply, 'unauthenticated', 'Nobody is signed in.');
    if (!own.scopes.includes('staff')) return sendProblem(reply, 'forbidden', 'This needs the scope staff.');
    if (!(await sessions.end(request.params.sessionId)))
      return sendProblem(reply, 'not-found', 'There is no such session. It may be over already.');
    return reply.code(204).send();
  });

  app.get('/settings', async () => ({ identityProvider: identityProvider !== undefined }));

  await app.register(fastifyStatic, {
    root: pages,
    wildcard: false,
    index: false,
    globIgnore: ['index.html'],
    // The names of built files change with their content.
    immutable: true,
    maxAge: '365d'
  });
  const page = readFileSync(`${pages}index.html`, 'utf8').replace(
    'href="/console/"',
    `href="${app.prefix}/"`
  );
  for (const path of ['/', '/accounts/*', '/policies', '/policies/*', '/operations'])
    app.get(path, async (_, reply) =>
      reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page)
    );
};

function toAnswer({ name, scopes, endsAt }: StaffSession) {
  return { name, scopes, endsAt: new Date(endsAt).toISOString() };
}

function toListed(session: StaffSession) {
  const { sessionId, actor, createdAt, lastSeenAt } = session;
  return {
    sessionId,
    actor,
    createdAt: new Date(createdAt).toISOString(),
    lastSeenAt: new Date(lastSeenAt).toISOString(),
    ...toAnswer(session)
  };
}
