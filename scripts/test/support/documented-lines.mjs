import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { node, root } from '../../repository.mjs';
import { startStack } from '../../stack.mjs';

/**
 * The shells that people paste into, with their default options. They are interactive: zsh then takes `#`
 * as an ordinary character, and both expand `!`.
 */
export const shells = { bash: ['bash', '--norc', '--noprofile', '-i'], zsh: ['zsh', '-f', '-i'] };

/**
 * Skips a test where the machine does not have the shell; CI has both.
 * @param {string[]} shell
 */
export const withoutShell = ([command = '']) =>
  spawnSync(command, ['-c', 'exit']).status !== 0 && `there is no ${command} on this machine`;

/**
 * Pastes all shell blocks between two markers of a document twice into an interactive shell, against a stack of the test's own.
 * @param {import('tap').Test} t
 * @param {string[]} shell One of {@link shells}.
 * @param {string} file From the root of the repository.
 * @param {string} marker The comment before the lines, e.g. `walk-through`.
 * @returns {Promise<Array<Array<[member: string, value: any]>>>} What each paste prints, line by line.
 */
export async function pasteTwice(t, [command = '', ...args], file, marker) {
  const document = readFileSync(join(root, file), 'utf8');
  const [, story = ''] = new RegExp(`<!-- ${marker} -->\n([^]*?)<!-- /${marker} -->`).exec(document) ?? [];
  const lines = [...story.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block]) => block).join('');
  const { PATH = '', HOME } = process.env;
  const path = [dirname(node), PATH].join(delimiter);
  const stack = await startStack({ PATH: path, HOME, PORT: '0', EMULATOR_PORT: '0', DATA_DIR: t.testdir() });
  t.teardown(() => stack.stop());

  const child = spawn(command, args, {
    env: { PATH: path, HOME, API: `${stack.serviceUrl}/v1`, PS1: '', PS2: '' },
    stdio: ['pipe', 'pipe', 'ignore']
  });
  child.stdin.end(`${lines}echo again\nsleep 1\n${lines}exit\n`);
  const [printed] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  return printed.split(/^again\n/m).map(paste =>
    paste
      .trim()
      .split('\n')
      .map(line => {
        const [, member = line, value = 'null'] = /^(\w+): (.*)$/.exec(line) ?? [];
        return [member, value === 'undefined' ? undefined : JSON.parse(value)];
      })
  );
}
