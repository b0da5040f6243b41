import { closeSync, existsSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import type { KeyChange } from './keystore/key-store.ts';
import type { LoggedEvent } from './records/event-record.ts';
import type { Membership } from './redemption/marlin-users.ts';

/** One line of the file. */
export type StateEntry =
  | { readonly secret: string }
  | { readonly event: LoggedEvent }
  | { readonly key: KeyChange }
  | { readonly membership: Membership }
  | { readonly reset: true };

/** What outlives the process. */
export type StateFile = {
  /** What was written before, oldest first. */
  readonly entries: readonly StateEntry[];
  /** Writes the entry to the operating system before it returns, so that the entry survives a killed process. */
  readonly append: (entry: StateEntry) => void;
  readonly close: () => void;
};

/**
 * Opens or creates the state file: a JSON value a line. A last line without its end, left by a process that
 * was killed while it wrote, is cut off.
 *
 * @throws Error with a plain sentence when the file cannot be used.
 */
export function openStateFile(path: string): StateFile {
  try {
    return open(path);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`The state file ${path} cannot be used: ${reason}`, { cause });
  }
}

function open(path: string): StateFile {
  const whole = existsSync(path) ? wholeLines(readFileSync(path)) : Buffer.alloc(0);
  const entries = parseLines(whole.toString());
  const file = openSync(path, 'a', 0o600);
  ftruncateSync(file, whole.length);
  return {
    entries,
    append: entry => {
      writeSync(file, `${JSON.stringify(entry)}\n`);
    },
    close: () => closeSync(file)
  };
}

const wholeLines = (bytes: Buffer): Buffer => bytes.subarray(0, bytes.lastIndexOf('\n') + 1);

function parseLines(text: string): StateEntry[] {
  const lines = text.split('\n').slice(0, -1);
  return lines.map((line, index) => {
    try {
      return JSON.parse(line);
    } catch {
      throw new Error(`line ${index + 1} is not JSON`);
    }
  });
}
