import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

import { run } from './artifacts.mjs';
import { InfraError } from './settings.mjs';

/** Debian's packages: the browser, and a font with Chinese glyphs. */
const PACKAGES = ['chromium', 'fonts-wqy-zenhei'];
/** Family of that font: tests assert that a Chinese heading is drawn with it, for boxes look like text to a program. */
export const CHINESE_FONT = 'WenQuanYi Zen Hei';
const PROGRAMS = ['chromium', 'chromium-browser'];

/**
 * The program of a Chromium that can draw Chinese, installed from Debian's packages on first use (a minute; needs root).
 * `TAIZHANG_CHROMIUM` names another one; then nothing is installed.
 * @returns {Promise<string>}
 */
export async function chromiumProgram() {
  const chosen = process.env.TAIZHANG_CHROMIUM;
  if (chosen !== undefined) {
    if (!existsSync(chosen)) throw new InfraError(`TAIZHANG_CHROMIUM names ${chosen}, which does not exist.`);
    return chosen;
  }
  if (installed() === undefined || !hasChineseFont()) await install();
  const program = installed();
  if (program === undefined || !hasChineseFont())
    throw new InfraError(`${PACKAGES.join(' and ')} were installed, but neither browser nor font can be found.`);
  return program;
}

function installed() {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return folders.flatMap((folder) => PROGRAMS.map((name) => join(folder, name))).find((file) => existsSync(file));
}

function hasChineseFont() {
  try {
    return execFileSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' }).includes(CHINESE_FONT);
  } catch {
    return false; // no fontconfig: the packages bring it
  }
}

async function install() {
  const need = `Browser tests need ${PACKAGES.join(' and ')} (Debian), or TAIZHANG_CHROMIUM`;
  if (process.getuid?.() !== 0) throw new InfraError(`${need}; they are installed where tests run as root.`);
  process.stderr.write(`Installing ${PACKAGES.join(', ')} (first use only)\n`);
  const options = ['-q', '-y', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=120'];
  await run('apt-get', ['-q', 'update'], '/', need);
  await run('apt-get', ['install', ...options, ...PACKAGES], '/', need, { DEBIAN_FRONTEND: 'noninteractive' });
}
