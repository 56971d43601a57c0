import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A text that occurs nowhere else, with what a search must find in other spellings too: Chinese, letters and digits. */
export function markOf(n: number): string {
  return `标记${String(n)}号机密kq${String(n * 7919)}vx留痕`;
}

/** All spellings of a text in which bytes at rest or a log might hold it. */
export function spellingsOf(text: string): Readonly<Record<string, Buffer>> {
  const utf16 = Buffer.from(text, 'utf16le');
  const escaped = JSON.stringify(text)
    .slice(1, -1)
    .replace(/[^ -~]/g, escapedUnit);
  return {
    'UTF-8': Buffer.from(text),
    'UTF-16LE': utf16,
    'UTF-16BE': Buffer.from(utf16).swap16(),
    'JSON-escaped': Buffer.from(escaped),
    'URL-encoded': Buffer.from(encodeURIComponent(text)),
    ...Object.fromEntries([0, 1, 2].flatMap((offset) => base64Spellings(text, offset))),
  };
}

function escapedUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** What base64 of a longer text is sure to hold of this one, begun at an offset of 0 to 2 within a group of three bytes. */
function base64Spellings(text: string, offset: number): readonly (readonly [string, Buffer])[] {
  const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(text)]);
  const whole = bytes.subarray(offset === 0 ? 0 : 3, bytes.length - (bytes.length % 3));
  return (['base64', 'base64url'] as const).map((encoding) => [
    `${encoding} at ${String(offset)}`,
    Buffer.from(whole.toString(encoding)),
  ]);
}

/** `<place>: <text> in <spelling>` for every spelling of every text that is found. */
export function found(bytes: Buffer, place: string, texts: readonly string[]): readonly string[] {
  return texts.flatMap((text) =>
    Object.entries(spellingsOf(text)).flatMap(([spelling, sought]) =>
      bytes.includes(sought) ? [`${place}: ${text} in ${spelling}`] : [],
    ),
  );
}

/** Searches all files of a folder. @throws when there are none */
export async function foundInFiles(folder: string, texts: readonly string[]): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  if (files.length === 0) throw new Error(`${folder} has no files`);
  const all: string[] = [];
  for (const file of files) all.push(...found(await readFile(file), file.slice(folder.length + 1), texts));
  return all;
}
