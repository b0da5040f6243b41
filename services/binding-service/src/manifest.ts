import { readFileSync } from 'node:fs';

const { version, engines } = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8')
) as { readonly version: string; readonly engines: { readonly node: string } };

/** What package.json says of this package: its version, and the oldest Node that it runs on, as `[major, minor]`. */
export const manifest = {
  version,
  node: engines.node
    .replace(/[^0-9.]/g, '')
    .split('.')
    .map(Number)
};
