import { aggregate } from '@taizhang/kernel';
import { ballotCodeEvents } from '@taizhang/contracts';
import { evolveBallotCode, initialBallotCode } from './ballot-code.state.js';
import { useBallotCode } from './use-ballot-code.command.js';

/**
 * A one-time code (一次性投票码) of a round's online part, a stream each: its first event is the only one. It has no timeline: there
 * is nothing in it that a reader could want, but for who voted when.
 */
export const ballotCode = aggregate({
  context: 'evaluation',
  name: 'ballot-code',
  events: ballotCodeEvents,
  initial: initialBallotCode,
  evolve: evolveBallotCode,
  commands: [useBallotCode],
});
