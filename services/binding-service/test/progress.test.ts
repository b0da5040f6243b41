import { PassThrough } from 'node:stream';
import t, { type Test } from 'tap';
import { withProgress } from '../src/progress.ts';

/** Runs work that is done in steps; what was printed and what a screen shows. */
async function show(t: Test, isTTY: boolean, steps: readonly number[], total: number) {
  const shown: string[] = [];
  const screen = Object.assign(new PassThrough(), { isTTY, columns: 80 });
  screen.on('data', chunk => shown.push(String(chunk)));
  const lines: string[] = [];
  const answer = await withProgress(
    'contents',
    line => lines.push(line),
    async progress => {
      for (const done of steps) progress(done, total);
      return 'done';
    },
    screen
  );
  t.equal(answer, 'done');
  return { lines, screen: shown.join('') };
}

t.test('a terminal shows a bar up to the end', async t => {
  const { lines, screen } = await show(t, true, [1, 20, 40], 40);
  t.strictSame(lines, []);
  t.match(screen, /█+ 100 % {2}40 of 40 contents/);
});

t.test('elsewhere there is a line for each tenth that is reached', async t => {
  const steps = Array.from({ length: 40 }, (_, i) => i + 1);
  const { lines, screen } = await show(t, false, steps, 40);
  t.equal(screen, '');
  t.strictSame(
    lines,
    Array.from({ length: 10 }, (_, i) => `${(i + 1) * 4} of 40 contents`)
  );
});

t.test('progress never exceeds 100 %, also when the work grows', async t => {
  t.strictSame((await show(t, false, [100, 120], 110)).lines, ['100 of 110 contents', '120 of 120 contents']);
  t.match((await show(t, true, [100, 120], 110)).screen, '120 of 120 contents');
});

t.test('the bar is removed when the work fails', async t => {
  const screen = Object.assign(new PassThrough(), { isTTY: true });
  const failure = new Error('no');
  await t.rejects(
    withProgress(
      'rows',
      () => {},
      async () => {
        throw failure;
      },
      screen
    ),
    failure
  );
  screen.end();
  let shown = '';
  for await (const chunk of screen) shown += chunk;
  t.match(shown, /\n$/);
});
