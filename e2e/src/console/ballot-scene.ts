import { Registrar, type ConsoleScene } from './console-scene.js';

const UNIT = 'b-jia';
const STAGE = 'stage-2';
/** The stage of the briefing at which ballots are cast by codes. */
const STAGE_ONLINE = 'stage-3';
/** One evaluation of a unit in a stage. */
export const EVALUATION = `${STAGE}.${UNIT}`;
const ROUND = { round: 'r-1', object: 'group' };

/** Launches a campaign at a bureau and one of its branches, and opens the stages in which briefings are held. */
async function openStages(office: Registrar, bureau: string): Promise<void> {
  const units = [bureau, UNIT];
  await office.give(`campaigns/${bureau}/campaign/campaign-1/launch-campaign`, {
    units,
    title: '党的群众路线教育实践活动',
    documents: [
      {
        document: 'wj-1',
        level: 'CITY',
        issuedOn: '2014-01-24',
        issuer: '霁川市委',
        number: '霁发〔2014〕3号',
        title: '关于做好整改落实、建章立制工作的通知',
      },
    ],
  });
  const window = { from: '2014-06-25', to: '2099-12-31' };
  for (const stage of [STAGE, STAGE_ONLINE])
    await office.give(`campaigns/${bureau}/stage/${stage}/open-stage`, {
      campaign: 'campaign-1',
      ...window,
      briefings: window,
      units,
      title: '整改落实、建章立制',
    });
}

/** What both tellers count: half of ten ballots say 好 or 较好, so the tally lies below the line. */
export const COUNT = { returned: 10, spoiled: 0, blank: 1, grades: { good: 4, fairlyGood: 1, average: 2, poor: 2 } };
/** Logins of the two tellers. */
export const TELLERS = ['jipiao', 'jianpiao'] as const;

const evaluationAt = (bureau: string) => (verb: string) => `evaluation/${bureau}/evaluation/${EVALUATION}/${verb}`;

/**
 * Lets the masses vote on paper on the leading group of a branch, by the API: the round is closed, and its ten ballots are to be counted.
 * @param bureau where the security administrator and the office have their accounts
 */
export async function votePaper(scene: ConsoleScene, bureau: string, password: string): Promise<void> {
  const registrar = await Registrar.signedIn(scene, 'anquan', password);
  const body = `organization/${bureau}/body/committee`;
  const tellers = [`${bureau}.P-7`, `${bureau}.P-8`];
  await registrar.hire(`${bureau}.P-6`, '虚构己', 'shuji', password, []);
  await registrar.give(`${body}/form-body`, {
    kind: 'PARTY_COMMITTEE',
    unit: bureau,
    name: '局党委',
    from: scene.today,
  });
  await registrar.give(`${body}/join-body`, {
    person: `${bureau}.P-6`,
    post: 'SECRETARY',
    from: scene.today,
    clearance: 2,
    basis: '任职文件',
  });
  await registrar.hire(`${bureau}.P-7`, '虚构庚', 'jipiao', password, [['teller', `${bureau}/${UNIT}`]]);
  await registrar.hire(`${bureau}.P-8`, '虚构辛', 'jianpiao', password, [['teller', `${bureau}/${UNIT}`]]);
  const secretary = await Registrar.signedIn(scene, 'shuji', password);
  await secretary.give(`organization/${bureau}/policy/${bureau}/adopt-policy`, {
    policy: 'DEFAULT',
    from: scene.today,
    values: {},
    recommended: true,
    basis: '党委决定',
  });
  const office = await Registrar.signedIn(scene, 'huodong', password);
  await openStages(office, bureau);
  const evaluation = evaluationAt(bureau);
  const staff = { category: 'staff', mass: false, count: 6 };
  await office.give(evaluation('convene-briefing'), {
    unit: UNIT,
    stage: STAGE,
    dedicated: true,
    baseline: { on: '2014-03-20', attendance: [staff] },
    objects: [{ object: 'group', kind: 'GROUP' }],
  });
  await office.give(evaluation('freeze-roster'), {
    attendance: [staff, { category: 'residents', mass: true, count: 4 }],
  });
  await office.give(evaluation('open-ballot-round'), { ...ROUND, tellers });
  await office.give(evaluation('close-ballot-round'), { round: 'r-1', paper: 10 });
}

/** Has the ballots of {@link votePaper} counted and signed, by the API. */
export async function holdBallot(scene: ConsoleScene, bureau: string, password: string): Promise<void> {
  await votePaper(scene, bureau, password);
  const evaluation = evaluationAt(bureau);
  const counting = await Promise.all(TELLERS.map((login) => Registrar.signedIn(scene, login, password)));
  for (const teller of counting) await teller.give(evaluation('count-ballots'), { round: 'r-1', count: COUNT });
  for (const teller of counting) await teller.give(evaluation('sign-tally'), { round: 'r-1' });
  await untilTallied(scene, bureau, password);
}

/** Waits until the tally holds the summary meeting. */
export async function untilTallied(scene: ConsoleScene, bureau: string, password: string): Promise<void> {
  const office = await Registrar.signedIn(scene, 'huodong', password);
  const held = `evaluation/views/evaluations/documents/${bureau}/${EVALUATION}`;
  await office.until(held, ({ block }) => block === 'PROVISIONAL');
}

/** Opens a round for which codes are handed out, in another stage. @returns one of its codes */
export async function openOnlineRound(scene: ConsoleScene, bureau: string, password: string): Promise<string> {
  const office = await Registrar.signedIn(scene, 'huodong', password);
  const evaluation = (verb: string) => `evaluation/${bureau}/evaluation/${STAGE_ONLINE}.${UNIT}/${verb}`;
  const staff = { category: 'staff', mass: false, count: 6 };
  await office.give(evaluation('convene-briefing'), {
    unit: UNIT,
    stage: STAGE_ONLINE,
    dedicated: true,
    baseline: { on: '2014-03-20', attendance: [staff] },
    objects: [{ object: 'group', kind: 'GROUP' }],
  });
  await office.give(evaluation('freeze-roster'), {
    attendance: [staff, { category: 'residents', mass: true, count: 4 }],
  });
  await office.give(evaluation('open-ballot-round'), { ...ROUND, tellers: [`${bureau}.P-7`, `${bureau}.P-8`] });
  const { codes } = await office.give(evaluation('ballot-codes'), { round: 'r-1', number: 4 });
  return String(Array.isArray(codes) ? codes[0] : '');
}
