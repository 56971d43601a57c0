import { App, Button } from 'antd';
import { download } from '../api/client.js';
import { Problem } from '../api/problem.js';
import { fieldLabel } from '../language/labels.js';
import { useSpoken } from '../language/language.js';
import { keepFile } from '../ledger/keep-file.js';
import type { EvidenceDoc, IssueDoc } from './issue-document.js';
import { WideTable } from '../records/wide-table.js';

interface EvidenceRow extends EvidenceDoc {
  readonly id: string;
}

/** Evidence of an issue (佐证材料): every download is on record where the matter is confidential. */
export function EvidencePanel({ doc, bureau }: { readonly doc: IssueDoc; readonly bureau: string }) {
  const { t, say } = useSpoken();
  const { message } = App.useApp();
  const rows: readonly EvidenceRow[] = Object.entries(doc.evidence).map(([id, evidence]) => ({ ...evidence, id }));
  const keep = async ({ sha256, title, id }: EvidenceRow): Promise<void> => {
    try {
      keepFile(await download(`/api/issues/${bureau}/blobs/${sha256}`), title ?? id);
    } catch (error) {
      void message.error(error instanceof Problem ? say(error.sentence) : t('failed'));
    }
  };
  return (
    <WideTable<EvidenceRow>
      label={t('evidence')}
      rowKey="id"
      dataSource={[...rows]}
      columns={[
        { title: t('number'), dataIndex: 'id', width: 80 },
        { title: say(fieldLabel('title')), dataIndex: 'title', width: 260 },
        { title: say(fieldLabel('measure')), dataIndex: 'measure', width: 100 },
        { title: say(fieldLabel('size')), dataIndex: 'size', width: 110 },
        {
          title: t('operations'),
          key: 'keep',
          width: 110,
          render: (_value, row) => (
            <Button size="small" aria-label={`${t('download')} ${row.title ?? row.id}`} onClick={() => void keep(row)}>
              {t('download')}
            </Button>
          ),
        },
      ]}
    />
  );
}
