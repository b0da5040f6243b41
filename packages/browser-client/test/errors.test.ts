import { readFile } from 'node:fs/promises';
import t from 'tap';
import { type BrowserClientOptions, createBrowserClient } from '../src/index.ts';

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

t.test('a wrong option fails at once, in one sentence that names it', async t => {
  const wrong: [options: object, message: RegExp][] = [
    [{}, /^The option baseUrl of createBrowserClient must be the URL of the browser API, e\.g\. 'https/],
    [
      { baseUrl: '/player', timeout: 5 },
      /^createBrowserClient has no option timeout; its options are baseUrl, /
    ],
    [{ baseUrl: '/player', media: 'on' }, /^The option media of createBrowserClient must be 'never', /],
    [
      { baseUrl: '/player', emulator: { drm: 'Widevine' } },
      /^The option emulator .* must be \{ drm \} with one of widevine, /
    ]
  ];
  for (const [options, message] of wrong)
    t.throws(() => createBrowserClient(options as BrowserClientOptions), { name: 'TypeError', message });
});
