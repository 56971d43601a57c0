import { date, event, events, id, instant, redactable, text, withdrawn } from '@taizhang/kernel';
import { z } from 'zod';
import { CHANNEL_TYPES } from './channel.catalogue.js';

const clauses = ['C3.17'];
const prose = () => redactable(1, text());

/** Events of a supervision channel (监督渠道): public, since whoever wants to use one must know how it stands. */
export const channelEvents = events('issues', {
  ChannelRegistered: event({
    version: 1,
    clr: 0,
    clauses,
    schema: z.strictObject({ channel: id(), type: z.enum(CHANNEL_TYPES), openSince: instant(), place: prose() }),
  }),
  ChannelDegraded: event({
    version: 1,
    clr: 0,
    clauses,
    schema: z.strictObject({ since: instant(), reason: prose() }),
  }),
  ChannelRestored: event({
    version: 1,
    clr: 0,
    clauses,
    schema: z.strictObject({ since: instant(), until: instant(), remedy: prose() }),
  }),
  ChannelClosed: event({ version: 1, clr: 0, clauses, schema: z.strictObject({ at: instant(), reason: prose() }) }),
  ChannelRegistrationWithdrawn: withdrawn({ clr: 0, clauses }),
  ChannelDegradationWithdrawn: withdrawn({ clr: 0, clauses }),
  ChannelRestorationWithdrawn: withdrawn({ clr: 0, clauses }),
  ChannelClosureWithdrawn: withdrawn({ clr: 0, clauses }),
});

/**
 * That something came in by a channel, and nothing of what: recorded beside the report or petition itself, in a stream of its
 * own, so that a channel nobody hears from is seen without reading any report.
 */
export const channelUseEvents = events('issues', {
  ChannelUsed: event({ version: 1, clr: 0, clauses, schema: z.strictObject({ channel: id(), on: date() }) }),
});
