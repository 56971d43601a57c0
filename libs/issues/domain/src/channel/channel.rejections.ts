import { rejection } from '@taizhang/kernel';

export const CHANNEL_ALREADY_REGISTERED = rejection({
  code: 'CHANNEL_ALREADY_REGISTERED',
  kind: 'conflict',
  sentence: { zh: '该渠道已登记。', en: 'This channel has already been registered.' },
});
export const CHANNEL_UNKNOWN = rejection({
  code: 'CHANNEL_UNKNOWN',
  kind: 'conflict',
  sentence: { zh: '该渠道尚未登记。', en: 'No such channel is registered.' },
});
export const CHANNEL_STATE_FORBIDS = rejection({
  code: 'CHANNEL_STATE_FORBIDS',
  kind: 'conflict',
  sentence: { zh: '渠道当前状态不允许此操作。', en: 'The state of the channel does not allow this.' },
});
export const CHANNEL_TIME_INVALID = rejection({
  code: 'CHANNEL_TIME_INVALID',
  kind: 'invalid',
  sentence: {
    zh: '时间不得晚于现在，也不得早于该渠道上一次变动。',
    en: 'The time must lie neither in the future nor before what was last recorded of the channel.',
  },
});

/** All codes that commands of this aggregate answer. */
export const channelRejections = [
  CHANNEL_ALREADY_REGISTERED,
  CHANNEL_UNKNOWN,
  CHANNEL_STATE_FORBIDS,
  CHANNEL_TIME_INVALID,
];
