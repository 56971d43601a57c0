import type { TableColumnType } from 'antd';
import { Link } from 'react-router';
import type { Shown } from '../api/queries.js';
import type { Standing } from '../api/standing.js';
import { bureauOf, unitReference } from '../api/powers.js';
import type { IssueDoc } from '../issue/issue-document.js';
import { fieldLabel, valueLabel } from '../language/labels.js';
import type { Spoken } from '../language/language.js';
import { LightTag } from '../light/light-tag.js';

/** A row of the ledger. */
export type LedgerRow = Shown<IssueDoc>;

/** A column: how it is shown, and its text for exports. */
export interface LedgerColumn extends TableColumnType<LedgerRow> {
  readonly key: string;
  readonly label: string;
  readonly text: (row: LedgerRow) => string;
  /** Fields that are sorted by the server. */
  readonly sortable?: boolean;
}

/** Columns of the rectification ledger in their order. */
export function ledgerColumns(
  { t, say }: Spoken,
  standing: Pick<Standing, 'unitName' | 'personName'>,
): readonly LedgerColumn[] {
  const unit = (row: LedgerRow, name: string | null) =>
    name === null ? '' : standing.unitName(unitReference(bureauOf(row), name));
  const person = (id: string | null) => (id === null ? '' : standing.personName(id));
  const value = (text: string | null, field: string) => (text === null ? '' : say(valueLabel(text, field)));
  const column = (key: string, width: number, text: LedgerColumn['text'], sortable = true): LedgerColumn => {
    const label = say(fieldLabel(key));
    return { key, label, title: label, width, text, sortable, render: (_value, row) => text(row) };
  };
  return [
    {
      ...column('code', 160, ({ doc }) => doc.code),
      render: (_value, row) => (
        <Link to={`/issues/${bureauOf(row)}/${encodeURIComponent(row.key)}`}>{row.doc.code}</Link>
      ),
    },
    {
      key: 'light',
      label: t('light'),
      title: t('light'),
      width: 96,
      text: () => '',
      render: (_value, row) => <LightTag bureau={bureauOf(row)} limited={{ ...row.doc, since: row.doc.raisedOn }} />,
    },
    column('status', 110, ({ doc }) => value(doc.status, 'status')),
    column('unit', 150, (row) => unit(row, row.doc.unit)),
    column('source', 140, ({ doc }) => value(doc.source, 'source')),
    column('class', 170, ({ doc }) => value(doc.class, 'class')),
    { ...column('manifestation', 260, ({ doc }) => doc.manifestation ?? '', false), ellipsis: { showTitle: true } },
    column('rectification', 110, ({ doc }) => value(doc.rectification, 'rectification')),
    column('lead', 150, (row) => unit(row, row.doc.lead)),
    column('leader', 120, ({ doc }) => person(doc.leader)),
    column('owner', 120, ({ doc }) => person(doc.owner)),
    column('deadline', 120, ({ doc }) => doc.deadline ?? ''),
    column('raisedOn', 120, ({ doc }) => doc.raisedOn),
    column('closedOn', 120, ({ doc }) => doc.closedOn ?? ''),
    column('openMeasures', 110, ({ doc }) => String(doc.openMeasures)),
    column('unanswered', 100, ({ doc }) => String(doc.unanswered)),
  ];
}
