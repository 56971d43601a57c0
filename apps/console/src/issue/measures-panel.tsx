import { Tag } from 'antd';
import { useStanding } from '../api/standing.js';
import { fieldLabel, valueLabel } from '../language/labels.js';
import { useSpoken } from '../language/language.js';
import { LightTag } from '../light/light-tag.js';
import type { IssueDoc, MeasureDoc } from './issue-document.js';
import { WideTable } from '../records/wide-table.js';

interface MeasureRow extends MeasureDoc {
  readonly id: string;
}

/** Measures of an issue, each with owner, deadline and light (措施与进度). */
export function MeasuresPanel({ doc, bureau }: { readonly doc: IssueDoc; readonly bureau: string }) {
  const { t, say } = useSpoken();
  const { personName } = useStanding();
  const rows: readonly MeasureRow[] = Object.entries(doc.measures).map(([id, measure]) => ({ ...measure, id }));
  const label = (member: string) => say(fieldLabel(member));
  return (
    <WideTable<MeasureRow>
      label={t('measuresAndProgress')}
      rowKey="id"
      dataSource={[...rows]}
      columns={[
        { title: t('number'), dataIndex: 'id', width: 80 },
        { title: label('description'), dataIndex: 'description', width: 260 },
        { title: label('kind'), key: 'kind', width: 110, render: (_value, { kind }) => say(valueLabel(kind, 'kind')) },
        {
          title: label('owner'),
          key: 'owner',
          width: 120,
          render: (_value, { owner }) => (owner === null ? '' : personName(owner)),
        },
        { title: label('deadline'), dataIndex: 'deadline', width: 120 },
        {
          title: t('status'),
          key: 'done',
          width: 120,
          render: (_value, measure) =>
            measure.done ? (
              <Tag>{label('done')}</Tag>
            ) : (
              <LightTag
                bureau={bureau}
                limited={{ status: doc.status, deadline: measure.deadline, since: doc.raisedOn }}
              />
            ),
        },
        { title: label('completedOn'), dataIndex: 'completedOn', width: 120 },
        { title: label('standard'), dataIndex: 'standard', width: 200 },
        { title: label('outcome'), dataIndex: 'outcome', width: 200 },
      ]}
    />
  );
}
