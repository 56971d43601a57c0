import { fieldLabel, valueLabel } from '../language/labels.js';
import { useSpoken } from '../language/language.js';
import type { IssueDoc, OriginDoc } from './issue-document.js';
import { WideTable } from '../records/wide-table.js';

interface OriginRow extends OriginDoc {
  readonly id: string;
}

/** Those who raised the matter, and what they were told (答复). */
export function RepliesPanel({ doc }: { readonly doc: IssueDoc }) {
  const { t, say } = useSpoken();
  const rows: readonly OriginRow[] = Object.entries(doc.origins).map(([id, origin]) => ({ ...origin, id }));
  const label = (member: string) => say(fieldLabel(member));
  const words = (value: string | null, member: string) => (value === null ? '' : say(valueLabel(value, member)));
  return (
    <WideTable<OriginRow>
      label={t('replies')}
      rowKey="id"
      dataSource={[...rows]}
      columns={[
        { title: t('number'), dataIndex: 'id', width: 80 },
        { title: label('source'), key: 'source', width: 160, render: (_value, { source }) => words(source, 'source') },
        {
          title: label('originator'),
          key: 'who',
          width: 140,
          render: (_value, { anonymous, originator }) => (anonymous ? label('anonymous') : (originator ?? '')),
        },
        { title: label('raisedOn'), dataIndex: 'raisedOn', width: 120 },
        { title: label('reply'), dataIndex: 'reply', width: 280 },
        {
          title: label('channel'),
          key: 'channel',
          width: 120,
          render: (_value, { channel }) => words(channel, 'channel'),
        },
        { title: label('repliedOn'), dataIndex: 'repliedOn', width: 120 },
        {
          title: label('attitude'),
          key: 'attitude',
          width: 120,
          render: (_value, { attitude }) => words(attitude, 'attitude'),
        },
      ]}
    />
  );
}
