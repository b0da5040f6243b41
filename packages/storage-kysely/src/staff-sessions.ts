import type { Timestamp } from '@expressplay-binding/binding-core';
import type { BindingDatabase } from './database.ts';
import type { StaffSessionRow } from './tables.ts';

/** A session of staff in the console, as it is stored. The secret of its cookie cannot be computed from its hash. */
export interface StaffSession {
  /** At most 64 characters. */
  readonly sessionId: string;
  /** SHA-256 of the cookie's secret as 64 lower-case hex characters. */
  readonly hash: string;
  /** The actor of its audit events. At most 128 characters. */
  readonly actor: string;
  /** At most 128 characters. */
  readonly name: string;
  readonly scopes: readonly string[];
  /** The API key that it was opened with, if it was one of the store: the session ends with the key. */
  readonly keyId?: string | undefined;
  readonly createdAt: Timestamp;
  readonly lastSeenAt: Timestamp;
  readonly endsAt: Timestamp;
}

/** The sessions of staff in the console. */
export interface StaffSessions {
  insert(session: StaffSession): Promise<void>;
  findByHash(hash: string): Promise<StaffSession | undefined>;
  /** Writes when the session was last used. */
  touch(sessionId: string, lastSeenAt: Timestamp): Promise<void>;
  /** Deletes the session. Returns whether there was one. */
  end(sessionId: string): Promise<boolean>;
  /** Returns the 1,000 that end last, the latest first. */
  list(): Promise<readonly StaffSession[]>;
}

/** The sessions of staff in a database whose tables exist. */
export function createStaffSessions(database: BindingDatabase): StaffSessions {
  return {
    async insert(session) {
      await database.write(db => db.insertInto('staff_sessions').values(toRow(session)).execute());
    },

    findByHash: hash =>
      database.read(async db => {
        const row = await db
          .selectFrom('staff_sessions')
          .selectAll()
          .where('hash', '=', hash)
          .executeTakeFirst();
        return row && toSession(row);
      }),

    async touch(sessionId, lastSeenAt) {
      await database.write(db =>
        db
          .updateTable('staff_sessions')
          .set({ last_seen_at: lastSeenAt })
          .where('session_id', '=', sessionId)
          .execute()
      );
    },

    end: sessionId =>
      database.write(async db => {
        const { numDeletedRows } = await db
          .deleteFrom('staff_sessions')
          .where('session_id', '=', sessionId)
          .executeTakeFirstOrThrow();
        return numDeletedRows > 0n;
      }),

    list: () =>
      database.read(async db => {
        const rows = await db
          .selectFrom('staff_sessions')
          .selectAll()
          .orderBy('ends_at', 'desc')
          .orderBy('session_id', 'desc')
          .limit(1_000)
          .execute();
        return rows.map(toSession);
      })
  };
}

function toSession(row: StaffSessionRow): StaffSession {
  return {
    sessionId: row.session_id,
    hash: row.hash,
    actor: row.actor,
    name: row.name,
    scopes: JSON.parse(row.scopes_json) as string[],
    keyId: row.key_id ?? undefined,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    endsAt: row.ends_at
  };
}

function toRow(session: StaffSession): StaffSessionRow {
  return {
    session_id: session.sessionId,
    hash: session.hash,
    actor: session.actor,
    name: session.name,
    scopes_json: JSON.stringify(session.scopes),
    key_id: session.keyId ?? null,
    created_at: session.createdAt,
    last_seen_at: session.lastSeenAt,
    ends_at: session.endsAt
  };
}
