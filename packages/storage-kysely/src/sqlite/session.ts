/** What a session needs from a connection; better-sqlite3's `Database` has it. */
export interface TransactionalConnection {
  /** Whether SQLite has a transaction open on this connection. */
  readonly inTransaction: boolean;
  /** Runs a statement without parameters. */
  exec(sql: string): unknown;
}

/**
 * The only place that begins and ends transactions on a connection, so that its state is known at any moment:
 *
 * - `idle`: no transaction is open.
 * - `snapshot`: a read transaction is open. The reads of one event share it.
 * - `writing`: a write transaction is open. This connection sees what is not committed yet.
 * - `syncing`: the transaction is committed, but a power cut could still undo it.
 * - `failed`: the state of the database is unknown. Every call throws what went wrong until the process restarts.
 */
export interface Session {
  readonly state: State['name'];
  /** `idle` to `snapshot`; an open snapshot stays open. It ends with the current event, or before by {@link endSnapshot}. */
  beginSnapshot(): void;
  /** `snapshot` to `idle`; does nothing in any other state. */
  endSnapshot(): void;
  /** `idle` or `snapshot` to `writing`. Throws SQLite's error if another connection is writing; the state is then `idle`. */
  beginWriting(): void;
  /** `writing` to `syncing`, then to `idle` when everything is on the disk, or to `failed`. If COMMIT fails, the state stays. */
  commit(): Promise<void>;
  /** `writing` to `idle`, or to `failed` if ROLLBACK fails; does nothing in any other state. Never throws. */
  rollback(): void;
  /** Resolves when the state is no longer `syncing`; rejects in `failed`. */
  synced(): Promise<void>;
}

type State =
  | { readonly name: 'idle' | 'snapshot' | 'writing' }
  | { readonly name: 'syncing'; readonly done: Promise<void> }
  | { readonly name: 'failed'; readonly error: unknown };

const idle: State = { name: 'idle' };

// The body of a request arrives a few ticks after its head. With this many ticks, the reads for both share a snapshot.
const ticksOfSnapshot = 4;

/** What a session does besides its transactions. */
export interface SessionOptions {
  /** Syncs commits to the disk, if the connection itself does not. */
  readonly sync?: (() => Promise<void>) | undefined;
  /** Called when a snapshot has begun. */
  readonly onSnapshot?: (() => void) | undefined;
  /** Called once, when the state becomes `failed`. */
  readonly onFailure?: ((error: unknown) => void) | undefined;
}

/**
 * Reads share a snapshot because taking and releasing SQLite's locks for each query takes longer than most queries. A
 * snapshot never outlives its event, so that a request never reads what was true before it arrived.
 */
export function createSession(
  connection: TransactionalConnection,
  { sync = async () => {}, onSnapshot = () => {}, onFailure = () => {} }: SessionOptions = {}
): Session {
  let state: State = idle;

  function refuseFailed(): void {
    if (state.name === 'failed') throw state.error;
  }

  function fail(error: unknown): void {
    state = { name: 'failed', error };
    onFailure(error);
  }

  /** Ends the transaction, unless SQLite already ended it, e.g. after a disk error. */
  function leave(statement: 'commit' | 'rollback'): void {
    try {
      if (connection.inTransaction) connection.exec(statement);
      state = idle;
    } catch (error) {
      fail(error);
    }
  }

  function endSnapshot(): void {
    if (state.name === 'snapshot') leave('commit');
  }

  // `nextTick` from a microtask runs once the microtask queue is empty, and before the next event.
  function endLater(snapshot: State, ticks: number): void {
    if (state !== snapshot) return;
    if (ticks === 0) endSnapshot();
    else queueMicrotask(() => process.nextTick(endLater, snapshot, ticks - 1));
  }

  async function syncCommitted(): Promise<void> {
    try {
      await sync();
      state = idle;
    } catch (error) {
      fail(error);
      throw error;
    }
  }

  return {
    get state() {
      return state.name;
    },
    beginSnapshot() {
      refuseFailed();
      if (state.name === 'snapshot') return;
      connection.exec('begin');
      const snapshot: State = { name: 'snapshot' };
      state = snapshot;
      endLater(snapshot, ticksOfSnapshot);
      try {
        onSnapshot();
      } catch (error) {
        endSnapshot();
        throw error;
      }
    },
    endSnapshot,
    beginWriting() {
      endSnapshot();
      refuseFailed();
      connection.exec('begin immediate');
      state = { name: 'writing' };
    },
    commit() {
      connection.exec('commit');
      const done = syncCommitted();
      state = { name: 'syncing', done };
      return done;
    },
    rollback() {
      if (state.name === 'writing') leave('rollback');
    },
    async synced() {
      if (state.name === 'syncing') await state.done;
      refuseFailed();
    }
  };
}
