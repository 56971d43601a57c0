import { fieldLabel } from '../language/labels.js';
import { useSpoken } from '../language/language.js';
import { ValueView } from '../records/value-view.js';
import { WideTable } from '../records/wide-table.js';
import type { Change } from './replay-data.js';

/** The names down to a value, in words. */
function usePathWords() {
  const { say } = useSpoken();
  return (path: string) =>
    path
      .split('.')
      .map((name) => say(fieldLabel(name)))
      .join(' › ');
}

/** Nothing a reader could see: a new record has many members that hold nothing yet. */
function isBlank(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

interface ChangeTableProps {
  readonly changes: readonly Change[];
  readonly bureau: string;
  readonly label: string;
}

/** What changed: each value before and after. */
export function ChangeTable({ changes, bureau, label }: ChangeTableProps) {
  const { t } = useSpoken();
  const words = usePathWords();
  const value = (side: 'before' | 'after') => (_value: unknown, change: Change) => (
    <ValueView value={change[side]} member={change.path.split('.').at(-1) ?? ''} bureau={bureau} />
  );
  return (
    <WideTable<Change>
      label={label}
      rowKey="path"
      dataSource={changes.filter(({ before, after }) => !isBlank(before) || !isBlank(after))}
      columns={[
        { title: t('replayField'), key: 'path', render: (_value, { path }) => words(path) },
        { title: t('replayBefore'), key: 'before', render: value('before') },
        { title: t('replayAfter'), key: 'after', render: value('after') },
      ]}
      locale={{ emptyText: <span className="quiet">{t('replayNoChange')}</span> }}
    />
  );
}
