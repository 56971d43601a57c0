import type { Act, CommandAct, Moment } from '../scenario.js';
import { at, gives, numbers, refused } from './acts.js';
import { BUREAU_CADRES, cadresOf, COMMITTEE_ONLY, OFFICE, SECRETARY, type Branch } from './cast.js';
import { BING, CADRE, DING, JIA, YI } from './evaluation.js';

const committee = [...BUREAU_CADRES, ...COMMITTEE_ONLY].map(({ person }) => person);

const assessed = (branch: Branch, object: string, commenters: number, many: boolean): Act =>
  gives(OFFICE, at.evaluation(branch.unit), 'record-comprehensive-assessment', {
    object,
    commenters,
    reporters: 0,
    finding: many ? 'MANY' : 'NOT_MANY',
    proposes: many,
    reason: many ? '群众反映意见比较多' : '意见不多',
  });
const proposed = (branch: Branch, object: string, supplement: string | null = null): Act =>
  gives(OFFICE, at.evaluation(branch.unit), 'propose-criticism', { object, reason: '建议通报批评', supplement });
const voted = (branch: Branch, object: string, votes: readonly [number, number, number], present: number): Act => {
  const [inFavour, against, abstained] = votes;
  return gives(SECRETARY, at.evaluation(branch.unit), 'record-committee-vote', {
    object,
    body: 'committee',
    present: committee.slice(0, present),
    inFavour,
    against,
    abstained,
  });
};
const noticed = (branch: Branch, object: string, serial: number, requirements: number, due: string): Act =>
  gives(SECRETARY, at.evaluation(branch.unit), 'issue-criticism-notice', {
    object,
    number: { year: 2014, serial },
    recipients: [branch.unit],
    body: '关于整改落实情况的通报批评',
    requirements: numbers(requirements).map((n) => ({
      requirement: `yq-${String(n)}`,
      due,
      description: `整改要求第${String(n)}项`,
    })),
  });
const met = (branch: Branch, object: string, requirements: number): Act =>
  gives(OFFICE, at.evaluation(branch.unit), 'find-requirements-met', {
    object,
    requirements: numbers(requirements).map((n) => `yq-${String(n)}`),
    finding: '逐项核查，已达到要求',
  });
const lifted = (branch: Branch, object: string): Act =>
  gives(SECRETARY, at.evaluation(branch.unit), 'lift-summary-meeting-block', { object });
const held = (branch: Branch): CommandAct =>
  gives(cadresOf(branch)[0], at.evaluation(branch.unit), 'hold-summary-meeting', {
    attended: 40,
    summary: '总结大会召开',
  });
const moment = (day: string, title: string, acts: readonly Act[], time = '09:00'): Moment => ({
  at: `2014-${day}T${time}:00+08:00`,
  title,
  acts,
});

/** From the comprehensive assessments to the last summary meeting. */
export const criticism: readonly Moment[] = [
  moment('09-22', '综合评估', [
    assessed(YI, 'group', 214, true),
    assessed(BING, 'group', 2, false),
    assessed(DING, CADRE.person, 9, true),
    proposed(YI, 'group'),
    proposed(DING, CADRE.person),
  ]),
  moment('09-24', '局党委会', [
    lifted(BING, 'group'),
    voted(YI, 'group', [8, 0, 0], 8),
    voted(DING, CADRE.person, [4, 4, 0], 8),
  ]),
  moment('09-25', '通报批评乙支部', [noticed(YI, 'group', 1, 6, '2014-10-05')]),
  moment('09-26', '乙支部拟开总结大会', [
    refused(
      gives(cadresOf(YI)[0], at.evaluation(YI.unit), 'schedule-summary-meeting', { for: '2014-09-28' }),
      'REQUIREMENT_NOT_MET',
    ),
  ]),
  moment('09-28', '总结大会', [held(JIA), held(BING), refused(held(DING), 'PROVISIONAL_HOLD')]),
  moment('10-08', '局党委会再议', [
    proposed(DING, CADRE.person, '补充核实材料'),
    voted(DING, CADRE.person, [6, 2, 1], 9),
    noticed(DING, CADRE.person, 2, 3, '2014-10-18'),
    met(YI, 'group', 6),
  ]),
  moment('10-09', '确认乙支部整改', [lifted(YI, 'group')]),
  moment('10-10', '乙支部总结大会', [held(YI)]),
  moment('10-20', '丁支部整改达到要求', [met(DING, CADRE.person, 3)]),
  moment('10-21', '确认丁支部整改', [lifted(DING, CADRE.person)]),
  moment('10-22', '丁支部总结大会', [held(DING)]),
];
