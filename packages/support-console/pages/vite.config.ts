import { defineConfig } from 'vite';

// Relative addresses: the plugin may serve the pages under any prefix.
export default defineConfig({
  base: './',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  resolve: { conditions: ['@expressplay-binding/source', 'module', 'browser', 'default'] },
  build: {
    outDir: '../dist/pages',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false }
  }
});
