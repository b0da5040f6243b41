import type { Kysely } from 'kysely';
import type { SqlDialect } from './dialect.ts';
import type { Sealer } from './sealing.ts';
import type { Tables } from './tables.ts';

/** The connection or transaction that a query runs on. */
export interface Connection {
  readonly db: Kysely<Tables>;
  readonly dialect: SqlDialect;
}

/** What every repository function has as its first parameter. */
export interface Context extends Connection {
  /** Encrypts and decrypts content keys and kept answers. */
  readonly sealer: Sealer;
}
