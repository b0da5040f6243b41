// Writes the generated pages of docs/ anew. A test fails while one of them is stale.
import { writeFile } from 'node:fs/promises';
import { openapiDocument } from '../src/openapi-document.ts';
import { configurationPage } from './configuration-page.ts';
import { problemsPage } from './problems-page.ts';
import { wrongOptionsPage } from './wrong-options.ts';

const docs = new URL('../../../docs/', import.meta.url);

await writeFile(new URL('configuration.md', docs), configurationPage());
await writeFile(new URL('problems.md', docs), problemsPage());
await writeFile(new URL('wrong-options.md', docs), await wrongOptionsPage());
await writeFile(new URL('openapi.json', docs), `${JSON.stringify(await openapiDocument(), null, 2)}\n`);
