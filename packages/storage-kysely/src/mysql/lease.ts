import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import type { Tables } from '../tables.ts';
import { mysqlCode } from './faults.ts';

/** Milliseconds after which the lease of a process that died ends. */
const term = 30_000;
const renewal = 10_000;
const pause = 200;
const patience = 600_000;

/** The time of the server, in milliseconds: the clocks of the processes may differ. */
const now = sql`floor(unix_timestamp(now(3)) * 1000)`;

/**
 * Runs work in one process at a time. A process holds the lease if its name is in the only row of a table; it renews the row while it
 * works. `GET_LOCK` would not be enough: it locks only on one node of a cluster.
 */
export async function underLease<T>(db: Kysely<Tables>, work: () => Promise<T>): Promise<T> {
  const holder = randomUUID();
  await makeRow(db);
  const end = performance.now() + patience;
  while (!(await take(db, holder))) {
    if (performance.now() > end) throw new Error('Another process has been changing the tables for too long');
    await sleep(pause);
  }
  const timer = setInterval(() => void take(db, holder).catch(() => {}), renewal);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    await again(() =>
      sql`update binding_migration_lease set held_until = 0 where id = 1 and holder = ${holder}`.execute(db)
    );
  }
}

async function makeRow(db: Kysely<Tables>): Promise<void> {
  await again(async () => {
    await sql`create table if not exists binding_migration_lease (
      id integer primary key, holder varchar(36) not null, held_until bigint not null)`.execute(db);
    await sql`insert into binding_migration_lease (id, holder, held_until) values (1, '', 0)
      on duplicate key update id = id`.execute(db);
  });
}

async function take(db: Kysely<Tables>, holder: string): Promise<boolean> {
  const { numAffectedRows } = await again(() =>
    sql`update binding_migration_lease set holder = ${holder}, held_until = ${now} + ${term}
      where id = 1 and (held_until < ${now} or holder = ${holder})`.execute(db)
  );
  return numAffectedRows === 1n;
}

/** If two nodes of a cluster write the same row, one of the statements is rolled back. */
async function again<T>(statement: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await statement();
    } catch (error) {
      if (!/^ER_LOCK_/.test(mysqlCode(error)) || attempt === 10) throw error;
      await sleep(Math.random() * pause);
    }
  }
}
