import { readFile } from 'node:fs/promises';
import t from 'tap';
import { createStage } from './support/stage.ts';

const read = (path: string) => readFile(new URL(path, import.meta.url), 'utf8');
const readme = await read('../README.md');

/** What stands in backquotes in the tables of a section. */
function namesIn(heading: string): string[] {
  const section = readme.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  const cells = section.split('\n').filter(line => line.startsWith('|'));
  return cells.flatMap(line => Array.from(line.matchAll(/`([a-zA-Z]+)`/g), ([, name = '']) => name));
}

t.test('the first example of the README is the file that runs from the packed package', async t => {
  const [, block] = /<!-- quickstart -->\n```js\n([\s\S]*?)```\n<!-- \/quickstart -->/.exec(readme) ?? [];
  t.equal(block, await read('../examples/quickstart.mjs'));
});

t.test('the README names every use case and no other', async t => {
  t.same(namesIn('The use cases').sort(), Object.keys((await createStage()).binding).sort());
});

t.test('the README has a row for every member of a device policy', async t => {
  const rules =
    /interface DevicePolicyRules \{([\s\S]*?)\n\}/.exec(await read('../src/model/policy.ts'))?.[1] ?? '';
  const members = Array.from(rules.matchAll(/^ {2}readonly (\w+)/gm), ([, member = '']) => member);
  const rows = readme.split('\n').map(line => /^\| `(\w+)` /.exec(line)?.[1]);
  t.ok(members.length > 5);
  for (const member of members) t.ok(rows.includes(member), member);
});
