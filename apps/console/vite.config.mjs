import react from '@vitejs/plugin-react';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defaultClientConditions, defineConfig } from 'vite';
import { declarationsOf } from './declarations.mjs';

const OPENAPI = fileURLToPath(new URL('../../docs/reference/openapi.json', import.meta.url));
const declared = declarationsOf(JSON.parse(readFileSync(OPENAPI, 'utf8')));

export default defineConfig({
  plugins: [react()],
  // The API's declarations, as a text: browsers parse it faster than a literal of that size.
  define: { TAIZHANG_DECLARATIONS: `JSON.parse(${JSON.stringify(JSON.stringify(declared))})` },
  // our packages from their sources, as everywhere
  resolve: { conditions: ['@taizhang/source', ...defaultClientConditions] },
  build: {
    target: 'es2022',
    // Inlined pieces would need an exception of the content security policy; vendors are split by what changes together.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2_000,
  },
  // a worker's file has a policy of its own, by which it loads nothing more: it is one piece
  worker: { format: 'iife' },
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
});
