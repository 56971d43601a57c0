import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demonstrationIn } from './demonstration.mjs';

const SHOWN = { environment: {}, password: 'p', people: [] };

describe('the demonstration of a data folder', () => {
  let parent;
  let folder;
  let played;
  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), 'taizhang-demonstration-'));
    folder = join(parent, 'data');
    played = 0;
  });
  afterEach(() => rmSync(parent, { recursive: true }));

  const play = (where) => {
    played += 1;
    writeFileSync(join(where, 'events.sqlite'), '');
    writeFileSync(join(where, 'demonstration.json'), JSON.stringify(SHOWN));
    return Promise.resolve(0);
  };
  const usual = { without: false, production: false, play };
  const endedPid = () => spawnSync(process.execPath, ['--version']).pid;

  it.each(['is not there', 'is empty'])('is prepared where the folder %s, once', async (how) => {
    if (how === 'is empty') mkdirSync(folder);
    expect(await demonstrationIn(folder, usual)).toEqual(SHOWN);
    expect(await demonstrationIn(folder, usual)).toEqual(SHOWN);
    expect([played, readdirSync(folder).sort()]).toEqual([1, ['demonstration.json', 'events.sqlite']]);
  });

  it('is not prepared where there are data, or where it is not wanted', async () => {
    expect(await demonstrationIn(folder, { ...usual, without: true })).toBeUndefined();
    mkdirSync(folder);
    writeFileSync(join(folder, 'events.sqlite'), '');
    expect(await demonstrationIn(folder, usual)).toBeUndefined();
    expect(played).toBe(0);
  });

  it('is refused in production, new or prepared before', async () => {
    const production = { ...usual, production: true };
    await expect(demonstrationIn(folder, production)).rejects.toThrow('NODE_ENV=production');
    expect(existsSync(folder)).toBe(false);
    await demonstrationIn(folder, usual);
    await expect(demonstrationIn(folder, production)).rejects.toThrow('NODE_ENV=production');
    await expect(demonstrationIn(folder, { ...production, without: true })).rejects.toThrow('NODE_ENV=production');
  });

  it('leaves the folder empty when it cannot be played', async () => {
    const fails = async (where) => {
      await play(where);
      return 1;
    };
    await expect(demonstrationIn(folder, { ...usual, play: fails })).rejects.toThrow('--empty');
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([false, true])('is begun anew where its start was killed half way (without: %s)', async (without) => {
    mkdirSync(folder);
    writeFileSync(join(folder, 'half-a-story.sqlite'), '');
    writeFileSync(join(folder, 'demonstration.unfinished'), String(endedPid()));
    expect(await demonstrationIn(folder, { ...usual, without })).toEqual(without ? undefined : SHOWN);
    expect(readdirSync(folder)).not.toContain('half-a-story.sqlite');
  });

  it('is left to whoever is preparing it', async () => {
    mkdirSync(folder);
    writeFileSync(join(folder, 'demonstration.unfinished'), String(process.pid));
    await expect(demonstrationIn(folder, usual)).rejects.toThrow(`Process ${String(process.pid)} is preparing`);
    expect(readdirSync(folder)).toEqual(['demonstration.unfinished']);
  });
});
