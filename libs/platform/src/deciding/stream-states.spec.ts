import { createMemoryCommitStorage, MemoryDatabase } from '@taizhang/event-store-conformance';
import { createEventStore, type CommitStorage } from '@taizhang/event-store-port';
import { derivedEntropy, systemClock, type LedgerId, type StreamId } from '@taizhang/kernel';
import { aCommit, anEvent, delegatingCommitStorage, derivedLedgerKeys } from '@taizhang/testkit';
import { StreamStates } from './stream-states.js';
import { tally } from './tally.examples.js';

const LEDGER: LedgerId = 'samples/b-1';
const STREAM = 'tally/t-1';
const opened = (stream: StreamId = STREAM) => anEvent(stream, { type: 'samples.TallyOpened', data: { code: 'c-1' } });
const counted = (by: number, stream: StreamId = STREAM) => anEvent(stream, { type: 'samples.Counted', data: { by } });

/** A store, its states, and which revisions each reading of a stream began at. */
function scene(max?: number) {
  const storage = createMemoryCommitStorage(new MemoryDatabase());
  const readFrom: number[] = [];
  const streamCommits: CommitStorage['streamCommits'] = (ledger, stream, range) => {
    readFrom.push(range.fromRev);
    return storage.streamCommits(ledger, stream, range);
  };
  const store = createEventStore(delegatingCommitStorage(storage, { streamCommits }), {
    authority: 'rectify.example',
    clock: systemClock,
    entropy: derivedEntropy('states'),
    ledgerKeys: derivedLedgerKeys,
  });
  const append = (...events: ReturnType<typeof anEvent>[]) => store.append(LEDGER, aCommit({ events }));
  return { store, readFrom, append, states: new StreamStates(store, max) };
}

describe('states of streams', () => {
  it('begin at the initial state of a stream that does not exist', async () => {
    expect(await scene().states.get(tally, LEDGER, STREAM)).toEqual({ state: { total: null }, revision: -1 });
  });

  it('fold what is recorded of the stream, and of no other', async () => {
    const { append, states } = scene();
    await append(opened(), counted(2), opened('tally/t-2'), counted(40, 'tally/t-2'));
    await append(counted(3));
    expect(await states.get(tally, LEDGER, STREAM)).toEqual({ state: { total: 5 }, revision: 2 });
    expect(await states.get(tally, LEDGER, 'tally/t-2')).toEqual({ state: { total: 40 }, revision: 1 });
  });

  it('are kept, though others wrote, until they are refreshed from where they are', async () => {
    const { append, states, readFrom } = scene();
    await append(opened(), counted(2));
    await states.get(tally, LEDGER, STREAM);
    await append(counted(3));
    expect(await states.get(tally, LEDGER, STREAM)).toMatchObject({ revision: 1 });
    expect(await states.refresh(tally, LEDGER, STREAM)).toEqual({ state: { total: 5 }, revision: 2 });
    expect(await states.get(tally, LEDGER, STREAM)).toMatchObject({ revision: 2 });
    expect(readFrom).toEqual([0, 2]);
  });

  it('go on with what was just recorded, without reading', async () => {
    const { append, states, readFrom } = scene();
    await append(opened());
    await states.get(tally, LEDGER, STREAM);
    const { events } = await append(counted(2), counted(3, 'tally/t-2'), counted(4));
    states.advance(tally, LEDGER, STREAM, events);
    expect(await states.get(tally, LEDGER, STREAM)).toEqual({ state: { total: 6 }, revision: 2 });
    expect(readFrom).toEqual([0]);
  });

  it('take no event twice and leave none out when told of commits in any order', async () => {
    const { append, states } = scene();
    await append(opened());
    await states.get(tally, LEDGER, STREAM);
    const [first, second] = [await append(counted(2)), await append(counted(3))];
    for (const { events } of [second, first, first, second]) states.advance(tally, LEDGER, STREAM, events);
    expect(await states.get(tally, LEDGER, STREAM)).toEqual({ state: { total: 5 }, revision: 2 });
  });

  it('are not begun by what was just recorded when nothing is kept', async () => {
    const { append, states, readFrom } = scene();
    const { events } = await append(opened());
    states.advance(tally, LEDGER, STREAM, events);
    expect(await states.get(tally, LEDGER, STREAM)).toMatchObject({ revision: 0 });
    expect(readFrom).toEqual([0]);
  });

  it('are read again after they were forgotten, or pushed out by others', async () => {
    const { append, states, readFrom } = scene(1);
    await append(opened(), opened('tally/t-2'));
    await states.get(tally, LEDGER, STREAM);
    states.forget(LEDGER, STREAM);
    await states.get(tally, LEDGER, STREAM);
    await states.get(tally, LEDGER, 'tally/t-2');
    expect(await states.get(tally, LEDGER, STREAM)).toMatchObject({ revision: 0 });
    expect(readFrom).toEqual([0, 0, 0, 0]);
  });

  it('never go back to an older one when readings overlap', async () => {
    const { append, states } = scene();
    await append(opened());
    const older = states.refresh(tally, LEDGER, STREAM);
    await append(counted(2));
    const newer = states.refresh(tally, LEDGER, STREAM);
    await Promise.all([newer, older]);
    expect(await states.get(tally, LEDGER, STREAM)).toMatchObject({ revision: 1 });
  });
});
