import { spawnSync } from 'node:child_process';
import t from 'tap';

t.test(
  'on a Node that is too old, importing the package fails with a sentence that says which one is needed',
  async t => {
    const source = new URL('../src/index.ts', import.meta.url);
    const script = `
    Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } });
    Object.defineProperty(process, 'version', { value: 'v20.20.2' });
    await import(${JSON.stringify(source)}).catch(error => console.log(error.message));`;
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
      encoding: 'utf8'
    });
    t.equal(stdout, 'expressplay-client needs Node 22.19 or later; this is v20.20.2.\n');
  }
);
