/** Stages of the Dockerfile as folders: each step that Docker would run in a layer runs here as a plain command. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { ROOT } from './packages.mjs';

const runsAsRoot = process.getuid?.() === 0;

/** Whether the context leaves a path out: a plain pattern names something at the root, one after two stars something anywhere. */
export function isIgnored(path, patterns) {
  const parts = path.split(sep);
  return patterns.some((pattern) =>
    pattern.startsWith('**/') ? parts.includes(pattern.slice(3)) : parts[0] === pattern,
  );
}

const contextIgnores = () =>
  readFileSync(join(ROOT, 'infra/docker/Dockerfile.dockerignore'), 'utf8').split('\n').filter(Boolean);

/** A build sees npm's settings and cache, but neither our own variables nor those of a run that this one is part of. */
function buildEnvironment() {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(TAIZHANG_|NODE_|npm_(lifecycle|package)_)/.test(name),
  );
  return { JOBS: 'max', npm_config_prefer_offline: 'true', ...Object.fromEntries(kept) };
}

/** One stage on disk; paths of the image lie below its folder `root`. */
export class ImageStage {
  #folder = '/';

  /** @param {string} root an existing folder, which stands for `/` */
  constructor(root) {
    this.root = root;
    this.env = {};
  }

  /** Where a path of the image lies on this machine; a relative one starts at the working directory. */
  path(inImage = '.') {
    return join(this.root, resolve(this.#folder, inImage));
  }

  /**
   * Runs one step of {@link readDockerfile}.
   * @param {{ name: string, text: string }} step
   * @param {Map<string, ImageStage>} others stages that `COPY --from` may name
   * @throws Error in one sentence, when the step fails
   */
  run({ name, text }, others) {
    if (name === 'ENV')
      Object.assign(this.env, Object.fromEntries(text.split(/\s+/).map((pair) => pair.split(/=(.*)/s))));
    if (name === 'WORKDIR') {
      this.#folder = resolve(this.#folder, text);
      mkdirSync(this.path(), { recursive: true });
    }
    if (name === 'COPY') this.#copy(text, others);
    if (name === 'RUN') this.#command(text);
  }

  #copy(text, others) {
    const [, from, source, target] = /^(?:--from=(\S+)\s+)?([^\s-]\S*)\s+(\S+)$/.exec(text) ?? [];
    if (source === undefined) throw new Error(`The check of the image does not understand this step: COPY ${text}`);
    const ignores = from === undefined ? contextIgnores() : [];
    cpSync(from === undefined ? join(ROOT, source) : others.get(from).path(source), this.path(target), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => ignores.length === 0 || !isIgnored(relative(ROOT, path), ignores),
    });
  }

  #command(text) {
    // Only root may give files away; for anybody else they stay their own, and so does the program that is started.
    const script = runsAsRoot ? text : `chown() { :; }; ${text}`;
    const { status } = spawnSync('/bin/sh', ['-c', script], {
      cwd: this.path(),
      env: { ...buildEnvironment(), ...this.env },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    if (status !== 0) throw new Error(`The step "RUN ${text}" of the image ended with ${status}.`);
  }
}
