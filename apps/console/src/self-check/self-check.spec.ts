import { readFileSync } from 'node:fs';
import { declarationsOf } from '../../declarations.mjs';
import type { Declarations } from '../api/declarations.js';

const document = readFileSync(new URL('../../../../docs/reference/openapi.json', import.meta.url), 'utf8');
Object.assign(globalThis, { TAIZHANG_DECLARATIONS: declarationsOf(JSON.parse(document)) as Declarations }); // as the build does
const { FORMS, selfCheckBody, selfCheckId } = await import('./self-check.js');

const group = { unit: 'b-jia', person: null };

describe('a self-check 自查', () => {
  it('goes through every form of the problem', () => {
    expect(FORMS).toEqual(['1', '2a', '2b', '3a', '3b', '3c', '3d', '3e', '4', '5']);
  });

  it('names each issue once, and says of every form what was found, or that nothing was', () => {
    const forms = { '1': { found: true, issues: ['2014-1', '2014-2'] }, '4': { found: true, issues: ['2014-2'] } };
    expect(selfCheckBody('stage-2', group, { forms, statement: ' 已认领 ' }, ['1', '2a', '4'])).toEqual({
      stage: 'stage-2',
      unit: 'b-jia',
      subject: 'GROUP',
      person: null,
      issues: ['2014-1', '2014-2'],
      nothingFound: false,
      statement:
        '1 作风漂浮、工作不实：2014-1、2014-2\n2a 不作为、乱作为：未发现问题\n4 庸懒散拖、中梗阻：2014-2\n已认领',
    });
  });

  it('says explicitly that nothing was found, and takes back what was named before that was said', () => {
    const cadre = { unit: 'b-jia', person: 'wgx-0371.P-1' };
    const forms = { '1': { found: false, issues: ['2014-1'] } };
    expect(selfCheckBody('stage-2', cadre, { forms }, ['1'])).toMatchObject({
      subject: 'CADRE',
      person: 'wgx-0371.P-1',
      issues: [],
      nothingFound: true,
      statement: '1 作风漂浮、工作不实：未发现问题',
    });
    expect([selfCheckId('stage-2', cadre), selfCheckId('stage-2', group)]).toEqual([
      'stage-2.wgx-0371.P-1',
      'stage-2.b-jia',
    ]);
  });
});
