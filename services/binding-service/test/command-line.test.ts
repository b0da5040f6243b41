import { readFileSync } from 'node:fs';
import t, { type Test } from 'tap';
import { runSource } from './support/process.ts';

const run = (t: Test, ...args: string[]) => runSource(t, 'bin.ts', { PATH: process.env.PATH }, args);

const commands = ['serve', 'selftest', 'import-contents', 'rotate-keys', 'api-keys'];

t.test('the service and each of its commands explain themselves with --help', async t => {
  const { code, stdout } = await run(t, '--help');
  t.equal(code, 0);
  for (const command of commands) t.match(stdout, new RegExp(`\n  ${command}\\b`));
  for (const command of [...commands.map(name => [name]), ['api-keys', 'create'], ['api-keys', 'revoke']]) {
    const { code, stdout } = await run(t, ...command, '--help');
    t.equal(code, 0);
    t.match(stdout, `Usage: binding-service ${command.join(' ')}`);
  }
});

t.test('--version prints the version of the package', async t => {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  t.match(await run(t, '--version'), { code: 0, stdout: `${version}\n` });
});

t.test('a command that does not exist is a sentence and exit code 1, and a near miss is named', async t => {
  t.match(await run(t, 'selftset'), {
    code: 1,
    stdout: '',
    stderr: /^unknown command 'selftset'\n.*selftest/
  });
});

t.test('on a Node that is too old, the command is a sentence and exit code 1', async t => {
  const pretence = t.testdir({
    'old-node.mjs': `
      Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } });
      Object.defineProperty(process, 'version', { value: 'v20.20.2' });`
  });
  const environment = { PATH: process.env.PATH, NODE_OPTIONS: `--import ${pretence}/old-node.mjs` };
  t.match(await runSource(t, 'bin.ts', environment, ['--version']), {
    code: 1,
    stderr: 'binding-service needs Node 22.19 or later; this is v20.20.2.\n'
  });
});
