import { int } from '@taizhang/kernel';
import { z } from 'zod';

/** What a vote share may be counted against. */
export const TALLY_DENOMINATORS = ['VALID_INCL_ABSTAIN', 'VALID_EXCL_ABSTAIN', 'RETURNED', 'ISSUED'] as const;
export type TallyDenominator = (typeof TALLY_DENOMINATORS)[number];

const count = () => int().min(0);
/** A fraction n/d: ledgers hold no other numbers than integers. */
const fraction = () => z.strictObject({ n: count(), d: int().min(1) });

/**
 * Values of the policy parameters (政策参数): one for each unclear point of the source, in the order of policies.md. Numbers are
 * integers, days or working days as the name says.
 */
export const policyShape = {
  'tally.denominator': z.enum(TALLY_DENOMINATORS),
  'tally.blank': z.enum(['ABSTAIN', 'SPOILED']),
  'tally.compare': z.enum(['EXACT_STRICT', 'ROUNDED']),
  'criticism.join': z.enum(['AND', 'OR']),
  'criticism.opinions': z.strictObject({ share: fraction(), min: count(), advisory: z.boolean() }),
  'criticism.opinionUnit': z.enum(['PERSON', 'COMMENT']),
  'evaluation.objects': z.enum(['SEPARATE', 'GROUP_ONLY', 'COMBINED']),
  'evaluation.cadres': z.enum(['LEADING_GROUP', 'PRINCIPAL']),
  'block.scope': z.enum(['ANY_OBJECT', 'GROUP_ONLY', 'PRINCIPAL_ONLY']),
  'block.start': z.enum(['PROVISIONAL', 'AT_CRITICISM']),
  'block.level': z.enum(['UNIT', 'UNIT_AND_BUREAU']),
  'block.lift': z.enum(['OFFICE_THEN_COMMITTEE', 'OFFICE', 'COMMITTEE']),
  'evaluation.quorum': fraction(),
  'committee.majority': z.enum(['FULL_MEMBERSHIP', 'PRESENT']),
  'evaluation.scale': int().min(2).max(5),
  'ballot.remote': z.boolean(),
  'ballot.secret': z.boolean(),
  'roster.expand': z.enum(['BOTH_STRICT', 'EITHER']),
  'timely.summaryWorkdays': count(),
  'feedback.after': z.enum(['SUBMITTED', 'RECEIVED', 'ANSWERED']),
  'feedback.scope': z.enum(['ALL', 'SUPERVISED']),
  'topwind.since': z.enum(['CAMPAIGN_START', 'EIGHT_POINT_DECISION', 'STAGE_START']),
  'dual.leaders': z.array(z.enum(['DIRECT', 'IN_CHARGE', 'PRINCIPAL'])).min(1),
  'leniency.general': z.enum(['CLASSIFIED']),
  'leniency.choice': z.enum(['DISCRETION_WITH_REASON']),
  'redpacket.partial': z.enum(['ORDINARY', 'PRO_RATA', 'NONE']),
  'redpacket.graceDays': count(),
  'redpacket.strict': z.enum(['EITHER_BLOCKS', 'BOTH_BLOCK']),
  'redpacket.initiative': z.enum(['BEFORE_CONTACT', 'ANY_TIME']),
  'redpacket.window': z.enum(['CAMPAIGN', 'STAGE']),
  'redpacket.amountAdvisory': count().nullable(),
  'sanction.catalogue': z.enum(['BY_DATE']),
  'policy.issuer': z.enum(['COMMITTEE', 'DISCIPLINE_OFFICE']),
  'appraisal.poor': fraction(),
  'member.inactiveMonths': count(),
  'appraisal.tie': z.enum(['COMMITTEE', 'LOWER']),
  'principal.acting': z.enum(['RECORDED', 'DEPUTY']),
  'plan.presideProof': z.enum(['MINUTES', 'SIGNATURE']),
  'joint.claimDays': count(),
  'catalogue.counts': z.strictObject({
    central: count(),
    province: count(),
    city: count(),
    bureau: count(),
    areas: count(),
  }),
  'honour.cap': count(),
  'reply.satisfactionGate': z.boolean(),
  'reply.anonymous': z.enum(['RECEIPT', 'PUBLIC', 'NONE']),
  'clock.rollover': z.boolean(),
  'light.yellowWorkdays': count(),
  'rate.longTerm': z.enum(['EXCLUDE', 'INCLUDE']),
  'close.bulk': z.boolean(),
  'inactivity.days': count(),
  'committee.type': z.enum(['PARTY_COMMITTEE', 'PARTY_GROUP']),
  'criticism.threshold': fraction(),
  'stage.closeNeeds': z.enum(['ALL_MEETINGS', 'NONE']),
};

type Shape = typeof policyShape;
/** The same, each of which may be left out, and then is not there at all. */
export const partialPolicyShape = Object.fromEntries(
  Object.entries(policyShape).map(([parameter, value]) => [parameter, z.exactOptional(value)]),
) as unknown as { readonly [P in keyof Shape]: z.ZodExactOptional<Shape[P]> }; // entry by entry

export type PolicyValues = z.output<z.ZodObject<typeof policyShape>>;
export type PolicyParameter = keyof PolicyValues;

/** All parameters, in order. */
export const POLICY_PARAMETERS = Object.keys(policyShape) as PolicyParameter[]; // its own keys

/** What policies.md recommends: a deployment adopts it by event as it adopts anything else. */
export const RECOMMENDED_POLICY: PolicyValues = {
  'tally.denominator': 'VALID_INCL_ABSTAIN',
  'tally.blank': 'ABSTAIN',
  'tally.compare': 'EXACT_STRICT',
  'criticism.join': 'AND',
  'criticism.opinions': { share: { n: 10, d: 100 }, min: 5, advisory: true },
  'criticism.opinionUnit': 'PERSON',
  'evaluation.objects': 'SEPARATE',
  'evaluation.cadres': 'LEADING_GROUP',
  'block.scope': 'ANY_OBJECT',
  'block.start': 'PROVISIONAL',
  'block.level': 'UNIT',
  'block.lift': 'OFFICE_THEN_COMMITTEE',
  'evaluation.quorum': { n: 1, d: 2 },
  'committee.majority': 'FULL_MEMBERSHIP',
  'evaluation.scale': 4,
  'ballot.remote': true,
  'ballot.secret': true,
  'roster.expand': 'BOTH_STRICT',
  'timely.summaryWorkdays': 5,
  'feedback.after': 'SUBMITTED',
  'feedback.scope': 'ALL',
  'topwind.since': 'CAMPAIGN_START',
  'dual.leaders': ['DIRECT', 'IN_CHARGE'],
  'leniency.general': 'CLASSIFIED',
  'leniency.choice': 'DISCRETION_WITH_REASON',
  'redpacket.partial': 'ORDINARY',
  'redpacket.graceDays': 30,
  'redpacket.strict': 'EITHER_BLOCKS',
  'redpacket.initiative': 'BEFORE_CONTACT',
  'redpacket.window': 'CAMPAIGN',
  'redpacket.amountAdvisory': null,
  'sanction.catalogue': 'BY_DATE',
  'policy.issuer': 'COMMITTEE',
  'appraisal.poor': { n: 1, d: 3 },
  'member.inactiveMonths': 6,
  'appraisal.tie': 'COMMITTEE',
  'principal.acting': 'RECORDED',
  'plan.presideProof': 'MINUTES',
  'joint.claimDays': 7,
  'catalogue.counts': { central: 11, province: 8, city: 13, bureau: 5, areas: 8 },
  'honour.cap': 100,
  'reply.satisfactionGate': false,
  'reply.anonymous': 'RECEIPT',
  'clock.rollover': false,
  'light.yellowWorkdays': 3,
  'rate.longTerm': 'EXCLUDE',
  'close.bulk': false,
  'inactivity.days': 14,
  'committee.type': 'PARTY_COMMITTEE',
  'criticism.threshold': { n: 80, d: 100 },
  'stage.closeNeeds': 'ALL_MEETINGS',
};

/** What a parameter settles, and the clauses that leave it open. */
export const POLICY_POINTS: Readonly<
  Record<PolicyParameter, { readonly zh: string; readonly en: string; readonly clauses: readonly string[] }>
> = {
  'tally.denominator': { zh: '得票率的分母', en: 'Denominator of the vote share', clauses: ['C5.12', 'C5.13'] },
  'tally.blank': { zh: '空白票', en: 'Blank ballot', clauses: ['C5.11'] },
  'tally.compare': { zh: '低于线的比较', en: 'How a share is held against the line', clauses: ['C5.13'] },
  'criticism.join': {
    zh: '两个条件须否同时具备',
    en: 'Whether both conditions of criticism are needed',
    clauses: ['C5.13', 'C5.14'],
  },
  'criticism.opinions': { zh: '意见比较多', en: 'Considerable negative opinions', clauses: ['C5.13'] },
  'criticism.opinionUnit': { zh: '一条意见的计法', en: 'What counts as one opinion', clauses: ['C5.13'] },
  'evaluation.objects': { zh: '评议对象', en: 'Objects of the vote', clauses: ['C5.11'] },
  'evaluation.cadres': { zh: '评议哪些干部', en: 'Which cadres are evaluated', clauses: ['C5.11'] },
  'block.scope': { zh: '干部不达标是否影响单位', en: 'Whose failing blocks the unit', clauses: ['C5.17'] },
  'block.start': { zh: '暂缓何时开始', en: 'When the block starts', clauses: ['C5.15', 'C5.17'] },
  'block.level': { zh: '谁的总结会', en: 'Whose summary meeting is blocked', clauses: ['C5.17'] },
  'block.lift': { zh: '达到要求由谁认定', en: 'Who finds that requirements are met', clauses: ['C5.17'] },
  'evaluation.quorum': { zh: '通报会到会比例', en: 'Quorum of the briefing', clauses: ['C5.1'] },
  'committee.majority': { zh: '党委表决多数', en: 'The committee’s majority', clauses: ['C5.15'] },
  'evaluation.scale': { zh: '评议等次', en: 'Grades of the scale', clauses: ['C5.12'] },
  'ballot.remote': { zh: '可否远程投票', en: 'Whether votes may be cast from afar', clauses: ['C5.11'] },
  'ballot.secret': { zh: '无记名', en: 'Whether votes are secret', clauses: ['C5.11'] },
  'roster.expand': { zh: '扩大范围和比例', en: 'How a roster must be wider', clauses: ['C5.5', 'C5.6'] },
  'timely.summaryWorkdays': { zh: '及时汇总（工作日）', en: 'Working days for the summary', clauses: ['C5.7'] },
  'feedback.after': { zh: '先上报后反馈', en: 'What must come before feedback', clauses: ['C5.8', 'C5.9'] },
  'feedback.scope': { zh: '反馈的范围', en: 'Which branches get feedback', clauses: ['C5.9'] },
  'topwind.since': { zh: '顶风违纪起算', en: 'From when an act defies the campaign', clauses: ['C4.1.i'] },
  'dual.leaders': { zh: '一案双查的领导', en: 'Which leaders are investigated as well', clauses: ['C4.1.i'] },
  'leniency.general': { zh: '一般性错误', en: 'What a general error is', clauses: ['C4.2.a'] },
  'leniency.choice': { zh: '不予追究或免予处分', en: 'Who picks the outcome', clauses: ['C4.2.a'] },
  'redpacket.partial': { zh: '部分上交', en: 'What is partly handed over', clauses: ['C4.2.j'] },
  'redpacket.graceDays': { zh: '上交期限（日）', en: 'Days for handing over', clauses: ['C4.2.j'] },
  'redpacket.strict': { zh: '从严的条件', en: 'When the lenient path is closed', clauses: ['C4.2.o'] },
  'redpacket.initiative': { zh: '主动的界限', en: 'Until when it is of own initiative', clauses: ['C4.2.j'] },
  'redpacket.window': { zh: '期间', en: 'The window of declaration', clauses: ['C4.2.j'] },
  'redpacket.amountAdvisory': { zh: '数额参考（元）', en: 'Advisory amount, in yuan', clauses: ['C4.2.j'] },
  'sanction.catalogue': { zh: '处分目录', en: 'Which catalogue of sanctions', clauses: ['C4.1.b'] },
  'policy.issuer': { zh: '政策意见由谁作出', en: 'Who issues a policy opinion', clauses: ['C4.2.d'] },
  'appraisal.poor': { zh: '评议较差', en: 'Share of poor votes', clauses: ['C4.3.d'] },
  'member.inactiveMonths': { zh: '长期不起作用（月）', en: 'Months without effect', clauses: ['C4.3.d'] },
  'appraisal.tie': { zh: '等次相同', en: 'A tie between grades', clauses: ['C4.3.d'] },
  'principal.acting': { zh: '主要负责人空缺', en: 'Who stands in for the principal', clauses: ['C6.7'] },
  'plan.presideProof': { zh: '亲自主持的证明', en: 'Proof of presiding', clauses: ['C6.7'] },
  'joint.claimDays': { zh: '认领期限（日）', en: 'Days to claim a joint item', clauses: ['C6.12'] },
  'catalogue.counts': { zh: '专项目录的项数', en: 'Counts of the catalogues', clauses: ['C1.2.a', 'C3.1'] },
  'honour.cap': { zh: '“百佳”上限', en: 'Cap of an honour', clauses: ['C2.5.a'] },
  'reply.satisfactionGate': { zh: '须否本人满意', en: 'Whether the asker must be satisfied', clauses: ['C1.0.b'] },
  'reply.anonymous': { zh: '匿名意见的答复', en: 'Reply to an anonymous origin', clauses: ['C1.0.b'] },
  'clock.rollover': { zh: '逢休是否顺延', en: 'Whether a limit on a day off moves on', clauses: ['C3.17'] },
  'light.yellowWorkdays': {
    zh: '黄灯提前（工作日）',
    en: 'Working days before a limit that are yellow',
    clauses: ['C1.1.m'],
  },
  'rate.longTerm': { zh: '长期坚持项与完成率', en: 'Long-term items in the completion rate', clauses: ['C1.0.g'] },
  'close.bulk': { zh: '可否批量销号', en: 'Whether items are closed in bulk', clauses: ['C1.0.g'] },
  'inactivity.days': { zh: '前紧后松（日）', en: 'Days of silence', clauses: ['C6.1'] },
  'committee.type': { zh: '由谁决定', en: 'Which body decides', clauses: ['C5.15'] },
  'criticism.threshold': { zh: '百分之八十的线', en: 'The line', clauses: ['C5.13'] },
  'stage.closeNeeds': { zh: '环节结束的条件', en: 'What a stage’s close needs', clauses: ['C5.17', 'C6.1'] },
};
