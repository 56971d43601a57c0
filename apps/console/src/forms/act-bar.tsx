import { App, Button, Drawer, Dropdown, Tooltip } from 'antd';
import { useState, type ReactNode } from 'react';
import { actsOn, takesBack } from '../api/acts.js';
import type { DeclaredAct, RecordAddress } from '../api/declarations.js';
import { mayAct, unitReference } from '../api/powers.js';
import type { Problem } from '../api/problem.js';
import type { AnyDoc } from '../api/queries.js';
import { useStanding } from '../api/standing.js';
import { useSpoken } from '../language/language.js';
import { ActForm } from './act-form.js';
import { shownActs } from './next-acts.js';

interface ActBarProps {
  readonly record: RecordAddress;
  readonly doc: AnyDoc;
  /** Index of the last event that the shown document has: a refusal by the state holds until it moves on. */
  readonly idx: number;
  /** Units that the record concerns, as its bureau names them. */
  readonly units: readonly string[];
  /** Only these acts, where a page has a place of its own for them. */
  readonly only?: (act: DeclaredAct) => boolean;
}

interface Refusal {
  readonly idx: number;
  readonly problem: Problem;
}

/** Refusals by the state of the record, while it stays as it was. */
function useRefusals(idx: number) {
  const [refusals, setRefusals] = useState<Readonly<Record<string, Refusal>>>({});
  return {
    of: ({ verb }: DeclaredAct): Problem | undefined => {
      const found = refusals[verb];
      return found?.idx === idx ? found.problem : undefined;
    },
    remember: ({ verb }: DeclaredAct, problem: Problem): void => {
      if (problem.forbiddenByState) setRefusals((before) => ({ ...before, [verb]: { idx, problem } }));
    },
  };
}

/** Acts in a list to open; what the state forbids says why. */
function ActList({
  acts,
  refusals,
  onChoose,
  children,
}: {
  readonly acts: readonly DeclaredAct[];
  readonly refusals: Pick<ReturnType<typeof useRefusals>, 'of'>;
  readonly onChoose: (act: DeclaredAct | undefined) => void;
  readonly children: ReactNode;
}) {
  const { t, say } = useSpoken();
  if (acts.length === 0) return null;
  const items = acts.map((act) => {
    const refused = refusals.of(act);
    const title = refused === undefined ? undefined : t('refusedNow', say(refused.sentence));
    return {
      key: act.verb,
      label: say(act.title),
      disabled: refused !== undefined,
      ...(title !== undefined && { title }),
    };
  });
  return (
    <Dropdown
      trigger={['click']}
      menu={{ items, onClick: ({ key }) => onChoose(acts.find(({ verb }) => verb === key)) }}
    >
      {children}
    </Dropdown>
  );
}

/**
 * The acts that the reader's powers allow about a record. What the state forbids stays visible, with the reason that the API gave,
 * until the record has changed.
 */
export function ActBar({ record, doc, idx, units, only = () => true }: ActBarProps) {
  const { t, say } = useSpoken();
  const { modal } = App.useApp();
  const { powers, pathOf } = useStanding();
  const [open, setOpen] = useState<DeclaredAct>();
  const refusals = useRefusals(idx);
  // some acts are the record's units' to do, others the bureau's own; the declaration does not say which
  const references = [...units.map((unit) => unitReference(record.bureau, unit)), record.bureau];
  const mine = actsOn(record.context, record.aggregate).filter(
    (act) => only(act) && mayAct(powers, act, references, pathOf),
  );
  if (mine.length === 0) return <p className="quiet">{t('noActs')}</p>;
  const [taking, doing] = [mine.filter(takesBack), mine.filter((act) => !takesBack(act))];
  const { first, more } = shownActs(doing, doc);
  const unit = units.find((one) => powers.some((power) => power.unit === unitReference(record.bureau, one)));
  return (
    <div className="act-bar" role="group" aria-label={t('acts')}>
      {first.map((act, index) => {
        const refused = refusals.of(act);
        const reason = refused === undefined ? undefined : t('refusedNow', say(refused.sentence));
        return (
          <Tooltip key={act.verb} title={reason}>
            <Button
              type={index === 0 && more.length > 0 ? 'primary' : 'default'}
              disabled={refused !== undefined}
              aria-label={reason === undefined ? undefined : `${say(act.title)}: ${reason}`}
              onClick={() => setOpen(act)}
            >
              {say(act.title)}
            </Button>
          </Tooltip>
        );
      })}
      <ActList acts={more} refusals={refusals} onChoose={setOpen}>
        <Button>{t('moreActs')} ▾</Button>
      </ActList>
      <ActList acts={taking} refusals={refusals} onChoose={setOpen}>
        <Button danger>{t('withdrawals')} ▾</Button>
      </ActList>
      <Drawer
        open={open !== undefined}
        onClose={() => setOpen(undefined)}
        title={open === undefined ? '' : say(open.title)}
        size="large"
        destroyOnHidden
      >
        {open !== undefined && (
          <ActForm
            key={open.verb}
            act={open}
            record={record}
            doc={doc}
            unit={unit}
            onDone={() => setOpen(undefined)}
            onRefused={(problem) => {
              refusals.remember(open, problem);
              if (problem.forbiddenByState) {
                setOpen(undefined);
                modal.error({
                  title: t('refusedNow', say(problem.sentence)),
                  content: `${problem.body.clause === undefined ? '' : `${t('clause', problem.body.clause)} · `}${problem.body.code}`,
                });
              }
            }}
          />
        )}
      </Drawer>
    </div>
  );
}
