import { randomUUID } from 'node:crypto';
import type { JsonObject } from '@taizhang/kernel';
import type { Deployment } from '../deployments/deployment.js';
import { credentialsOf, type ScenarioDriver } from '../deployments/scenario-driver.js';
import type { Player } from '../slice/step.js';
import { as, BUREAU, DAY, giveAndWithdraw, step, type Act } from './entrance-steps.js';
import type { Planter } from './planter.js';

const discipline = as('acct-discipline', 'discipline-office');
const office = as('acct-office', 'campaign-office');
const head = as('acct-head', 'principal');
const clerk = as('acct-secretary', 'branch-secretary', `${BUREAU}/b-jia`);
const city = as('acct-city', 'superior-office', 'city-jc');
const province = as('acct-province', 'superior-office', 'prov-sl');

const at = (petition: string) => `issues ${BUREAU} petition ${petition}`;
const received = (petition: string, kind: string): Act => [
  step(office, at(petition), 'receive-petition', {
    kind,
    form: 'LETTER',
    petitioner: 's-1',
    content: '请求解决馆舍漏雨',
    names: '某群众丙',
    contact: '示例路二号',
  }),
  ['issues.PetitionReceived', office, 'withdraw-petition'],
];
const accepted = (petition: string): Act => [
  step(office, at(petition), 'accept-petition', {}),
  ['issues.PetitionAccepted', office, 'withdraw-petition-acceptance'],
];
const served = (by: Player): Act => [
  step(by, at('x-7'), 'serve-opinion', {}),
  ['issues.PetitionOpinionServed', by, 'withdraw-opinion-service'],
];
const upheld = { outcome: 'UPHELD', opinion: '维持意见' };

/** An appeal all the way to its end, and back. */
const appealActs = (): readonly Act[] => [
  accepted('x-7'),
  [
    step(office, at('x-7'), 'conclude-petition', { outcome: 'EXPLAINED', opinion: '解释说明' }),
    ['issues.PetitionConcluded', office, 'withdraw-petition-conclusion'],
  ],
  served(office),
  [
    step(city, at('x-7'), 'request-review', { unit: 'city-jc', grounds: '不服' }),
    ['issues.PetitionReviewRequested', city, 'withdraw-review-request'],
  ],
  [step(city, at('x-7'), 'review-petition', upheld), ['issues.PetitionReviewed', city, 'withdraw-petition-review']],
  served(city),
  [
    step(province, at('x-7'), 'request-recheck', { unit: 'prov-sl', grounds: '仍不服' }),
    ['issues.PetitionRecheckRequested', province, 'withdraw-recheck-request'],
  ],
  [
    step(province, at('x-7'), 'record-hearing', { from: DAY, until: DAY, record: '听证记录' }),
    ['issues.PetitionHearingHeld', province, 'withdraw-hearing'],
  ],
  [
    step(province, at('x-7'), 'recheck-petition', upheld),
    ['issues.PetitionRechecked', province, 'withdraw-petition-recheck'],
  ],
  [
    step(office, at('x-7'), 'finalise-petition', { conclusion: '予以终结' }),
    ['issues.PetitionFinalised', office, 'withdraw-petition-finalisation'],
  ],
];

const jurisdictionActs = (): readonly Act[] => [
  received('x-9', 'APPEAL'),
  [
    step(office, at('x-9'), 'transfer-petition', { to: 'b-jia', mode: 'TRANSFER', reason: '属该支部' }),
    ['issues.PetitionTransferred', office, 'withdraw-petition-transfer'],
  ],
  [
    step(clerk, at('x-9'), 'object-to-jurisdiction', { unit: 'b-jia', reason: '不属本支部' }),
    ['issues.JurisdictionObjected', clerk, 'withdraw-jurisdiction-objection'],
  ],
  [
    step(office, at('x-9'), 'decide-jurisdiction', { to: 'b-jia', reason: '由该支部办理' }),
    ['issues.JurisdictionDecided', office, 'withdraw-jurisdiction-decision'],
  ],
];

const suggestionActs = (): readonly Act[] => [
  accepted('x-8'),
  [
    step(office, at('x-8'), 'study-suggestion', { adopted: true, finding: '予以采纳' }),
    ['issues.SuggestionStudied', office, 'withdraw-suggestion-study'],
  ],
  [
    step(office, at('x-8'), 'reply-to-petitioner', { reply: '已采纳' }),
    ['issues.PetitionReplied', office, 'withdraw-petition-reply'],
  ],
  [
    step(head, at('x-8'), 'extend-petition', { until: '2014-11-20', reason: '情况复杂' }),
    ['issues.PetitionExtended', head, 'withdraw-petition-extension'],
  ],
];

const refusedActs = (): readonly Act[] => [
  [
    step(office, at('x-10'), 'refuse-petition', { ground: 'STATUTORY_ROUTE', explanation: '应向法院提出' }),
    ['issues.PetitionNotAccepted', office, 'withdraw-petition-non-acceptance'],
  ],
];

/** Plants marks through every command of a petition, and through the petitioner's own route, under the policy in force. */
export async function plantPetitions(planter: Planter, deployment: Deployment, driver: ScenarioDriver): Promise<void> {
  const post = async (path: string, body: JsonObject, more: Readonly<Record<string, string>> = {}) => {
    const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID(), ...more };
    const url = `${deployment.urlOf('issues')}${path}`;
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: ${text}`);
    return JSON.parse(text) as JsonObject; // as these routes answer
  };
  const by = { authorization: credentialsOf(office, 2) };
  const codeOf = async (petition: string) => {
    const { receipt = '' } = await post(`/api/issues/${BUREAU}/petition/${petition}/receipt`, {}, by);
    await driver.settle();
    return receipt;
  };
  for (const [petition, kind] of [
    ['x-7', 'APPEAL'],
    ['x-8', 'SUGGESTION'],
    ['x-10', 'APPEAL'],
  ] as const) {
    await planter.give(received(petition, kind)[0]);
    await codeOf(petition);
  }
  for (const acts of [appealActs, suggestionActs, jurisdictionActs, refusedActs])
    await giveAndWithdraw(planter, acts());
  const rated = step(office, at('x-10'), 'accept-petition', {});
  await planter.give(rated);
  await planter.give(step(office, at('x-10'), 'conclude-petition', { outcome: 'SUPPORTED', opinion: '同意修缮' }));
  const receipt = await codeOf('x-10');
  await post('/api/public/petition/exchange', { receipt, rating: 'SATISFIED', comment: planter.mark('办得及时') });
  planter.plantedIn('issues.PetitionRated', 'comment');
  const accusation = { kind: 'ACCUSATION', form: 'LETTER', petitioner: 's-2', accusedUnits: ['b-jia'] };
  const told = { content: '收受礼金', names: '某群众丁', contact: '示例路三号' };
  await planter.give(step(discipline, at('x-11'), 'receive-petition', { ...accusation, ...told }));
  planter.plantedIn('issues.PetitionReceived', 'accusation', 'informers', 'informerContact');
}
