import { VIEWS, viewNamed } from '../api/acts.js';
import type { Bilingual, RecordAddress } from '../api/declarations.js';
import { mayAsk } from '../api/powers.js';
import { useView, type Shown } from '../api/queries.js';
import { useStanding } from '../api/standing.js';
import { shownTime } from '../deployment/deployment.js';
import { valueLabel } from '../language/labels.js';
import { useSpoken } from '../language/language.js';
import { WideTable } from '../records/wide-table.js';

/** One reading as the access ledger tells it. */
interface Reading {
  readonly time: string;
  readonly account: string | null;
  readonly role: string | null;
  readonly unit: string | null;
  readonly view: string | null;
}

/** By what it was shown: a view by its title. */
function titleOf(view: string): Bilingual {
  return VIEWS.find(({ name }) => name === view)?.title ?? valueLabel(view, 'view');
}

/** Most readings that are shown. */
const MOST_READINGS = 50;

/** Who read confidential material of a record (涉密查阅), for those who may read the access ledger; nothing for others. */
export function ReadsPanel({ record }: { readonly record: RecordAddress }) {
  const { t, say } = useSpoken();
  const { powers, personName, unitName } = useStanding();
  const view = viewNamed('access', 'accesses');
  const { context, bureau, aggregate, id } = record;
  const asked = { ledger: `${context}/${bureau}`, record: `${aggregate}/${id}`, sort: '-time', limit: MOST_READINGS };
  const isHis = mayAsk(powers, view);
  const page = useView<Reading>('access', view.name, asked, { enabled: isHis });
  if (!isHis) return null;
  return (
    <section aria-label={t('replayReads')}>
      <h2 className="section-title">{t('replayReads')}</h2>
      <WideTable<Shown<Reading>>
        label={t('replayReads')}
        rowKey={({ ledger, key }) => `${ledger}/${key}`}
        loading={page.isPending}
        dataSource={[...(page.data?.items ?? [])]}
        columns={[
          { title: t('recordedAt'), key: 'time', render: (_value, { doc }) => shownTime(doc.time) },
          {
            title: t('replayReadBy'),
            key: 'account',
            render: (_value, { doc }) => personName((doc.account ?? '').replace(/^acct-/, '')),
          },
          {
            title: t('replayPower'),
            key: 'power',
            render: (_value, { doc }) => `${unitName(doc.unit ?? '')} ${say(valueLabel(doc.role ?? ''))}`,
          },
          {
            title: t('replayReadHow'),
            key: 'view',
            render: (_value, { doc }) => say(titleOf(doc.view ?? '')),
          },
        ]}
        locale={{ emptyText: <span className="quiet">{t('replayNoReads')}</span> }}
      />
    </section>
  );
}
