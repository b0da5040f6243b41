// Fails when docs/openapi.json is not what the service's routes say today.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { node, root } from './repository.mjs';

const print = ['--conditions=@expressplay-binding/source', 'services/binding-service/src/print-openapi.ts'];

const current = execFileSync(node, print, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
if (current !== readFileSync(join(root, 'docs/openapi.json'), 'utf8')) {
  console.error(
    `docs/openapi.json is stale. Write it anew: node_modules/.bin/node ${print.join(' ')} > docs/openapi.json`
  );
  process.exitCode = 1;
}
