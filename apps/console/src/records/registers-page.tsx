import { Empty, Tabs } from 'antd';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { ACTS, begins, CONTEXTS, streamOf } from '../api/acts.js';
import { useView, type AnyDoc, type Shown } from '../api/queries.js';
import { bureauOf, mayAsk } from '../api/powers.js';
import { useStanding } from '../api/standing.js';
import { EventExport, ExportMenu } from '../jobs/export-menu.js';
import { NewRecord } from '../forms/new-record.js';
import { fieldLabel, valueLabel } from '../language/labels.js';
import { useSpoken } from '../language/language.js';
import { Pager, usePages } from '../ledger/pager.js';
import { LoadFailure } from './load-failure.js';
import { pathOfRecord, viewOf } from './records.js';
import { ValueView } from './value-view.js';
import { WideTable } from './wide-table.js';

/** Most columns of a table whose fields nobody chose. */
const MOST_COLUMNS = 8;

const aggregatesOf = (context: string): readonly string[] => [
  ...new Set(ACTS.filter((act) => act.context === context).map(({ aggregate }) => aggregate)),
];

/** The registers of a context (业务登记): records of each of its aggregates, and what begins one. Nothing here is written for one aggregate. */
export function RegistersPage() {
  const { context = '' } = useParams();
  const { t, say } = useSpoken();
  const { powers } = useStanding();
  const navigate = useNavigate();
  const [address, setAddress] = useSearchParams();
  const aggregates = aggregatesOf(context);
  const readable = aggregates.find((aggregate) => {
    const view = viewOf(context, aggregate);
    return view !== undefined && mayAsk(powers, view);
  });
  const chosen = address.get('of') ?? readable ?? aggregates[0] ?? '';
  const title = CONTEXTS.find(({ name }) => name === context)?.title;
  const view = viewOf(context, chosen);
  const name = (aggregate: string) => {
    const shown = viewOf(context, aggregate);
    return shown === undefined ? say(fieldLabel(aggregate)) : say(shown.title);
  };
  return (
    <>
      <div className="page-head">
        <h1 className="page-title">{title === undefined ? context : say(title)}</h1>
        {ACTS.filter((act) => act.context === context && act.aggregate === chosen && begins(act)).map((act) => (
          <NewRecord
            key={act.verb}
            act={act}
            onDone={({ bureau, id }) => void navigate(pathOfRecord(context, chosen, bureau, id))}
          />
        ))}
        {mayAsk(powers, streamOf(context)) && <EventExport context={context} />}
      </div>
      <Tabs
        tabBarGutter={16}
        activeKey={chosen}
        onChange={(of) => setAddress({ of })}
        items={aggregates.map((key) => ({ key, label: name(key) }))}
      />
      {view !== undefined && mayAsk(powers, view) ? (
        <Register
          key={`${context} ${chosen}`}
          context={context}
          aggregate={chosen}
          view={view.name}
          name={name(chosen)}
          fields={view.fields}
        />
      ) : (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('nothingHere')} />
      )}
    </>
  );
}

interface RegisterProps {
  readonly context: string;
  readonly aggregate: string;
  readonly view: string;
  /** What the records are called. */
  readonly name: string;
  readonly fields: readonly string[];
}

function Register({ context, aggregate, view, name, fields }: RegisterProps) {
  const { t, say } = useSpoken();
  const { asked, pagerOf } = usePages();
  const page = useView(context, view, { ...asked, total: true });
  if (page.error !== null) return <LoadFailure error={page.error} retry={() => void page.refetch()} />;
  return (
    <>
      <div className="tools">
        <ExportMenu context={context} view={view} of={name} asked={asked} />
      </div>
      <WideTable<Shown<AnyDoc>>
        label={t('registers')}
        rowKey={(row) => `${row.ledger}/${row.key}`}
        loading={page.isPending || page.isPlaceholderData}
        dataSource={[...(page.data?.items ?? [])]}
        columns={[
          {
            title: t('recordId'),
            key: 'key',
            render: (_value, row) => (
              <Link to={pathOfRecord(context, aggregate, bureauOf(row), row.key)}>{say(valueLabel(row.key))}</Link>
            ),
          },
          ...fields.slice(0, MOST_COLUMNS).map((field) => ({
            title: say(fieldLabel(field)),
            key: field,
            render: (_value: unknown, row: Shown<AnyDoc>) => (
              <ValueView
                value={row.doc[field]}
                member={field}
                aggregate={aggregate}
                bureau={bureauOf(row)}
                withheld={row.withheld}
                erased={row.erased}
              />
            ),
          })),
        ]}
      />
      <Pager {...pagerOf(page.data)} />
    </>
  );
}
