// Writes the codes in the doc comments of binding.ts anew. A test fails while one of them is stale.
import { readFile, writeFile } from 'node:fs/promises';
import { bindingFile, withRefusals } from './refusal-comments.ts';

await writeFile(bindingFile, withRefusals(await readFile(bindingFile, 'utf8')));
