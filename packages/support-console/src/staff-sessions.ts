import { hash, randomBytes } from 'node:crypto';

/** A person of the operator, or an API key that signs in. */
export interface Staff {
  /** Written into the audit trail as the actor: `staff:<sub> (<name>)`, or the name of an API key. At most 128 characters. */
  readonly actor: string;
  /** Shown in the console. */
  readonly name: string;
  /** What they may do: scopes of the API. */
  readonly scopes: readonly string[];
  /** The stored API key that they signed in with: the session ends with it. */
  readonly keyId?: string | undefined;
}

/** A session as it is stored. The secret of its cookie cannot be had back from `hash`. */
export interface StaffSession extends Staff {
  readonly sessionId: string;
  /** SHA-256 of the cookie's secret as 64 lower-case hex characters. */
  readonly hash: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** When it was used last, at most a minute late. Milliseconds since 1970. */
  readonly lastSeenAt: number;
  /** When it ends whatever happens. Milliseconds since 1970. */
  readonly endsAt: number;
}

/** Where sessions of staff are stored. storage-kysely has one on SQL. */
export interface StaffSessions {
  insert(session: StaffSession): Promise<void>;
  findByHash(hash: string): Promise<StaffSession | undefined>;
  /** Notes that the session was used. */
  touch(sessionId: string, lastSeenAt: number): Promise<void>;
  /** Ends a session. Returns whether there was one. */
  end(sessionId: string): Promise<boolean>;
  /** All sessions that are stored, the newest first. */
  list(): Promise<readonly StaffSession[]>;
}

/** How long a session lasts, in seconds. */
export interface SessionAges {
  /** Without a request. */
  readonly idleSeconds: number;
  /** From the sign-in, whatever happens. */
  readonly maxSeconds: number;
}

/** How often `lastSeenAt` is written, in milliseconds: once a minute is enough for an idle end of minutes. */
const touchEvery = 60_000;

/** Starts a session. Returns it with the secret for the cookie: 32 random bytes as base64url. */
export async function startSession(
  sessions: StaffSessions,
  staff: Staff,
  ages: SessionAges
): Promise<{ readonly session: StaffSession; readonly secret: string }> {
  const secret = randomBytes(32).toString('base64url');
  const now = Date.now();
  const session: StaffSession = {
    ...staff,
    sessionId: `ssn_${randomBytes(16).toString('hex')}`,
    hash: hashSecret(secret),
    createdAt: now,
    lastSeenAt: now,
    endsAt: now + ages.maxSeconds * 1_000
  };
  await sessions.insert(session);
  return { session, secret };
}

/** The session of a cookie's secret; `undefined` when there is none, or it is over. */
export async function findSession(
  sessions: StaffSessions,
  secret: string,
  ages: SessionAges
): Promise<StaffSession | undefined> {
  const session = await sessions.findByHash(hashSecret(secret));
  if (!session) return undefined;
  const now = Date.now();
  if (now >= session.endsAt || now >= session.lastSeenAt + ages.idleSeconds * 1_000) return undefined;
  if (now >= session.lastSeenAt + touchEvery) await sessions.touch(session.sessionId, now);
  return session;
}

function hashSecret(secret: string): string {
  return hash('sha256', secret);
}
