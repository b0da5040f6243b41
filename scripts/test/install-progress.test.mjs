import t from 'tap';
import { InstallProgress } from '../install-progress.mjs';

/** @param {boolean} isTTY */
function watch(isTTY) {
  /** @type {string[]} */
  const written = [];
  const progress = new InstallProgress({ isTTY, write: chunk => written.push(String(chunk)) > 0 });
  return { progress, text: () => written.join('') };
}

/** @param {string} status */
const event = status => JSON.stringify({ name: 'pnpm:progress', level: 'debug', status });

t.test('on a terminal, one line counts the packages', async t => {
  const { progress, text } = watch(true);
  for (const status of ['resolved', 'imported', 'imported']) progress.read(event(status));
  progress.end();
  t.equal(text(), '\r  1 packages\r  2 packages\n');
});

t.test('in a file or a pipe, every hundredth package is a line', async t => {
  const { progress, text } = watch(false);
  for (let i = 0; i < 250; i++) progress.read(event('imported'));
  progress.end();
  t.equal(text(), '  100 packages\n  200 packages\n');
});

t.test('a failure is told with the sentence of pnpm, or of the script that failed', async t => {
  const { progress } = watch(false);
  progress.read(
    JSON.stringify({ level: 'error', name: 'pnpm', err: { message: 'No space left on device' } })
  );
  progress.read('node-gyp is missing');
  t.equal(
    progress.failure(),
    'The packages could not be installed.\nNo space left on device\nnode-gyp is missing'
  );
});
