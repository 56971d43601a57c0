import { accessEvents } from '@taizhang/contracts';
import { command, role } from '@taizhang/kernel';
import { z } from 'zod';
import type { BatchState } from './batch.state.js';

/** Most entries of one batch. */
export const MAX_BATCH_ENTRIES = 500;

const { RecordsRead, IdentityOpened, CommandRefused, RecordsExported, AccountChanged, SignInFailed } =
  accessEvents.definitions;

const entry = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('RecordsRead'), data: RecordsRead.schema }),
  z.strictObject({ type: z.literal('IdentityOpened'), data: IdentityOpened.schema }),
  z.strictObject({ type: z.literal('RecordsExported'), data: RecordsExported.schema }),
  z.strictObject({ type: z.literal('CommandRefused'), data: CommandRefused.schema }),
  z.strictObject({ type: z.literal('AccountChanged'), data: AccountChanged.schema }),
  z.strictObject({ type: z.literal('SignInFailed'), data: SignInFailed.schema }),
]);

function eventOf(recorded: z.output<typeof entry>) {
  switch (recorded.type) {
    case 'RecordsRead':
      return accessEvents.RecordsRead(recorded.data);
    case 'IdentityOpened':
      return accessEvents.IdentityOpened(recorded.data);
    case 'RecordsExported':
      return accessEvents.RecordsExported(recorded.data);
    case 'CommandRefused':
      return accessEvents.CommandRefused(recorded.data);
    case 'AccountChanged':
      return accessEvents.AccountChanged(recorded.data);
    case 'SignInFailed':
      return accessEvents.SignInFailed(recorded.data);
  }
}

/** Puts what a host gathered on record (登记查阅): only hosts give it. A batch that came before changes nothing. */
export const recordAccesses = command({
  name: 'RecordAccesses',
  title: { zh: '登记查阅', en: 'Record accesses' },
  clauses: [],
  schema: z.strictObject({ entries: z.array(entry).min(1).max(MAX_BATCH_ENTRIES) }),
  allow: role('system').at('anywhere'),
  decide: ({ entries }, { recorded }: BatchState) => (recorded ? [] : entries.map(eventOf)),
});
