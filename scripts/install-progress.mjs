/** Shows the progress of a pnpm installation, which it reads from pnpm's `--reporter=ndjson`. */
export class InstallProgress {
  #screen;
  #done = 0;
  /** @type {string[]} */
  #errors = [];

  /** @param {Pick<NodeJS.WriteStream, 'isTTY' | 'write'>} screen On a terminal one line is rewritten; elsewhere there are lines. */
  constructor(screen) {
    this.#screen = screen;
  }

  /** @param {string} line One line that pnpm, or a script of a package, printed. */
  read(line) {
    const event = parse(line);
    if (event?.level === 'error') this.#errors.push(event.err?.message ?? event.message ?? line);
    if (event === undefined && line.trim() !== '') this.#errors.push(line);
    if (event?.name !== 'pnpm:progress' || event.status !== 'imported') return;
    this.#done += 1;
    this.#show();
  }

  /** Ends the line of a terminal. */
  end() {
    if (this.#screen.isTTY && this.#done > 0) this.#screen.write('\n');
  }

  /** @returns {string} What went wrong, when pnpm failed. */
  failure() {
    return ['The packages could not be installed.', ...this.#errors].join('\n');
  }

  #show() {
    const text = `  ${this.#done} packages`;
    if (this.#screen.isTTY) this.#screen.write(`\r${text}`);
    // A file or a pipe.
    else if (this.#done % 100 === 0) this.#screen.write(`${text}\n`);
  }
}

/**
 * @param {string} line
 * @returns {any} Nothing for a line that is not JSON.
 */
function parse(line) {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
