import { Tag } from 'antd';
import { Link, useNavigate } from 'react-router';
import { actOf } from '../api/acts.js';
import { bureauOf, unitReference } from '../api/powers.js';
import { useView, type Shown } from '../api/queries.js';
import { useStanding } from '../api/standing.js';
import { NewRecord } from '../forms/new-record.js';
import { ExportMenu } from '../jobs/export-menu.js';
import { fieldLabel, valueLabel } from '../language/labels.js';
import { useSpoken } from '../language/language.js';
import { Pager, usePages } from '../ledger/pager.js';
import { LoadFailure } from '../records/load-failure.js';
import type { EvaluationDoc } from './evaluation-document.js';
import { WideTable } from '../records/wide-table.js';

/** The evaluations within reach (群众评议), and whether they block a summary meeting. */
export function EvaluationsPage() {
  const { t, say } = useSpoken();
  const { unitName, stageName } = useStanding();
  const navigate = useNavigate();
  const { asked: paged, pagerOf } = usePages();
  const asked = { sort: '-convenedOn', ...paged };
  const page = useView<EvaluationDoc>('evaluation', 'evaluations', { ...asked, total: true });
  const label = (member: string) => say(fieldLabel(member));
  return (
    <>
      <div className="page-head">
        <h1 className="page-title">{t('evaluations')}</h1>
        <NewRecord
          act={actOf('evaluation', 'evaluation', 'convene-briefing')}
          onDone={({ bureau, id }) => void navigate(`/evaluations/${bureau}/${encodeURIComponent(id)}`)}
        />
        <ExportMenu context="evaluation" view="evaluations" of={t('evaluations')} asked={asked} />
      </div>
      {page.error !== null ? (
        <LoadFailure error={page.error} retry={() => void page.refetch()} />
      ) : (
        <WideTable<Shown<EvaluationDoc>>
          label={t('evaluations')}
          rowKey={({ ledger, key }) => `${ledger}/${key}`}
          loading={page.isPending || page.isPlaceholderData}
          dataSource={[...(page.data?.items ?? [])]}
          columns={[
            {
              title: t('recordId'),
              key: 'key',
              render: (_value, row) => (
                <Link to={`/evaluations/${bureauOf(row)}/${encodeURIComponent(row.key)}`}>{row.key}</Link>
              ),
            },
            {
              title: label('unit'),
              key: 'unit',
              render: (_value, row) => unitName(unitReference(bureauOf(row), row.doc.unit)),
            },
            {
              title: label('stage'),
              key: 'stage',
              render: (_value, row) => stageName(bureauOf(row), row.doc.stage),
            },
            { title: label('convenedOn'), key: 'convenedOn', render: (_value, { doc }) => doc.convenedOn },
            {
              title: label('status'),
              key: 'status',
              render: (_value, { doc }) => say(valueLabel(doc.status, 'status')),
            },
            {
              title: label('block'),
              key: 'block',
              render: (_value, { doc }) => (
                <Tag color={doc.block === 'NONE' ? 'default' : 'red'}>{say(valueLabel(doc.block, 'block'))}</Tag>
              ),
            },
            {
              title: label('sensitive'),
              key: 'sensitive',
              render: (_value, { doc }) => t(doc.sensitive ? 'yes' : 'no'),
            },
          ]}
        />
      )}
      <Pager {...pagerOf(page.data)} />
    </>
  );
}
