import type { FastifyRequest } from 'fastify';
import { checkOptions, functionRule, type OptionRule, type OptionRules, optional } from './check-options.ts';
import { consoleCookie } from './cookies.ts';
import { findSession, type SessionAges, type StaffSession, type StaffSessions } from './staff-sessions.ts';

/** The name of the session's cookie, without the prefix. */
export const sessionCookieName = 'binding-console';

export interface SessionAuthenticationOptions {
  readonly sessions: StaffSessions;
  /** The origin of the console's pages, e.g. `https://binding.example`. */
  readonly origin: string;
  /** Seconds without a request after which a session ends. Default 1,800. */
  readonly idleSeconds?: number;
  /** Seconds after which a session ends whatever happens. Default 43,200. */
  readonly maxSeconds?: number;
  /** Whether the stored API key that opened a session is still valid. Without it such a session lasts as long as any other. */
  isKeyActive?(keyId: string): Promise<boolean>;
  /**
   * Called with the secret of a session's cookie and the IP address of its request, to look the session up by `attempt`, e.g. to
   * limit failures per address. Default: looks it up at once.
   */
  guard?<T>(secret: string, address: string, attempt: () => Promise<T>): Promise<T>;
}

const seconds: OptionRule = optional([
  'a whole number of seconds from 1 to 2592000, e.g. 1800',
  value => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 2_592_000
]);

/** What the options of sessions must be. */
export const sessionRules: OptionRules<SessionAuthenticationOptions> = {
  sessions: [
    'a store of sessions, e.g. `(await openStorage({ url, sealingKeys })).staffSessions`',
    value => typeof (value as Partial<StaffSessions> | undefined)?.findByHash === 'function'
  ],
  origin: [
    "the origin of the pages without a path, e.g. 'https://binding.example'",
    value => typeof value === 'string' && URL.parse(value)?.origin === value
  ],
  idleSeconds: seconds,
  maxSeconds: seconds,
  isKeyActive: optional(
    functionRule('a function that takes the id of an API key, e.g. `binding.isApiKeyActive`')
  ),
  guard: optional(functionRule('a function that calls its argument `attempt` and returns what that returns'))
};

/** Finds the session of a request. */
export type SessionAuthentication = (request: FastifyRequest) => Promise<StaffSession | undefined>;

const safeMethods = ['GET', 'HEAD'];

/**
 * Finds whose session a request's cookie names. A write that no page of the console sent has none: cookies travel by
 * themselves, so a page of somebody else could otherwise act for staff who visit it (CSRF).
 * @throws {TypeError} When an option is missing or wrong.
 */
export function sessionAuthentication(options: SessionAuthenticationOptions): SessionAuthentication {
  const { sessions, origin, idleSeconds, maxSeconds, isKeyActive, guard } = options;
  // The options of the console, which are more, may be passed here, too.
  const own = {
    sessions,
    origin,
    idleSeconds,
    maxSeconds,
    isKeyActive,
    guard
  } as SessionAuthenticationOptions;
  checkOptions('sessionAuthentication', own, sessionRules);
  const cookie = consoleCookie(sessionCookieName, isSecure(origin), 'strict');
  const ages = sessionAges(options);
  const findActive = async (secret: string) => {
    const session = await findSession(sessions, secret, ages);
    if (session?.keyId === undefined || !options.isKeyActive) return session;
    return (await options.isKeyActive(session.keyId)) ? session : undefined;
  };
  return async request => {
    if (!safeMethods.includes(request.method) && request.headers.origin !== origin) return undefined;
    const secret = cookie.read(request);
    if (secret === undefined) return undefined;
    const attempt = () => findActive(secret);
    return options.guard ? options.guard(secret, request.ip, attempt) : attempt();
  };
}

export function sessionAges(
  options: Pick<SessionAuthenticationOptions, 'idleSeconds' | 'maxSeconds'>
): SessionAges {
  return { idleSeconds: options.idleSeconds ?? 1_800, maxSeconds: options.maxSeconds ?? 43_200 };
}

/** Whether cookies of the origin can be Secure. */
export function isSecure(origin: string): boolean {
  return origin.startsWith('https:');
}
