// pnpm build: the packages as they are published.
import { buildPages } from './build-pages.mjs';
import { run } from './run.mjs';

const code = await run(['tsc', '-b']);
if (code !== 0) process.exit(code);
await buildPages();
