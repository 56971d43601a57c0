import {
  AddingUpState,
  BlindState,
  CarelessState,
  CredulousState,
  DoNothingState,
  type FollowerStateMaker,
  GenerousState,
  HashlessState,
  memoryStateFixture,
  OverwritingState,
  RewindingState,
  SharedMarksState,
  TimelessState,
} from './broken/broken-follower-states.js';
import { failingCases } from './failing-cases.js';
import { FOLLOWER_STATE_CASES } from './follower-state-conformance.js';

const failingOf = (make: FollowerStateMaker): Promise<readonly string[]> =>
  failingCases(FOLLOWER_STATE_CASES, memoryStateFixture('broken', make));

describe('the follower state suite finds states that', () => {
  it.each<[string, FollowerStateMaker, readonly string[]]>([
    [
      'save marks blindly',
      (memory, nowMs) => new BlindState(memory, nowMs),
      [
        'a second first save loses',
        'a save on top of another index loses',
        'a save on top of another hash at the same index loses',
        'a save on top of a mark that does not exist loses',
      ],
    ],
    [
      'compare no hashes',
      (memory, nowMs) => new HashlessState(memory, nowMs),
      ['a save on top of another hash at the same index loses'],
    ],
    [
      'take marks back',
      (memory, nowMs) => new RewindingState(memory, nowMs),
      ['an older mark never overwrites a newer one'],
    ],
    [
      'share marks among consumers',
      (memory, nowMs) => new SharedMarksState(memory, nowMs),
      [
        'marks belong to one consumer and one ledger; versions are consumers of their own',
        'an explicit replay forgets the marks of one consumer only',
        'all marks of a consumer are streamed, of thousands of ledgers',
        'consumers are told that have marks, each once, by name',
      ],
    ],
    [
      'take any decision',
      (memory, nowMs) => new CredulousState(memory, nowMs),
      [
        'a decision about something that is not parked is refused and not kept',
        'of several operators at once one decides',
      ],
    ],
    [
      'never end a count',
      (memory, nowMs) => new AddingUpState(memory, nowMs),
      ['another event or another kind is counted anew, another ledger apart', 'a decision ends the count'],
    ],
    [
      'overwrite refusals',
      (memory, nowMs) => new OverwritingState(memory, nowMs),
      ['a refusal is kept once, the first one'],
    ],
    [
      'give leases to everyone',
      (memory, nowMs) => new GenerousState(memory, nowMs),
      [
        'a rival gets only what is free',
        'the holder keeps its term as long as it renews',
        'an expired lease is taken over in the next term, and the old holder gets it no more',
        'released leases are free at once, and terms go on',
        'releasing frees nothing of others',
        'of several that ask at once each bucket goes to one',
        "the server's own time serves",
      ],
    ],
    [
      'never end a lease',
      (memory, nowMs) => new TimelessState(memory, nowMs),
      [
        'an expired lease is taken over in the next term, and the old holder gets it no more',
        'a clock that jumps ahead ends leases early, and a rival takes over',
        'a clock that is set back does not lock a bucket for ever',
        'no lease is longer than the longest',
      ],
    ],
    [
      'give back the leases of others',
      (memory, nowMs) => new CarelessState(memory, nowMs),
      ['releasing frees nothing of others'],
    ],
  ])('%s', async (_what, make, failing) => {
    expect(await failingOf(make)).toEqual(failing);
  });

  it('remember nothing: every case fails but the one that expects nothing', async () => {
    const failing = await failingOf((memory, nowMs) => new DoNothingState(memory, nowMs));
    const passing = FOLLOWER_STATE_CASES.map(({ title }) => title).filter((title) => !failing.includes(title));
    expect(passing).toEqual(['a consumer without a mark has none']);
  });
});
