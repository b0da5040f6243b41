import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { node, root } from '../../repository.mjs';
import { startStack } from '../../stack.mjs';

/**
 * Runs the shell lines of a document as they are written, against a stack of the test's own.
 * @param {import('tap').Test} t
 * @param {string} file From the root of the repository.
 * @param {string} marker The comment before the lines, e.g. `walk-through`.
 * @returns {Promise<any[]>} What they print, one JSON answer after the other.
 */
export async function runDocumentedLines(t, file, marker) {
  const document = readFileSync(join(root, file), 'utf8');
  const [, lines = ''] = new RegExp(`<!-- ${marker} -->\n\`\`\`sh\n([^]*?)\`\`\``).exec(document) ?? [];
  const { PATH = '', HOME } = process.env;
  const path = [dirname(node), PATH].join(delimiter);
  const stack = await startStack({ PATH: path, HOME, PORT: '0', EMULATOR_PORT: '0', DATA_DIR: t.testdir() });
  t.teardown(() => stack.stop());

  const { stdout, stderr } = await promisify(execFile)('sh', ['-e', '-c', lines], {
    env: { PATH: path, HOME, API: `${stack.serviceUrl}/v1` }
  });
  t.equal(stderr, '');
  return stdout
    .replaceAll('}{', '}\n{')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));
}
