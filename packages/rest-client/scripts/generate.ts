import { readFile, writeFile } from 'node:fs/promises';
import { generateFiles } from './generated-files.ts';

const document = JSON.parse(await readFile(new URL('../../../docs/openapi.json', import.meta.url), 'utf8'));
for (const { url, text } of await generateFiles(document)) await writeFile(url, text);
