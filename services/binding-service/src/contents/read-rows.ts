import type { InputError } from '@expressplay-binding/binding-core';
import { parse } from 'csv-parse/sync';

/** One row of an import file: a content as JSON, or what is wrong with the row. */
export interface Row {
  /** The line of the file, from 1. */
  readonly line: number;
  readonly content: unknown;
  readonly errors: readonly InputError[];
}

/** Reads one content per line, as JSON. */
export function readNdjson(text: string): readonly Row[] {
  return text.split('\n').flatMap((json, i) => {
    if (json.trim() === '') return [];
    return [rowOf(i + 1, () => JSON.parse(json))];
  });
}

/**
 * A header and a content a line. The columns are the members of a content; those of the key are `key.kind`, `key.value`,
 * `key.ek` and `key.kek`, and `tracks` and `drmOptions` hold JSON. An empty cell is a missing member.
 *
 * @throws {Error} When the file is not CSV.
 */
export function readCsv(text: string): readonly Row[] {
  const rows = parse(text, { columns: true, bom: true, info: true, skip_empty_lines: true });
  return (rows as unknown as readonly CsvRow[]).map(({ record, info }) =>
    rowOf(info.lines, () => contentOf(record))
  );
}

interface CsvRow {
  readonly record: Readonly<Record<string, string>>;
  readonly info: { readonly lines: number };
}

const jsonColumns = ['tracks', 'drmOptions'];

function contentOf(record: Readonly<Record<string, string>>): unknown {
  const content: Record<string, unknown> = {};
  const key: Record<string, string> = {};
  for (const [column, cell] of Object.entries(record)) {
    if (cell === '') continue;
    if (column.startsWith('key.')) key[column.slice('key.'.length)] = cell;
    else content[column] = jsonColumns.includes(column) ? JSON.parse(cell) : cell;
  }
  return { ...content, key };
}

function rowOf(line: number, read: () => unknown): Row {
  try {
    return { line, content: read(), errors: [] };
  } catch {
    // The message of the parser contains the row, and with it a key.
    return { line, content: undefined, errors: [{ path: '', message: 'is not valid JSON' }] };
  }
}
