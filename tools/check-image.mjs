/**
 * Runs the steps of `infra/docker/Dockerfile` in a scratch folder, without Docker, then starts what came out as a container
 * would (its command, its variables, its user) until its own health check passes, and stops it in order:
 * `node tools/check-image.mjs [Dockerfile]`.
 * What differs from the image: the machine's Node and system stand in for the image's, and npm asks its cache first.
 */
import './require-node.mjs';
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePorts } from '../infra/local/ports.mjs';
import { readDockerfile } from './dockerfile.mjs';
import { ImageStage } from './image-stage.mjs';
import { ROOT } from './packages.mjs';

/** How long a start may take until the health check passes; the Dockerfile's `--start-period`. */
const START_TIMEOUT_MS = 60_000;
/** How long an ordered stop may take; `stop_grace_period` of docker-compose.yml. */
const STOP_TIMEOUT_MS = 40_000;
const POLL_INTERVAL_MS = 500;

const [dockerfile = join(ROOT, 'infra/docker/Dockerfile')] = process.argv.slice(2);
const stages = readDockerfile(readFileSync(dockerfile, 'utf8'));
const final = stages.at(-1);

/** Runs every step of every stage below `scratch`; the last stage is the image. */
function buildImage(scratch) {
  const built = new Map();
  for (const [index, { name = String(index), steps }] of stages.entries()) {
    const stage = new ImageStage(join(scratch, name));
    mkdirSync(stage.root);
    for (const step of steps) {
      const started = performance.now();
      stage.run(step, built);
      console.log(`${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s  ${step.name} ${step.text}`);
    }
    built.set(name, stage);
  }
  return [...built.values()].at(-1);
}

/** An argument list of the image (CMD, health check) as this machine can run it, with a free port in place of the image's. */
function startable(argv, { imagePort, port }) {
  const [program, ...args] = argv.map((part) => part.replaceAll(`:${imagePort}/`, `:${port}/`));
  if (program !== 'node') throw new Error(`The image starts ${program}, which is not node.`);
  return [process.execPath, args];
}

/** The image's variables and no others, its paths and port moved to this machine. */
function environmentOf(image, port) {
  const moved = Object.entries(image.env).map(([name, value]) => [
    name,
    value.startsWith('/') ? image.path(value) : value,
  ]);
  return { PATH: process.env.PATH, ...Object.fromEntries(moved), TAIZHANG_PORT: String(port) };
}

/** Only root can start a program as somebody else. */
function userOf(stage) {
  const [uid, gid] = (stage.user ?? '').split(':').map(Number);
  return process.getuid?.() === 0 && Number.isInteger(uid) ? { uid, gid } : {};
}

const ended = (child) => child.exitCode !== null || child.signalCode !== null;

async function until(condition, timeoutMs) {
  const deadline = performance.now() + timeoutMs;
  while (!condition()) {
    if (performance.now() > deadline) return false;
    await pause(POLL_INTERVAL_MS);
  }
  return true;
}

/** Starts the image's command, waits for its health check, and stops it; throws, after printing what it said, if one fails. */
async function startAndStop(image) {
  const [port] = await freePorts(1);
  const moved = { imagePort: image.env.TAIZHANG_PORT, port };
  const options = { cwd: image.path(), env: environmentOf(image, port), ...userOf(final) };
  const [program, args] = startable(final.cmd, moved);
  const [asker, question] = startable(final.healthcheck, moved);
  const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => said.push(chunk));
  try {
    const started = performance.now();
    const isHealthy = () => spawnSync(asker, question, options).status === 0;
    await until(() => ended(child) || isHealthy(), START_TIMEOUT_MS);
    if (ended(child) || !isHealthy()) throw new Error('The program of the image did not become healthy.');
    console.log(
      `${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s  ${final.cmd.join(' ')} is healthy`,
    );
    child.kill('SIGTERM');
    await until(() => ended(child), STOP_TIMEOUT_MS);
    if (child.exitCode !== 0) throw new Error('The program of the image did not stop in order.');
  } catch (error) {
    process.stderr.write(Buffer.concat(said));
    throw error;
  } finally {
    child.kill('SIGKILL');
  }
}

const scratch = mkdtempSync(join(tmpdir(), 'taizhang-image-'));
try {
  // The image's user must be able to read it.
  chmodSync(scratch, 0o755);
  console.log(`Node ${process.versions.node} stands in for ${final.image}.`);
  await startAndStop(buildImage(scratch));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  rmSync(scratch, { recursive: true });
}
