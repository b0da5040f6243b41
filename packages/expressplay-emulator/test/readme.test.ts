import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import t from 'tap';
import { KEY, KID, PHONE, start, TV } from './helper.ts';
import { faultRows, switchRows } from './readme-tables.ts';

const run = promisify(execFile);
const folder = join(import.meta.dirname, '..');
const readme = readFileSync(join(folder, 'README.md'), 'utf8');

const blocks = (language: string): string[] =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(([, block = '']) => block);

/** A table may be aligned with more blanks. */
const narrow = (row: string): string => row.replaceAll(/ +/g, ' ');

const rowsAfter = (heading: string): string[] => {
  const [, section = ''] = readme.split(`\n## ${heading}\n`);
  const [text = ''] = section.split('\n## ');
  return text
    .split('\n')
    .filter(line => line.startsWith('| `'))
    .map(narrow);
};

t.test('the curl lines walk the six steps, and the second device is refused', async t => {
  const { url, calls } = await start(t, { parameters: 'strict' });
  t.equal(calls.tokens.widevine, 0);
  const [, section = ''] = readme.split('\n## Device binding with curl\n');
  const walk = blocks('sh')
    .filter(block => section.includes(block))
    .join('');
  const { stdout } = await run('sh', ['-eu', '-c', walk], { env: { ...process.env, EXPRESSPLAY: url } });
  t.match(stdout, `The cookie belongs to device ${TV}\n`);
  for (const answer of blocks('json')[0]?.trim().split('\n') ?? []) t.match(stdout, answer);
  t.ok(walk.includes(KID) && walk.includes(KEY) && walk.includes(PHONE));
});

t.test('the walk uses nothing but a shell, curl and sed', async t => {
  const programs =
    blocks('sh')
      .join()
      .match(/(?<=\$\(|\| *\n? *|^)[a-z]\w+(?= )/gm) ?? [];
  t.same([...new Set(programs)].sort(), ['curl', 'echo', 'sed']);
});

t.test('the first example is the file that is run here', async t => {
  const example = join(folder, 'examples/quickstart.mjs');
  t.equal(blocks('js')[0], readFileSync(example, 'utf8'));
  const { stdout } = await run(process.execPath, ['--conditions=@expressplay-binding/source', example]);
  for (const [, printed = ''] of readFileSync(example, 'utf8').matchAll(/\); \/\/ (.+)$/gm))
    t.match(stdout, `${printed}\n`);
});

t.test('every “what if” can be switched on as it is printed', async t => {
  const emulator = await start(t);
  const [, section = ''] = readme.split('\n## What if …\n');
  const [text = ''] = section.split('\n## ');
  const patches = [...text.matchAll(/`(\{[^`]+\})`/g)].map(([, json = '']) => JSON.parse(json));
  t.ok(patches.length > 10);
  for (const patch of patches) {
    emulator.reset();
    emulator.configure(patch);
    t.match(emulator.switches, patch);
  }
});

t.test('the tables name every switch and every fault, and nothing else', async t => {
  t.same(rowsAfter('Switches'), switchRows.map(narrow));
  t.same(rowsAfter('Faults'), faultRows.map(narrow));
});
