import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../repository.mjs';
import { isMet, type Row } from './row.ts';
import { client } from './rows/client.ts';
import { consolePages } from './rows/console.ts';
import { contention } from './rows/contention.ts';
import { emulator } from './rows/emulator.ts';
import { farDatabase } from './rows/far-database.ts';
import { latency } from './rows/latency.ts';
import { memory } from './rows/memory.ts';
import { scale } from './rows/scale.ts';
import { tokens } from './rows/tokens.ts';
import { tokensMariaDb } from './rows/tokens-mariadb.ts';
import { formatFinding } from './table.ts';

const rows: readonly Row[] = [
  client,
  emulator,
  contention,
  scale,
  consolePages,
  tokens,
  tokensMariaDb,
  farDatabase,
  latency,
  memory
];

const { values, positionals } = parseArgs({
  options: { quick: { type: 'boolean', default: false } },
  allowPositionals: true
});
const unknown = positionals.find(name => !rows.some(row => row.name === name));
if (unknown !== undefined) {
  console.error(`There is no benchmark ${unknown}; there are ${rows.map(row => row.name).join(', ')}.`);
  process.exit(1);
}

const results = [];
for (const row of rows.filter(({ name }) => positionals.length === 0 || positionals.includes(name))) {
  for (const finding of await row.run(values)) {
    console.log(formatFinding(row.name, finding));
    results.push({ row: row.name, ...finding, met: isMet(finding) });
  }
}

const folder = join(root, 'bench-results');
mkdirSync(folder, { recursive: true });
const file = join(folder, `${new Date().toISOString().replaceAll(':', '-')}.json`);
const run = { quick: values.quick, node: process.version, cores: availableParallelism(), results };
writeFileSync(file, `${JSON.stringify(run, null, 2)}\n`);
console.log(`\nWritten to ${file}`);
