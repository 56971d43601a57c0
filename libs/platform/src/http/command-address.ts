import { id as anId, isLedgerId, isStreamId } from '@taizhang/kernel';

/** Where a command is sent, as its path says. */
export interface CommandAddress {
  readonly context: string;
  readonly bureau: string;
  readonly aggregate: string;
  readonly id: string;
}

const idSchema = anId();

/** @returns whether a path can address an aggregate: its id must also be one that events can hold, which is narrower than a stream's. */
export function isCommandAddress({ context, bureau, aggregate, id }: CommandAddress): boolean {
  return isLedgerId(`${context}/${bureau}`) && isStreamId(`${aggregate}/${id}`) && idSchema.safeParse(id).success;
}
