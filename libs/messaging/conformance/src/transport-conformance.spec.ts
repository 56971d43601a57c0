import { InProcessTransport, MAX_WAITING_EVENTS } from '@taizhang/messaging-in-process';
import {
  clinging,
  deaf,
  hasty,
  headless,
  indiscreet,
  overlapping,
  pretending,
  reordering,
  repeating,
  restless,
  type Spoil,
  swallowing,
  unstoppable,
} from './broken/broken-transports.js';
import { failingCases } from './failing-cases.js';
import type { TransportFixture } from './fixture.js';
import { interruptibleStore } from './memory/interruptible-store.js';
import { transportCases } from './transport-conformance.js';

/** How long a case waits for what a broken transport never does, in milliseconds. */
const IMPATIENT_MS = 700;
/** How long it waits for what comes, on a busy machine. */
const PATIENT_MS = 20_000;

interface Breakage {
  readonly spoil?: Spoil;
  /** Does not come back after an outage. */
  readonly givesUp?: boolean;
  readonly patienceMs?: number;
}

function fixtureOf({
  spoil = (sound) => sound,
  givesUp = false,
  patienceMs = IMPATIENT_MS,
}: Breakage): TransportFixture {
  return {
    name: 'broken',
    kind: 'following',
    scale: 0.1,
    handlerHoldsUp: 'ledger',
    waitingEvents: MAX_WAITING_EVENTS,
    patienceMs,
    createSite: () => {
      const presence = interruptibleStore();
      return Promise.resolve({
        open: (store) => {
          const backOff = { firstMs: 5, mostMs: 50 };
          return Promise.resolve(spoil(new InProcessTransport({ store: presence.of(store), backOff })));
        },
        interrupt: () => {
          const restore = presence.interrupt();
          return Promise.resolve(async () => {
            await Promise.resolve();
            if (!givesUp) restore();
          });
        },
        expire: () => Promise.resolve(),
        close: () => Promise.resolve(),
      });
    },
  };
}

const CASES = transportCases('following');
const named = (titles: readonly string[]): typeof CASES => CASES.filter(({ title }) => titles.includes(title));

const ARRIVE_AS_STORED = 'leaves arrive as stored, to the byte, with the headers of CloudEvents';
const IN_ORDER = 'ledgers arrive in order, none ever twice at once';
const COMES_AGAIN = 'what is refused comes again, with all that follows it; others go on';
const RESTS = 'a ledger that rests gets nothing, and holds up no other';
const GROUPS = 'groups are apart: each gets everything';
const MEMBERS = 'the members of a group together miss nothing';
const STOP_WAITS = 'a stop waits for what is at work, and nothing arrives after it';
const CLOSING = 'closing a transport ends its subscriptions';
const CONTEXTS = 'a consumer gets the contexts it named and no others';
const STATE_AWAY = 'follower state that is away for a while delays, and loses nothing';
const BOUNDED = 'while what is taken does not get on, the store is read no further than the bound';
const BROKER_AWAY = 'what is appended while the broker is away arrives when it is back, once and in order';
const RESTART = 'a restart under load loses nothing and repeats nothing in effect';
const STOPS_WHILE_AWAY = 'inbox, relay and transport stop within their deadlines while the broker is away, and stay so';
const NO_PUBLISHING = 'publishing to a transport that follows the store is refused';

/** What is broken, and the cases that must say so. */
const FAILING: readonly (readonly [string, Breakage, readonly string[]])[] = [
  ['deliver nothing', { spoil: deaf }, [ARRIVE_AS_STORED, IN_ORDER, COMES_AGAIN, RESTS, GROUPS, MEMBERS]],
  ['reorder', { spoil: reordering }, [IN_ORDER]],
  ['lose the headers', { spoil: headless }, [ARRIVE_AS_STORED]],
  ['take a refusal for an acknowledgement', { spoil: swallowing }, [COMES_AGAIN, STATE_AWAY]],
  ['acknowledge at once', { spoil: hasty }, [COMES_AGAIN, STOP_WAITS, BOUNDED]],
  ['deliver a ledger twice at once', { spoil: overlapping }, [IN_ORDER]],
  ['deliver what nobody asked for', { spoil: indiscreet }, [CONTEXTS]],
  ['let no ledger rest', { spoil: restless }, [RESTS]],
  ['go on after their stop', { spoil: unstoppable }, [STOP_WAITS, CLOSING]],
  ['never end their stop', { spoil: clinging }, [STOPS_WHILE_AWAY]],
  ['do not come back after an outage', { givesUp: true }, [BROKER_AWAY, RESTART]],
  ['pretend to publish', { spoil: pretending }, [NO_PUBLISHING]],
];

describe('the transport suite finds transports that', () => {
  it.each(FAILING)('%s', async (_what, breakage, failing) => {
    expect(await failingCases(named(failing), fixtureOf(breakage))).toEqual(failing);
  });
});

describe('the transport suite takes transports that', () => {
  it('deliver everything twice', async () => {
    const titles = [...new Set(FAILING.flatMap(([, , failing]) => failing))];
    expect(named(titles)).toHaveLength(titles.length);
    expect(await failingCases(named(titles), fixtureOf({ spoil: repeating, patienceMs: PATIENT_MS }))).toEqual([]);
  });
});
