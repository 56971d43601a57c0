import { useView, type Parameters } from '../api/queries.js';
import { bureauOf } from '../api/powers.js';
import { useStanding } from '../api/standing.js';
import type { IssueDoc } from '../issue/issue-document.js';
import { useSpoken } from '../language/language.js';
import { ledgerColumns, type LedgerRow } from '../ledger/ledger-columns.js';
import { Pager, usePages } from '../ledger/pager.js';
import { LoadFailure } from '../records/load-failure.js';
import { WideTable } from '../records/wide-table.js';

/** Columns of the ledger by which somebody finds an issue again. */
const SHOWN: ReadonlySet<string> = new Set(['code', 'light', 'status', 'unit', 'manifestation', 'lead', 'deadline']);

interface IssueListProps {
  readonly label: string;
  /** Which issues these are. */
  readonly hint: string;
  readonly asked: Parameters;
}

/** Issues of one kind that concern the reader, those raised last first. */
export function IssueList({ label, hint, asked }: IssueListProps) {
  const spoken = useSpoken();
  const standing = useStanding();
  const { asked: paged, pagerOf } = usePages();
  const page = useView<IssueDoc>('issues', 'rectification-ledger', {
    ...asked,
    ...paged,
    sort: '-raisedOn,-code',
    total: true,
  });
  if (page.error !== null) return <LoadFailure error={page.error} retry={() => void page.refetch()} />;
  return (
    <>
      <p className="quiet">{hint}</p>
      <WideTable<LedgerRow>
        label={label}
        rowKey={(row) => `${bureauOf(row)}/${row.key}`}
        columns={ledgerColumns(spoken, standing).filter(({ key }) => SHOWN.has(key))}
        dataSource={[...(page.data?.items ?? [])]}
        loading={page.isPending || page.isPlaceholderData}
      />
      <Pager {...pagerOf(page.data)} />
    </>
  );
}
