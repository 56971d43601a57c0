/**
 * Reads our Dockerfile, as far as its checks need it: instructions by stage. It knows the instructions that our file uses
 * and refuses any other, so that a check cannot pass over a step that it does not understand.
 */
const UNDERSTOOD = new Set(['FROM', 'ENV', 'WORKDIR', 'COPY', 'RUN', 'USER', 'EXPOSE', 'HEALTHCHECK', 'CMD']);

/** Instructions with continued lines joined and comments dropped: `{ name, text }`. */
function instructions(source) {
  return source
    .split('\n')
    .filter((line) => !/^\s*(#|$)/.test(line))
    .join('\n')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .map((line) => {
      const [, name, text] = /^\s*([A-Za-z]+)\s+(.*?)\s*$/.exec(line) ?? [];
      if (!UNDERSTOOD.has(name))
        throw new Error(`The check of the image does not understand this step: ${line.trim()}`);
      return { name, text };
    });
}

/** `A=1 B=2` as an object; our file quotes nothing. */
const assignments = (text) => Object.fromEntries(text.split(/\s+/).map((pair) => pair.split(/=(.*)/s, 2)));

/**
 * Stages in order: `{ name, image, steps, env, cmd, healthcheck, user }`; `steps` are what builds the stage (ENV, WORKDIR,
 * COPY, RUN) in order, the others what a container of it starts with. `cmd` and `healthcheck` are argument lists.
 * @throws Error for an instruction it does not understand, or a command that is not written as a list
 */
export function readDockerfile(source) {
  const stages = [];
  for (const { name, text } of instructions(source)) {
    if (name === 'FROM') {
      const [, image, alias] = /^(\S+)(?:\s+AS\s+(\S+))?$/i.exec(text) ?? [];
      stages.push({ name: alias, image, steps: [], env: {} });
      continue;
    }
    const stage = stages.at(-1);
    if (name === 'ENV') Object.assign(stage.env, assignments(text));
    if (name === 'USER') stage.user = text;
    if (name === 'CMD') stage.cmd = JSON.parse(text);
    if (name === 'HEALTHCHECK') stage.healthcheck = JSON.parse(text.replace(/^.*?\bCMD\s+/, ''));
    if (['ENV', 'WORKDIR', 'COPY', 'RUN'].includes(name)) stage.steps.push({ name, text });
  }
  return stages;
}

/** What a container starts from: the last stage. */
export const finalStage = (source) => readDockerfile(source).at(-1);
