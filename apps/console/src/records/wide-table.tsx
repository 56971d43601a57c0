import { Empty, Table, type TableProps } from 'antd';
import { useEffect, useRef } from 'react';
import { useSpoken } from '../language/language.js';

/** What a table may say besides what all tables of the console have in common. */
export type WideTableProps<Row extends object> = TableProps<Row> & {
  /** What the table is, for those who do not see it. */
  readonly label: string;
};

/**
 * A table that scrolls by itself where it is wider than the page; the keyboard scrolls it too. Pages are the server's affair, unless
 * the table is given its own.
 */
export function WideTable<Row extends object>({ label, ...table }: WideTableProps<Row>) {
  const { t } = useSpoken();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const region = place.current?.querySelector('.ant-table-content');
    region?.setAttribute('tabindex', '0');
    region?.setAttribute('role', 'region');
    region?.setAttribute('aria-label', label);
  });
  return (
    <div ref={place}>
      <Table<Row>
        size="small"
        pagination={false}
        scroll={{ x: 'max-content' }}
        locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('nothingHere')} /> }}
        {...table}
      />
    </div>
  );
}
