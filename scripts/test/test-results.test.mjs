import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import t from 'tap';
import { readTestResults } from '../test-results.mjs';

t.test('every failure has its name and says what was wrong, every skipped test its reason', async t => {
  const tap = `import t from '${import.meta.resolve('tap')}';\n`;
  const cwd = t.testdir({
    'some.test.mjs': `${tap}
      t.test('outer', async t => {
        await t.test('inner', async t => {
          t.ok(true);
          t.equal(1, 2, 'the sum');
        });
      });
      t.test('without a browser', { skip: 'no Chromium' }, async () => {});
      t.test('good', async t => t.ok(true));`,
    'crashing.test.mjs': `${tap}
      t.ok(true);
      process.on('exit', () => { process.exitCode = 7; });`
  });
  spawnSync('tap', ['--disable-coverage', 'some.test.mjs', 'crashing.test.mjs'], {
    cwd,
    env: { ...process.env, CI: 'true', TAP_REPORTER: 'silent', TAP_OUTPUT_FILE: 'results.tap' }
  });
  const { passed, failed, failures, skipped } = readTestResults(join(cwd, 'results.tap'));
  t.equal(passed, 3);
  t.equal(failed, 2);
  t.match(failures, /^not ok .*some\.test\.mjs > outer > inner > the sum$/m);
  t.match(failures, /-2\s+\+1/);
  t.match(failures, /^not ok .*crashing\.test\.mjs/m);
  t.match(failures, 'exitCode: 7');
  t.notMatch(failures, 'good');
  t.match(skipped, /^ok .*some\.test\.mjs > without a browser # SKIP no Chromium$/m);
});

t.test('where nothing has run, nothing is counted', async t => {
  t.same(readTestResults(join(t.testdir(), 'results.tap')), {
    passed: 0,
    failed: 0,
    failures: '',
    skipped: ''
  });
});
