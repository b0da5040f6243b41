import { readFile } from 'node:fs/promises';
import t from 'tap';
import { wrongOptions, wrongOptionsPage } from '../scripts/wrong-options.ts';

const typed = [
  'OptionError',
  'BindingError',
  'StorageError',
  'ExpressPlayArgumentError',
  'ExpressPlayNoAnswerError',
  'RestClientError'
];
/** Packages without dependencies refuse their options with the error of the language. */
const withTypeErrors = /createEmulator|createRestClient|supportConsole/;

t.test('a wrong option fails at once, in one sentence that names it and shows the right form', async t => {
  const made = await wrongOptions();
  t.ok(made.length >= 50);
  for (const { call, error } of made) {
    t.comment(`${call} → ${error.name}: ${error.message}`);
    if (error.name === 'TypeError') t.match(call, withTypeErrors);
    else t.ok(typed.includes(error.name), `${call}: ${error.name}`);
    t.notMatch(error.message, /undefined|is not a function|Cannot read|\n/, call);
    const [option] = /(?<=\W)(?:timeout|\w+(?=: (?:NaN|'|\d|\[|false|\{ max)))/.exec(call) ?? [];
    if (option && !/accountId|baseUrl|url/.test(option)) t.match(error.message, inWords(option), call);
  }
});

t.test('what cannot be reached is named with its address and the reason', async t => {
  const unreachable = (await wrongOptions()).filter(({ call }) =>
    /without (a server|an emulator|a service)$/.test(call)
  );
  t.equal(unreachable.length, 3);
  for (const { error } of unreachable) t.match(error.message, /ECONNREFUSED 127\.0\.0\.1:2\b/);
});

t.test('a storage that is closed says so', async t => {
  const after = (await wrongOptions()).filter(({ call }) => call.endsWith('after storage.close()'));
  t.equal(after.length, 2);
  for (const { error } of after) t.match(error, { name: 'StorageError', code: 'closed' });
});

t.test('the page of wrong options is what the packages say today', async t => {
  const page = await readFile(new URL('../../../docs/wrong-options.md', import.meta.url), 'utf8');
  t.equal(page, await wrongOptionsPage(), 'run `npm run docs` in services/binding-service');
});

/** The name of an option, or the same in words: `sealingKeys`, or "Sealing key 1". */
function inWords(option: string): RegExp {
  return new RegExp(option.replace(/[A-Z]/g, ' ?$&').replace(/s$/, 's?'), 'i');
}
