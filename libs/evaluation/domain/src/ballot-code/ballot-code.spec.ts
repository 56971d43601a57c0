import { isRejection, type Actor, type Facts } from '@taizhang/kernel';
import { ballotCodeEvents } from '@taizhang/contracts';
import { given } from '@taizhang/testkit';
import { ballotCode } from './ballot-code.aggregate.js';
import { initialBallotCode } from './ballot-code.state.js';
import { useBallotCode, type KnownBallotCode } from './use-ballot-code.command.js';

const CODE = 'c'.repeat(64);
const input = { evaluation: 'stage-2.b-yi', round: 'r-1' };
const voter: Actor = { id: 'public', role: 'public' };
const known = (more: Partial<KnownBallotCode> = {}) => ({
  id: CODE,
  actor: voter,
  known: { [`evaluation.ballot-code/wgx-0371/${CODE}`]: { ...input, open: true, seen: 7, ...more } },
});
const used = ballotCodeEvents.BallotCodeUsed(input);

describe('use ballot code 使用投票码', () => {
  it('[C5.3] [C5.11] is told the round and nothing else', () => {
    given(ballotCode).when(useBallotCode, input, known()).then(used);
    expect(Object.keys(useBallotCode.schema.shape)).toEqual(['evaluation', 'round']);
    expect(Object.keys(used.data).sort()).toEqual(['evaluation', 'round']);
  });

  it('[C5.3] holds only while nothing has happened to the evaluation since the round was seen open', () => {
    const decision = useBallotCode.decide(
      input,
      initialBallotCode,
      { needs: { code: { ...input, open: true, seen: 7 } } } as unknown as Facts, // all that it asks of the world
      { bureau: 'wgx-0371', id: CODE },
    );
    if (isRejection(decision) || !('none' in decision)) throw new Error('a wide decision');
    expect(decision.none).toEqual([{ streams: ['evaluation/stage-2.b-yi'], after: 6 }]);
  });

  it('[C5.3] takes a code once (policy 16)', () => {
    given(ballotCode, used).when(useBallotCode, input, known()).thenRejected('BALLOT_CODE_USED');
  });

  it('[C5.3] refuses a code that was not issued, or for another round', () => {
    given(ballotCode).when(useBallotCode, input, { id: CODE }).thenRejected('BALLOT_CODE_UNKNOWN');
    given(ballotCode)
      .when(useBallotCode, input, known({ round: 'r-2' }))
      .thenRejected('BALLOT_CODE_UNKNOWN');
    given(ballotCode)
      .when(useBallotCode, input, known({ evaluation: 'stage-2.b-jia' }))
      .thenRejected('BALLOT_CODE_UNKNOWN');
  });

  it('[C5.3] refuses once the round is closed', () => {
    given(ballotCode)
      .when(useBallotCode, input, known({ open: false }))
      .thenRejected('BALLOT_ROUND_CLOSED');
  });

  it('[C5.3] no list of codes is ever used as one', () => {
    const listed = ballotCodeEvents.BallotCodesListed({
      ...input,
      unit: 'b-yi',
      object: 'group',
      part: 1,
      codes: [CODE],
    });
    given(ballotCode, listed).when(useBallotCode, input, known()).thenRejected('BALLOT_CODE_USED');
  });
});
