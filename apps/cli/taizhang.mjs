#!/usr/bin/env node
/** Starts the built program; committed, so that `npm ci` links it before anything is built. */
import { existsSync } from 'node:fs';

const main = new URL('./dist/main.js', import.meta.url);
if (existsSync(main)) await import(main.href);
else {
  console.error('taizhang is not built yet: run `npm run build` first.');
  // Not 1: that would be a verdict of `verify`.
  process.exitCode = 2;
}
