import { defineConfig } from 'vite';

export default defineConfig({
  resolve: { conditions: ['@expressplay-binding/source', 'module', 'browser', 'default'] },
  build: {
    outDir: '../dist/pages',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    // Shaka Player alone is larger than what Vite warns of.
    chunkSizeWarningLimit: 700,
    modulePreload: { polyfill: false },
    target: 'es2022'
  }
});
