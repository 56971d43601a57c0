/** Builds packages through Nx, one line per package that was really built, Nx's own words only when it fails. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { NX_ENVIRONMENT, ROOT, packageCommand } from './packages.mjs';

const BUILT = /^> nx run (\S+):build(\s+\[.*\])?/;

/** The package and all of ours that it needs, by name. */
export function withDependencies(name, known = new Set()) {
  if (known.has(name)) return known;
  known.add(name);
  const manifest = JSON.parse(readFileSync(`${ROOT}/node_modules/${name}/package.json`, 'utf8'));
  for (const dependency of Object.keys(manifest.dependencies ?? {})) {
    if (dependency.startsWith('@taizhang/')) withDependencies(dependency, known);
  }
  return known;
}

/**
 * Set for all that a test run starts: everything is built. Building again, if only from Nx's cache, takes each `dist` away for
 * a moment, and hosts run on it.
 */
export const BUILT_ALREADY = 'TAIZHANG_BUILT_ALREADY';

/** Builds the named packages, or all. Resolves when done; rejects, after printing what Nx said, when one failed. */
export async function build(names, { signal } = {}) {
  if (process.env[BUILT_ALREADY] === '1') return;
  const which = names ? [`--projects=${[...names].join(',')}`] : [];
  const args = [packageCommand('nx'), 'run-many', '-t', 'build', '--outputStyle=static', ...which];
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...process.env, ...NX_ENVIRONMENT },
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
  });
  const output = [];
  const listen = (stream) =>
    createInterface({ input: stream }).on('line', (line) => {
      output.push(line);
      const [, name, cached] = BUILT.exec(line) ?? [];
      if (name && !cached) console.log(`      ${name}`);
    });
  listen(child.stdout);
  listen(child.stderr);
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  if (code === 0) return;
  console.error(output.join('\n'));
  throw new Error(`The build failed (Nx ended with ${code}).`);
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  try {
    await build(
      process.argv.length > 2 ? process.argv.slice(2).flatMap((name) => [...withDependencies(name)]) : undefined,
    );
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
