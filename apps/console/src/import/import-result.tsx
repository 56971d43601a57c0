import { Alert, Segmented, Tag } from 'antd';
import { useState } from 'react';
import { ACTS } from '../api/acts.js';
import { valueLabel } from '../language/labels.js';
import { useSpoken } from '../language/language.js';
import { WideTable } from '../records/wide-table.js';
import { needsLook, type CellFault, type ImportSummary, type RowResult } from './import-job.js';

/** Rows of a page of the result. */
const ROWS = 20;
const OUTCOMES = ['new', 'changed', 'same', 'bad', 'refused'] as const;
const COLORS: Readonly<Record<RowResult['outcome'], string>> = {
  new: 'green',
  changed: 'blue',
  same: 'default',
  bad: 'red',
  refused: 'red',
};

interface ImportResultProps {
  readonly summary: ImportSummary;
  readonly rows: readonly RowResult[];
  readonly context: string;
}

/** What an import did, or would do: numbers, then row by row what is given and what is wrong with which cell. */
export function ImportResult({ summary, rows, context }: ImportResultProps) {
  const { t, say } = useSpoken();
  const wrong = rows.filter(needsLook);
  const [only, setOnly] = useState<'all' | 'wrong'>(wrong.length > 0 ? 'wrong' : 'all');
  const stands = summary.bad + summary.refused;
  const title = (verb: string): string => {
    const act = ACTS.find((one) => one.context === context && one.verb === verb);
    return act === undefined ? verb : say(act.title);
  };
  return (
    <section aria-label={t('importResult')} data-testid="import-result">
      <Alert
        className="gap-below"
        type={stands > 0 || summary.faults.length > 0 ? 'warning' : 'success'}
        showIcon
        role="status"
        title={t(summary.dryRun ? 'importTried' : 'importDone', summary.rows, stands)}
        description={OUTCOMES.map(
          (outcome) => `${say(valueLabel(outcome, 'import'))} ${String(summary[outcome])}`,
        ).join(' · ')}
      />
      {summary.faults.length > 0 && <Faults faults={summary.faults} />}
      {wrong.length > 0 && (
        <Segmented
          className="gap-below"
          aria-label={t('filter')}
          value={only}
          onChange={setOnly}
          options={[
            { value: 'wrong' as const, label: `${t('importWrong')} ${String(wrong.length)}` },
            { value: 'all' as const, label: `${t('exportAll')} ${String(rows.length)}` },
          ]}
        />
      )}
      <WideTable<RowResult>
        label={t('importResult')}
        rowKey={({ sheet = '', row }) => `${sheet} ${String(row)}`}
        dataSource={[...(only === 'wrong' ? wrong : rows)]}
        pagination={{ hideOnSinglePage: true, pageSize: ROWS, showSizeChanger: false }}
        columns={[
          {
            title: t('importRow'),
            key: 'row',
            render: (_value, { sheet, row, code }) =>
              [sheet, t('importRowNumber', row), code].filter(Boolean).join(' · '),
          },
          {
            title: t('importOutcome'),
            key: 'outcome',
            render: (_value, { outcome }) => <Tag color={COLORS[outcome]}>{say(valueLabel(outcome, 'import'))}</Tag>,
          },
          {
            title: t(summary.dryRun ? 'importWould' : 'importGiven'),
            key: 'commands',
            render: (_value, { commands }) => commands.map(title).join('、'),
          },
          { title: t('importCells'), key: 'faults', render: (_value, { faults }) => <Faults faults={faults} /> },
        ]}
      />
    </section>
  );
}

function Faults({ faults }: { readonly faults: readonly CellFault[] }) {
  const { say } = useSpoken();
  return (
    <ul className="faults">
      {faults.map(({ sheet, cell, code, zh, en, level }) => (
        <li key={`${sheet} ${cell} ${code}`} className={level === 'note' ? 'quiet' : ''}>
          <strong>{[sheet, cell].filter((part) => part !== '').join(' ')}</strong> {say({ zh, en })}
        </li>
      ))}
    </ul>
  );
}
