import Database from 'better-sqlite3';
import { Kysely, MysqlDialect, sql } from 'kysely';
import { createPool } from 'mysql2';
import type { Test } from 'tap';
import {
  type BindingDatabase,
  createMysqlDatabase,
  createSqliteDatabase,
  type Tables
} from '../../src/index.ts';
import type { TestDatabase } from './databases.ts';

/** A database that writes down what it is asked. */
export interface ExplainedDatabase {
  readonly database: BindingDatabase;
  /** The statements since the last call, without repetitions. */
  takeStatements(): readonly string[];
  /** Brings the statistics up to date that plans are made with. */
  analyze(): Promise<void>;
  /** Each step of the plan that looks at rows without an index, or sorts a list without one. */
  findScans(statement: string): Promise<readonly string[]>;
}

export async function openExplained(t: Test, kind: TestDatabase): Promise<ExplainedDatabase> {
  const url = await kind.createUrl(t);
  const explained = url.startsWith('sqlite:') ? explainSqlite(url) : explainMysql(t, url);
  t.teardown(() => explained.database.close());
  return explained;
}

function explainSqlite(url: string): ExplainedDatabase {
  const connection = new Database(url.slice('sqlite:'.length));
  const { remember, takeStatements } = memory();
  const database = createSqliteDatabase({
    name: connection.name,
    get inTransaction() {
      return connection.inTransaction;
    },
    exec: statement => connection.exec(statement),
    prepare(statement) {
      remember(statement);
      return connection.prepare(statement);
    },
    close: () => void connection.close()
  });

  return {
    database,
    takeStatements,
    analyze: async () => {},
    async findScans(statement) {
      const values = Array.from(statement.matchAll(/\?/g), () => 'x');
      const steps = connection.prepare(`explain query plan ${statement}`).all(values) as { detail: string }[];
      const details = steps.map(({ detail }) => detail);
      return details.filter(
        detail => /^SCAN|TEMP B-TREE/.test(detail) || readsMoreThanItReturns(statement, detail)
      );
    }
  };
}

/**
 * Whether a page is searched only by a range of ids although a filter is given: where no row matches, that reads the index to its
 * end. (The plan of MySQL does not say by which columns it searches.)
 */
function readsMoreThanItReturns(statement: string, step: string): boolean {
  const condition = statement.split(' where ').at(-1) ?? '';
  const hasFilter = /"\w+" (=|like) \?/.test(condition) && condition.includes(' limit ');
  return hasFilter && step.startsWith('SEARCH') && !step.includes('=?');
}

interface MysqlStep {
  readonly table: string;
  readonly type: string;
  readonly key: string | null;
  readonly Extra: string | null;
}

function explainMysql(t: Test, url: string): ExplainedDatabase {
  const { remember, takeStatements } = memory();
  const valuesOf = new Map<string, readonly unknown[]>();
  const pool = createPool({ uri: url, multipleStatements: true });
  pool.on('connection', connection => {
    const query = connection.query.bind(connection) as (...call: unknown[]) => unknown;
    Object.assign(connection, {
      query(packet: string | { sql: string; values: unknown[] }, ...more: unknown[]) {
        if (typeof packet === 'object') rememberPacket(packet);
        return query(packet, ...more);
      }
    });
  });
  const kysely = new Kysely<Tables>({ dialect: new MysqlDialect({ pool: createPool(url) }) });
  t.teardown(() => kysely.destroy());

  function rememberPacket(packet: { sql: string; values?: unknown[] }) {
    let values = packet.values ?? [];
    for (const statement of packet.sql.split('; ')) {
      const count = statement.split('?').length - 1;
      if (!valuesOf.has(statement)) valuesOf.set(statement, values.slice(0, count));
      values = values.slice(count);
      if (/^(select|insert|update|delete)/.test(statement)) remember(statement);
    }
  }

  return {
    database: createMysqlDatabase(pool),
    takeStatements,
    async analyze() {
      await sql`analyze table tokens, audit_events`.execute(kysely);
    },
    async findScans(statement) {
      const values = valuesOf.get(statement) ?? [];
      const parts = statement.split('?').map(part => sql.raw(part));
      const explain = parts.reduce((whole, part, index) => sql`${whole}${values[index - 1]}${part}`);
      const { rows } = await sql<MysqlStep>`explain ${explain}`.execute(kysely);
      // To sort the few rows that an index found is nothing; to sort all that a page is cut from is.
      const sortsTooMuch = ({ Extra }: MysqlStep) =>
        statement.includes('limit') && /filesort/.test(`${Extra}`);
      return rows
        .filter(step => !step.Extra?.startsWith('Impossible WHERE'))
        .filter(step => step.key === null || /ALL|index/.test(step.type) || sortsTooMuch(step))
        .map(step => JSON.stringify(step));
    }
  };
}

function memory() {
  const statements = new Set<string>();
  return {
    remember: (statement: string) => void statements.add(statement),
    takeStatements() {
      const taken = [...statements];
      statements.clear();
      return taken;
    }
  };
}
