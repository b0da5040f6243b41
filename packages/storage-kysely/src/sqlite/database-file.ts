import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { driverCode, StorageError } from '../errors.ts';

/**
 * Creates the folder of a database file if it is missing.
 * @throws {StorageError} `not-a-database` for a device, a socket or the like; and errors of the file system.
 */
export async function prepareFile(file: string): Promise<void> {
  await makeFolder(dirname(file));
  const found = await stat(file).catch(() => undefined);
  if (found && !found.isFile() && !found.isDirectory())
    throw new StorageError('not-a-database', `${file} is no ordinary file, so it cannot hold a database.`);
}

/** Without `recursive`: with it Node never returns in some virtual file systems, e.g. /proc. */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    if (driverCode(error) === 'EEXIST' && (await stat(folder)).isDirectory()) return;
    if (driverCode(error) !== 'ENOENT' || dirname(folder) === folder) throw error;
    await makeFolder(dirname(folder));
    await mkdir(folder);
  }
}

/**
 * Remembers which file was opened.
 * @returns A check that rejects with `unreachable` if the file was deleted or replaced: SQLite would continue to write to the old file.
 */
export async function rememberFile(file: string): Promise<() => Promise<void>> {
  const opened = await stat(file);
  return async () => {
    const now = await stat(file).catch(() => undefined);
    if (now?.ino === opened.ino && now.dev === opened.dev) return;
    throw new StorageError(
      'unreachable',
      `The database file ${file} was deleted or replaced while it was open: restore it and start again.`
    );
  };
}
