import { readFileSync, writeFileSync } from 'node:fs';
import { withBlocks } from './readme-blocks.ts';

const readme = new URL('../../README.md', import.meta.url);
writeFileSync(readme, withBlocks(readFileSync(readme, 'utf8')));
