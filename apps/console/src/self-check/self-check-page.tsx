import { Button, Drawer, Empty, Select, Tag } from 'antd';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { bureauOf, unitReference } from '../api/powers.js';
import { MOST_CHOICES, useView } from '../api/queries.js';
import { useStanding } from '../api/standing.js';
import { fieldLabel } from '../language/labels.js';
import { useSpoken } from '../language/language.js';
import { shownRate } from '../rates/rate.js';
import { LoadFailure } from '../records/load-failure.js';
import { pathOfRecord } from '../records/records.js';
import { WideTable } from '../records/wide-table.js';
import { SelfCheckForm } from './self-check-form.js';
import type { Due } from './self-check.js';
import { useSelfChecks, type Coverage, type DueRow, type StageDoc } from './use-self-checks.js';

/** The self-checks of a stage (自查): whoever owes one gives it here, and whoever oversees sees who has not. */
export function SelfCheckPage() {
  const { t } = useSpoken();
  const [address, setAddress] = useSearchParams();
  const stages = useView<StageDoc>('campaigns', 'stages', { sort: '-from', limit: MOST_CHOICES });
  const all = (stages.data?.items ?? []).map(({ ledger, doc }) => ({ ...doc, bureau: bureauOf({ ledger }) }));
  const standing = all.filter(({ status }) => status !== 'WITHDRAWN');
  const place = (stage: (typeof all)[number]): string => `${stage.bureau}/${stage.stage}`;
  const chosen =
    standing.find((stage) => place(stage) === address.get('stage')) ??
    standing.find(({ status }) => status === 'OPEN') ??
    standing[0];
  return (
    <>
      <div className="page-head">
        <h1 className="page-title">{t('selfCheck')}</h1>
        {chosen !== undefined && (
          <Select
            aria-label={t('stage')}
            value={place(chosen)}
            options={standing.map((stage) => ({ value: place(stage), label: stage.title ?? stage.stage }))}
            onChange={(stage) => setAddress({ stage }, { replace: true })}
            popupMatchSelectWidth={false}
          />
        )}
      </div>
      {stages.error !== null && <LoadFailure error={stages.error} retry={() => void stages.refetch()} />}
      {stages.isSuccess && chosen === undefined && (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('noStage')} />
      )}
      {chosen !== undefined && <OfStage key={place(chosen)} {...chosen} />}
    </>
  );
}

function OfStage({ bureau, stage, units, status }: StageDoc & { readonly bureau: string }) {
  const { t, say } = useSpoken();
  const { unitName, personName } = useStanding();
  const { coverage, rows, checks } = useSelfChecks(bureau, stage, units);
  const [filling, setFilling] = useState<Due>();
  const who = ({ person }: Due) => (person === null ? t('leadingGroup') : personName(person));
  const unit = (due: Due) => unitName(unitReference(bureau, due.unit));
  if (checks.error !== null) return <LoadFailure error={checks.error} retry={() => void checks.refetch()} />;
  return (
    <>
      {coverage !== undefined && <CoverageSummary coverage={coverage} />}
      <WideTable<DueRow>
        label={t('selfCheck')}
        rowKey="key"
        loading={checks.isPending}
        dataSource={[...rows]}
        columns={[
          { title: say(fieldLabel('unit')), key: 'unit', render: (_value, due) => unit(due) },
          { title: t('selfCheckSubject'), key: 'who', render: (_value, due) => who(due) },
          { title: t('status'), key: 'status', render: (_value, due) => <Answered due={due} /> },
          {
            title: t('selfCheckIssues'),
            key: 'issues',
            render: (_value, { check }) =>
              (check?.issues ?? []).map((code) => (
                <Link key={code} className="beside" to={`/issues/${bureau}/${encodeURIComponent(code)}`}>
                  {code}
                </Link>
              )),
          },
          {
            title: t('operations'),
            key: 'operations',
            render: (_value, due) => {
              const { check, mine } = due;
              if (check !== undefined)
                return (
                  <Link
                    to={pathOfRecord('issues', 'self-check', bureau, check.id)}
                    aria-label={`${t('open')} ${unit(due)} ${who(due)}`}
                  >
                    {t('open')}
                  </Link>
                );
              return mine && status !== 'CLOSED' ? (
                <Button
                  size="small"
                  type="primary"
                  aria-label={`${t('selfCheckFill')} ${unit(due)} ${who(due)}`}
                  onClick={() => setFilling(due)}
                >
                  {t('selfCheckFill')}
                </Button>
              ) : null;
            },
          },
        ]}
      />
      <Drawer
        open={filling !== undefined}
        onClose={() => setFilling(undefined)}
        title={filling === undefined ? '' : `${t('selfCheck')}：${unit(filling)} ${who(filling)}`}
        size="large"
        destroyOnHidden
      >
        {filling !== undefined && (
          <SelfCheckForm bureau={bureau} stage={stage} due={filling} onDone={() => setFilling(undefined)} />
        )}
      </Drawer>
    </>
  );
}

function Answered({ due: { check } }: { readonly due: DueRow }) {
  const { t } = useSpoken();
  if (check === undefined) return <Tag color="red">{t('selfCheckMissing')}</Tag>;
  return check.nothingFound ? (
    <Tag>{t('selfCheckNothing')}</Tag>
  ) : (
    <Tag color="green">{t('selfCheckFoundSome', check.issues.length)}</Tag>
  );
}

function CoverageSummary({ coverage }: { readonly coverage: Coverage }) {
  const { t } = useSpoken();
  const { due, submitted, nothingFound, missing } = coverage;
  const items: readonly (readonly [string, string, string?])[] = [
    [t('selfCheckDue'), String(due)],
    [t('selfCheckGiven'), String(submitted)],
    [t('selfCheckMissing'), String(missing.length)],
    [t('selfCheckNothing'), String(nothingFound)],
    [t('selfCheckCoverage'), shownRate(submitted, due), `${String(submitted)}/${String(due)}`],
  ];
  return (
    <dl className="summary" data-testid="coverage">
      {items.map(([label, value, fraction]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            {value}
            {fraction !== undefined && <span className="fraction">{fraction}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
