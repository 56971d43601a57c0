import { readFileSync } from 'node:fs';
import { declarationsOf } from '../../declarations.mjs';
import type { Declarations } from '../api/declarations.js';
import { followingId, suggestedId } from './record-ids.js';

const document = readFileSync(new URL('../../../../docs/reference/openapi.json', import.meta.url), 'utf8');
const { acts } = declarationsOf(JSON.parse(document)) as Declarations; // what the build makes of the document
const act = (name: string) => {
  const found = acts.find((declared) => declared.name === name);
  if (found === undefined) throw new Error(`no command ${name}`);
  return found;
};

describe('ids of new records', () => {
  it('follow from what is said, where they must', () => {
    const body = { stage: 'stage-2', unit: 'b-jia', person: null };
    expect(followingId(act('ConveneBriefing'))?.(body, 'wgx-0371')).toBe('stage-2.b-jia');
    expect(followingId(act('SubmitSelfCheck'))?.(body, 'wgx-0371')).toBe('stage-2.b-jia');
    expect(followingId(act('SubmitSelfCheck'))?.({ ...body, person: 'wgx-0371.P-1' }, 'wgx-0371')).toBe(
      'stage-2.wgx-0371.P-1',
    );
    expect(followingId(act('AdoptPolicy'))?.({}, 'wgx-0371')).toBe('wgx-0371');
    expect(followingId(act('RaiseIssue'))).toBeUndefined();
  });

  it('are offered with the year and the next number', () => {
    expect(suggestedId(act('LaunchCampaign'), 'wgx-0371', '2014', 0)).toBe('hd-2014-1');
    expect(suggestedId(act('DraftNorm'), 'wgx-0371', '2014', 4)).toBe('zd-2014-5');
    expect(suggestedId(act('RegisterUnit'), 'wgx-0371', '2014', 4)).toBe('');
    expect(suggestedId(act('RaiseIssue'), 'wgx-0371', '2014', 127)).toBe('2014-wgx-0371-0128');
    expect(suggestedId(act('RegisterPerson'), 'wgx-0371', '2014', 3)).toBe('wgx-0371.P-');
  });
});
