import type { Timestamp } from '@expressplay-binding/binding-core';
import { type RawBuilder, sql } from 'kysely';

/** SQL for the later of a moment and the value of the column, which may be null. The databases have no common function for it. */
export function latest(column: string, moment: Timestamp): RawBuilder<number> {
  const held = sql.ref(column);
  return sql<number>`case when ${held} > ${moment} then ${held} else ${moment} end`;
}
