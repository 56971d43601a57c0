import { MOST_CHOICES, useView, type Shown } from '../api/queries.js';
import { useStanding } from '../api/standing.js';
import { fieldLabel, valueLabel } from '../language/labels.js';
import { useSpoken } from '../language/language.js';
import { LoadFailure } from '../records/load-failure.js';
import { WideTable } from '../records/wide-table.js';

interface PowerDoc {
  readonly power: string;
  readonly kind: string;
  readonly person: string;
  readonly role: string;
  readonly unit: string;
  readonly spans: readonly { readonly from: string; readonly to: string | null }[];
}

/** Who holds which role where, and when (任职与职权). */
export function PowersPanel() {
  const { t, say } = useSpoken();
  const { personName, unitName } = useStanding();
  const page = useView<PowerDoc>('organization', 'power-directory', { limit: MOST_CHOICES });
  if (page.error !== null) return <LoadFailure error={page.error} retry={() => void page.refetch()} />;
  const label = (member: string) => say(fieldLabel(member));
  return (
    <WideTable<Shown<PowerDoc>>
      label={t('powers')}
      rowKey={({ ledger, key }) => `${ledger}/${key}`}
      loading={page.isPending || page.isPlaceholderData}
      dataSource={[...(page.data?.items ?? [])]}
      pagination={{ hideOnSinglePage: true, pageSize: 50 }}
      columns={[
        { title: label('person'), key: 'person', render: (_value, { doc }) => personName(doc.person) },
        {
          title: label('role'),
          key: 'role',
          render: (_value, { doc }) => say(valueLabel(doc.role === '' ? doc.kind : doc.role)),
        },
        { title: label('unit'), key: 'unit', render: (_value, { doc }) => unitName(doc.unit) },
        { title: label('from'), key: 'from', render: (_value, { doc }) => doc.spans.at(-1)?.from ?? '' },
        { title: label('to'), key: 'to', render: (_value, { doc }) => doc.spans.at(-1)?.to ?? '' },
      ]}
    />
  );
}
