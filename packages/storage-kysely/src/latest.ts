import type { Timestamp } from '@expressplay-binding/binding-core';
import { type RawBuilder, sql } from 'kysely';

/** The later of a moment and what the column holds, if it holds one. The databases have no function for it in common. */
export function latest(column: string, moment: Timestamp): RawBuilder<number> {
  const held = sql.ref(column);
  return sql<number>`case when ${held} > ${moment} then ${held} else ${moment} end`;
}
