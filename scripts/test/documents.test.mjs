import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { root } from '../repository.mjs';

const documents = globSync(['*.md', 'docs/*.md', '{packages,services,examples}/*/README.md'], { cwd: root });

/** @param {string} file */
function shellLines(file) {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(/^```sh\n([\s\S]*?)^```/gm)].flatMap(([, block = '']) => block.trim().split('\n'));
}

t.test(
  'no line that people paste has a comment, which zsh does not know by default, or a placeholder in angle brackets',
  async t => {
    t.ok(documents.length > 10);
    for (const file of documents)
      for (const line of shellLines(file)) t.notMatch(line, /(^|\s)#|<\w+>|…/, `${file}: ${line}`);
  }
);

t.test('every test that the threat model names is there', async t => {
  const text = readFileSync(join(root, 'docs/threat-model.md'), 'utf8');
  const named = [...text.matchAll(/`([\w/.-]+\.test\.m?[jt]s)`(?:: “([^”]+)”)?/g)];
  t.ok(named.length > 20);
  for (const [, file = '', title = ''] of named)
    t.ok(readFileSync(join(root, file), 'utf8').includes(title), `${file}: ${title}`);
});
