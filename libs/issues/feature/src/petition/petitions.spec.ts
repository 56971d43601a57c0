import { petitionEvents, type PetitionKind } from '@taizhang/contracts';
import { eventIdAt, projected } from '@taizhang/testkit';
import { duePetitions } from './petitions-due.query.js';
import type { PetitionRow } from './petitions.document.js';
import { accusationsView, petitionsView } from './petitions.view.js';

const BUREAU = 'wgx-0371';
const basis = {
  policy: { 'clock.rollover': { value: false, unit: 'city-jc', policy: 'DEFAULT-2014', edition: 1 } },
  calendar: null,
};
const received = (kind: PetitionKind) => {
  const hidden = kind === 'ACCUSATION';
  return petitionEvents.PetitionReceived({
    petition: 'x-1',
    unit: BUREAU,
    above: 'city-jc',
    kind,
    form: 'LETTER',
    channel: null,
    matter: 'wgx-0371/x-1',
    persons: 1,
    representatives: 0,
    named: true,
    reachable: true,
    petitioner: 's-1',
    accusedUnits: hidden ? ['wgx-0371/b-yi'] : [],
    accusedPersons: [],
    receivedOn: '2014-07-01',
    dueOn: '2014-07-16',
    ...basis,
    content: hidden ? null : '馆舍漏雨',
    names: hidden ? null : '某群众丙',
    contact: hidden ? null : '示例路二号',
    accusation: hidden ? '收受礼金' : null,
    informers: hidden ? '某群众丁' : null,
    informerContact: hidden ? '示例路三号' : null,
  });
};
const accepted = petitionEvents.PetitionAccepted({
  acceptedOn: '2014-07-10',
  overdue: false,
  notice: 'WRITTEN',
  dueOn: '2014-09-08',
  ...basis,
});
const concluded = petitionEvents.PetitionConcluded({
  outcome: 'SUPPORTED',
  concludedOn: '2014-10-06',
  overdue: true,
  requestBy: null,
  ...basis,
  opinion: '同意修缮',
});
const served = petitionEvents.PetitionOpinionServed({
  stage: 'HANDLING',
  servedOn: '2014-10-08',
  requestBy: '2014-11-07',
  ...basis,
});

const from = { ledger: 'issues/wgx-0371', stream: 'petition/x-1', catalogue: petitionEvents } as const;
type Events = Parameters<typeof projected>[2];
const shown = (view: typeof petitionsView, ...events: Events) =>
  projected(view, from, events)['x-1'] as unknown as PetitionRow | null; // a document of that view
const rowAfter = (...events: Events): PetitionRow => {
  const row = shown(petitionsView, ...events);
  if (row === null) throw new Error('the register shows no such petition');
  return row;
};

describe('the register of petitions 信访台账', () => {
  it('[C3.17] shows who handles a petition, by when, and every opinion with its service', () => {
    expect(rowAfter(received('APPEAL'), accepted)).toMatchObject({
      status: 'ACCEPTED',
      handler: BUREAU,
      units: [BUREAU],
      dueOn: '2014-09-08',
      names: { $sealed: { level: 2 } },
      content: { $sealed: { level: 2 } },
    });
    expect(rowAfter(received('APPEAL'), accepted, concluded, served)).toMatchObject({
      status: 'CONCLUDED',
      dueOn: null,
      requestBy: '2014-11-07',
      opinions: [{ stage: 'HANDLING', unit: BUREAU, on: '2014-10-06', overdue: true, servedOn: '2014-10-08' }],
    });
  });

  it('[C3.17] shows no accusation: these stand in a register of their own, and nothing else does', () => {
    const accusation = [received('ACCUSATION'), accepted, concluded];
    expect(shown(petitionsView, ...accusation)).toBeNull();
    expect(shown(accusationsView, ...accusation)).toMatchObject({
      status: 'CONCLUDED',
      content: { $sealed: { level: 3, digest: '0/accusation' } },
      names: { $sealed: { level: 3, digest: '0/informers' } },
      contact: { $sealed: { level: 3, digest: '0/informerContact' } },
    });
    expect(shown(accusationsView, received('APPEAL'), accepted)).toBeNull();
  });

  it('forgets what was withdrawn', () => {
    const undone = petitionEvents.PetitionServiceWithdrawn({ event: eventIdAt(3), reason: '误录' });
    expect(rowAfter(received('APPEAL'), accepted, concluded, served, undone)).toMatchObject({
      requestBy: null,
      opinions: [{ servedOn: null }],
    });
  });
});

describe('petitions due 信访办理期限', () => {
  const due = (on: string, ...events: Events) =>
    duePetitions([{ bureau: BUREAU, row: rowAfter(...events) }], on, 3).map(({ daysLate, light }) => [daysLate, light]);

  it('[C3.17] are overdue after 24:00 of the day, and yellow in the last three working days', () => {
    const acceptance = [received('APPEAL'), accepted]; // due on Monday 8 September 2014, a day off
    expect(due('2014-09-01', ...acceptance)).toEqual([[0, 'GREEN']]);
    expect(due('2014-09-02', ...acceptance)).toEqual([[0, 'YELLOW']]);
    expect(due('2014-09-08', ...acceptance)).toEqual([[0, 'YELLOW']]);
    expect(due('2014-09-09', ...acceptance)).toEqual([[1, 'RED']]);
  });

  it('[C3.17] name the unit whose act it is, the longest overdue first, and no petition that waits for its petitioner', () => {
    const reviewing = petitionEvents.PetitionReviewRequested({
      reviewer: 'city-jc',
      above: 'prov-sl',
      requestedOn: '2014-11-05',
      dueOn: '2014-12-05',
      ...basis,
      grounds: '不服',
    });
    const rows = [
      rowAfter(received('APPEAL'), accepted, concluded, served, reviewing),
      rowAfter(received('APPEAL')),
      rowAfter(received('APPEAL'), accepted, concluded, served),
    ].map((row) => ({ bureau: BUREAU, row }));
    expect(duePetitions(rows, '2014-12-10', null)).toMatchObject([
      { unit: BUREAU, dueOn: '2014-07-16', light: null },
      { unit: 'city-jc', dueOn: '2014-12-05', daysLate: 5, light: null },
    ]);
  });

  it('have no light in a year whose working days nobody knows', () => {
    const farAway = petitionEvents.PetitionAccepted({
      ...accepted.data,
      acceptedOn: '2090-01-01',
      dueOn: '2090-03-02',
    });
    expect(due('2090-02-25', received('APPEAL'), farAway)).toEqual([[0, null]]);
  });
});
