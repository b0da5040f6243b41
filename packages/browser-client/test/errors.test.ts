import { readFile } from 'node:fs/promises';
import t from 'tap';

t.test('every code that the browser API documents has a type, and no other', async t => {
  const document = JSON.parse(await readFile(new URL('../../../docs/openapi.json', import.meta.url), 'utf8'));
  const documented = Object.entries(document.paths)
    .filter(([path]) => path.startsWith('/player/'))
    .flatMap(([, operations]) => Object.values(operations as Record<string, { responses?: object }>))
    .flatMap(({ responses }) => Object.entries(responses ?? {}))
    .filter(([status]) => status >= '4')
    .flatMap(([, { description }]) => Array.from(description.matchAll(/`([a-z-]+)`: /g), ([, code]) => code));
  const source = await readFile(new URL('../src/api/problem.ts', import.meta.url), 'utf8');
  const [union = ''] = /type ProblemCode =[^;]+/.exec(source) ?? [];
  const typed = Array.from(union.matchAll(/'([a-z-]+)'/g), ([, code]) => code);
  t.strictSame(typed, [...new Set(documented)].sort());
});
