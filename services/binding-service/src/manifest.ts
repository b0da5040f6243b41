import { readFileSync } from 'node:fs';

const { version, engines } = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8')
) as { readonly version: string; readonly engines: { readonly node: string } };

/** From package.json: the version, and the oldest Node that the package runs on as `[major, minor]`. */
export const manifest = {
  version,
  node: engines.node
    .replace(/[^0-9.]/g, '')
    .split('.')
    .map(Number)
};
