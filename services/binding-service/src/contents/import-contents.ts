import { readFile } from 'node:fs/promises';
import {
  BindingError,
  checkContent,
  type InputError,
  type SaveContent,
  type Store,
  saveContents
} from '@expressplay-binding/binding-core';
import { createInputCheck, SaveContentJson } from '@expressplay-binding/fastify-binding';
import { type Print, withProgress } from '../progress.ts';
import { UsageError } from '../usage-error.ts';
import { type Row, readCsv, readNdjson } from './read-rows.ts';

/**
 * Stores every content of a file, or none when a row is wrong or the work is interrupted. Prints a line for each wrong member of
 * each row. Returns whether the contents are stored.
 * @param path A file whose name ends in .csv or .ndjson.
 * @throws {UsageError} for a file that cannot be read.
 */
export async function importContents(path: string, store: Store, print: Print): Promise<boolean> {
  const rows = await readRows(path);
  const wrong = mistakesIn(rows);
  for (const line of wrong) print(line);
  if (wrong.length > 0) {
    print(`Nothing is imported: ${wrong.length} mistakes in ${rows.length} rows.`);
    return false;
  }

  const parts = { store, clock: Date.now };
  const contents = rows.map(row => row.content as SaveContent);
  const created = await withProgress('rows', print, progress =>
    saveContents(parts, contents, saved => progress(saved, rows.length))
  );
  print(`Imported ${rows.length} contents: ${created} new, ${rows.length - created} replaced.`);
  return true;
}

async function readRows(path: string): Promise<readonly Row[]> {
  const read = { csv: readCsv, ndjson: readNdjson }[/\.(csv|ndjson)$/.exec(path)?.[1] ?? ''];
  if (!read) throw new UsageError('The name of the file must end in .csv or .ndjson.');
  const text = await readFile(path, 'utf8').catch(() => {
    throw new UsageError(`The file ${path} cannot be read.`);
  });
  try {
    return read(text);
  } catch {
    throw new UsageError(`The file ${path} is not valid CSV.`);
  }
}

const checkBody = createInputCheck(SaveContentJson);

/** Returns a line for each wrong member, without its value, which may be a key. */
function mistakesIn(rows: readonly Row[]): readonly string[] {
  const seen = new Map<unknown, number>();
  return rows.flatMap(({ line, content, errors }) => {
    const found = errors.length > 0 ? errors : mistakesOf(content);
    const { contentId } = (content ?? {}) as Partial<SaveContent>;
    const before = seen.get(contentId);
    seen.set(contentId, line);
    const twice = contentId !== undefined && before !== undefined;
    const all = twice ? [...found, { path: '/contentId', message: `is in line ${before} too` }] : found;
    return all.map(({ path, message }) => `Line ${line}: ${path || '/'} ${message}`);
  });
}

function mistakesOf(content: unknown): readonly InputError[] {
  if (typeof content !== 'object' || content === null || Array.isArray(content))
    return [{ path: '', message: 'must be an object' }];
  const { contentId, ...body } = content as { contentId?: unknown };
  const errors = checkBody(body);
  if (errors.length > 0) return errors;
  if (typeof contentId !== 'string') return [{ path: '/contentId', message: 'is missing' }];
  try {
    checkContent(content as SaveContent);
    return [];
  } catch (error) {
    if (error instanceof BindingError) return error.problem.errors ?? [];
    throw error;
  }
}
