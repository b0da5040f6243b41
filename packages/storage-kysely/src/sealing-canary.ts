import type { Kysely } from 'kysely';
import type { Context } from './context.ts';
import type { BindingDatabase } from './database.ts';
import { StorageError } from './errors.ts';
import { canReadContents } from './repositories/contents.ts';
import type { Sealer } from './sealing.ts';
import type { Tables } from './tables.ts';

const purpose = 'canary';
const id = 'canary';

/**
 * Checks that the sealing keys are those of this database, by a row that was encrypted when the database was first opened. Without
 * the check a service with the wrong keys starts, and then fails at every token.
 * @throws {StorageError} `wrong-sealing-keys`
 */
export async function checkSealingKeys(database: BindingDatabase, sealer: Sealer): Promise<void> {
  const context = (db: Kysely<Tables>): Context => ({ db, dialect: database.dialect, sealer });
  const canary =
    (await database.read(db => findCanary(context(db)))) ??
    (await database.write(db => makeCanary(context(db))));
  if (canary === undefined || !opens(sealer, canary))
    throw new StorageError(
      'wrong-sealing-keys',
      'The sealing keys are not those with which this database was written. Start with the keys that it was written with; to rotate, put the new key in front of them.'
    );
}

/** Encrypts the canary under the first sealing key: after a rotation the old keys are no longer needed. */
export async function renewCanary({ db, sealer }: Context): Promise<void> {
  const sealed = sealer.seal(purpose, purpose, id);
  await db.updateTable('sealing_canaries').set({ sealed }).where('canary_id', '=', id).execute();
}

/** Makes the canary, or reads that of a process that was faster; returns nothing if the keys do not decrypt a stored content. */
async function makeCanary(context: Context): Promise<string | undefined> {
  const { db, dialect, sealer } = context;
  if ((await canReadContents(context)) === false) return undefined;
  const sealed = sealer.seal(purpose, purpose, id);
  await dialect
    .keepExisting(db.insertInto('sealing_canaries').values({ canary_id: id, sealed }), 'canary_id')
    .execute();
  return findCanary(context);
}

async function findCanary({ db }: Context): Promise<string | undefined> {
  const row = await db
    .selectFrom('sealing_canaries')
    .select('sealed')
    .where('canary_id', '=', id)
    .executeTakeFirst();
  return row?.sealed;
}

function opens(sealer: Sealer, sealed: string): boolean {
  try {
    sealer.open(sealed, purpose, id);
    return true;
  } catch {
    return false;
  }
}
