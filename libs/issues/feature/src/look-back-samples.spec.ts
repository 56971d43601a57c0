import { lookBackEvents } from '@taizhang/contracts';
import { LOOK_BACK_FACT } from '@taizhang/issues-domain';
import { eventIdAt, heldDocument, heldReads, projected } from '@taizhang/testkit';
import { lookBackFacts, lookBackSamplesView } from './look-back-samples.view.js';

const from = { ledger: 'campaigns/wgx-0371', stream: 'look-back/hui-1', catalogue: lookBackEvents } as const;
const started = lookBackEvents.LookBackStarted({
  lookBack: 'hui-1',
  stage: 'stage-2',
  unit: 'b-jia',
  on: '2014-09-01',
  seed: 'a'.repeat(64),
  population: { size: 20, sha256: 'b'.repeat(64) },
  sample: ['2014-0001', '2014-0007'],
});
const withdrawn = lookBackEvents.LookBackWithdrawn({ event: eventIdAt(0), reason: '登记有误' });

/** What the fact tells of a look-back after some events. */
async function told(id: string, ...events: Parameters<typeof projected>[2]) {
  const documents = Object.entries(projected(lookBackSamplesView, from, events)).flatMap(([key, doc]) =>
    doc === null ? [] : [heldDocument(from.ledger, key, doc)],
  );
  const reads = heldReads({ [lookBackSamplesView.name]: documents });
  return lookBackFacts[LOOK_BACK_FACT]?.({ fact: LOOK_BACK_FACT, key: `wgx-0371/${id}` }, reads);
}

describe('what a look-back drew 回头看抽样', () => {
  it('[C6.2] is known from when it was begun until it is withdrawn', async () => {
    expect(await told('hui-1', started)).toMatchObject({
      value: ['2014-0001', '2014-0007'],
      consulted: [{ ledger: 'campaigns/wgx-0371' }],
    });
    expect((await told('hui-1', started, withdrawn))?.value).toBeNull();
    expect((await told('hui-2', started))?.value).toBeNull();
  });
});
