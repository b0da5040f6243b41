import { existsSync, readFileSync } from 'node:fs';
import { Parser } from 'tap-parser';

/**
 * @typedef {object} TestResults
 * @property {number} passed How many assertions passed.
 * @property {number} failed How many failed; a file of tests that crashed or ran out of time counts as one.
 * @property {string} failures Each failed assertion by its whole name, with its diagnostics, as TAP; empty without any.
 * @property {string} skipped Each skipped test by its whole name, with the reason, as TAP; empty without any.
 */

/**
 * Reads what tap wrote to its `TAP_OUTPUT_FILE`; where there is none, nothing has run.
 * @param {string} file
 * @returns {TestResults}
 */
export function readTestResults(file) {
  const events = existsSync(file) ? Parser.parse(readFileSync(file, 'utf8'), { flat: true }) : [];
  const points = events.flatMap(event => (event[0] === 'assert' ? [event[1]] : []));
  const failures = points.filter(point => !point.ok);
  const skipped = points.filter(point => point.ok && point.skip);
  return {
    passed: points.length - failures.length - skipped.length,
    failed: failures.length,
    failures: asTap(failures),
    skipped: asTap(skipped)
  };
}

/** @param {import('tap-parser').Result[]} points */
function asTap(points) {
  return points.length === 0 ? '' : Parser.stringify(points.map(point => ['assert', point]));
}
