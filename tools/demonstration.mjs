/** A data folder that `npm start` finds empty becomes a demonstration (演示); one that was not finished is begun anew. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Lies in a folder while `apps/cli` prepares its demonstration, with the id of the process that does it. */
const UNFINISHED = 'demonstration.unfinished';
/** Lies in a folder that is a demonstration; `apps/cli` writes it at the end. */
const MARK = 'demonstration.json';

const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
};

/**
 * Takes away what a start that was killed has left of its demonstration: half a story is of no use to anyone.
 * @throws when it is still being prepared
 */
function clearUnfinished(folder) {
  const unfinished = join(folder, UNFINISHED);
  if (!existsSync(unfinished)) return;
  const pid = Number(readFileSync(unfinished, 'utf8'));
  if (isAlive(pid))
    throw new Error(`Process ${pid} is preparing a demonstration in ${folder}: wait for it, or remove the folder.`);
  empty(folder);
}

/** The folder stays: it may be a mount, or its parent may be another's. */
function empty(folder) {
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true, force: true });
}

/**
 * Prepares the demonstration of a folder that is empty or not there, unless `without` is said; other folders are left alone.
 * @param play plays the story in a folder; resolves to its exit code
 * @returns what is known of the folder's demonstration; undefined when it is none
 * @throws when it cannot be prepared, after which the folder is empty, or when a demonstration is not allowed here
 */
export async function demonstrationIn(folder, { without, production, play }) {
  clearUnfinished(folder);
  const fresh = !existsSync(folder) || readdirSync(folder).length === 0;
  const mark = join(folder, MARK);
  if (!existsSync(mark) && (without || !fresh)) return undefined;
  if (production)
    throw new Error(
      'A demonstration is refused when NODE_ENV=production: say `npm start -- --empty`, on a folder of its own.',
    );
  if (fresh) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if ((await play(folder)) !== 0) {
      empty(folder);
      throw new Error('The demonstration could not be prepared; `npm start -- --empty` starts without one.');
    }
  }
  return JSON.parse(readFileSync(mark, 'utf8'));
}
