import { join } from 'node:path';
import t from 'tap';
import { readTestResults } from '../test-results.mjs';

/** As tap writes it, for one suite with each kind of outcome and one that crashed. */
const results = `TAP version 14
1..2
# Subtest: test/some.test.ts
    # Subtest: outer
        # Subtest: inner
            ok 1 - fine
            not ok 2 - the sum
              ---
              diff: |
                --- expected
                +++ actual
                -2
                +1
              ...
            1..2
        not ok 1 - inner # time=3.1ms
        1..1
    not ok 1 - outer # time=4.5ms

    ok 2 - without a browser # SKIP no Chromium
    # Subtest: good
        ok 1 - also fine
        1..1
    ok 3 - good # time=1.2ms

    1..3
not ok 1 - test/some.test.ts # time=14.2ms

# Subtest: test/crashing.test.ts
    ok 1 - fine until then
    1..1
not ok 2 - test/crashing.test.ts # time=364.2ms
  ---
  exitCode: null
  signal: SIGKILL
  ...

# { total: 6, pass: 3, fail: 2, skip: 1 }
`;

t.test('every failure has its name and says what was wrong, every skipped test its reason', async t => {
  const folder = t.testdir({ 'results.tap': results });
  const { passed, failed, failures, skipped } = readTestResults(join(folder, 'results.tap'));
  t.equal(passed, 3);
  t.equal(failed, 2);
  t.match(failures, /^not ok \d+ - test\/some\.test\.ts > outer > inner > the sum$/m);
  t.match(failures, /-2\s+\+1/);
  t.match(failures, /^not ok \d+ - test\/crashing\.test\.ts/m);
  t.match(failures, 'signal: SIGKILL');
  t.notMatch(failures, 'fine');
  t.match(skipped, /^ok \d+ - test\/some\.test\.ts > without a browser # SKIP no Chromium$/m);
});

t.test('where nothing has run, nothing is counted', async t => {
  t.same(readTestResults(join(t.testdir(), 'results.tap')), {
    passed: 0,
    failed: 0,
    failures: '',
    skipped: ''
  });
});
