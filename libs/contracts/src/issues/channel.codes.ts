import { codeTable } from '../code-table.js';
import type { ChannelType } from './channel.catalogue.js';

/** Kinds of supervision channels (监督渠道). */
export const CHANNEL_TYPE_TABLE = codeTable<ChannelType>({
  context: 'issues',
  name: 'channel-type',
  title: { zh: '监督渠道', en: 'Supervision channels' },
  rows: {
    PETITION: { zh: '信访', en: 'Petition: letters and visits', clauses: ['C3.17'] },
    NETWORK: { zh: '网络', en: 'Network', clauses: ['C3.17'] },
    TELEPHONE: { zh: '电话', en: 'Telephone', clauses: ['C3.17'] },
    SUGGESTION_BOX: { zh: '意见箱', en: 'Suggestion box', clauses: [] },
  },
});
