import { Grid, Tag } from 'antd';
import type { ReactNode } from 'react';
import type { RecordAddress } from '../api/declarations.js';
import { useStanding } from '../api/standing.js';
import { shownTime } from '../deployment/deployment.js';
import { eventLabel, fieldLabel, valueLabel } from '../language/labels.js';
import { useSpoken } from '../language/language.js';
import { HiddenBadge, ProofBadge } from '../proof/proof-badge.js';
import { shownEventOf } from '../proof/shown-event.js';
import { ValueView } from '../records/value-view.js';
import { ChangeTable } from './change-table.js';
import type { PolicyUsed, ReliedOn, ReplayStep } from './replay-data.js';

interface StepCardProps {
  readonly step: ReplayStep;
  /** Its place on the way, from 1. */
  readonly place: number;
  readonly record: RecordAddress;
}

/** One step of a decision (步骤): who, under which clause and power, by which policy and facts, and what it changed. */
export function StepCard({ step, place, record }: StepCardProps) {
  const { t, say } = useSpoken();
  const { personName } = useStanding();
  const wide = Grid.useBreakpoint().lg === true; // on a phone, steps are looked through before one is read
  const shown = shownEventOf(step);
  const { bureau, aggregate } = record;
  if (shown === undefined)
    return (
      <article className="step">
        <h3>
          {t('replayStep', place)} <HiddenBadge />
        </h3>
        <p className="quiet">{t('withheld')}</p>
      </article>
    );
  const { clauses = [], effectiveOn = '', reliedOn, policy = {}, facts, outcome, changes } = step;
  const { type, time, actor } = shown;
  return (
    <article className="step" data-step={place}>
      <h3>
        {t('replayStep', place)} · {say(eventLabel(type))} <ProofBadge record={record} shown={shown} />
      </h3>
      <dl className="nested">
        <Told word={t('recordedAt')}>
          <time dateTime={time}>{shownTime(time)}</time>
        </Told>
        <Told word={t('replayEffective')}>{effectiveOn}</Told>
        <Told word={t('actor')}>
          {personName(actor.id.replace(/^acct-/, ''))} ({say(valueLabel(actor.role))})
        </Told>
        {clauses.length > 0 && (
          <Told word={t('clause', '')}>
            {clauses.map((clause) => (
              <Tag key={clause}>{clause}</Tag>
            ))}
          </Told>
        )}
        <Relied reliedOn={reliedOn} bureau={bureau} />
      </dl>
      <Policies policy={policy} bureau={bureau} />
      {facts !== undefined && (
        <Detail word={t('replayFacts')}>
          <ValueView value={facts} member="facts" bureau={bureau} aggregate={aggregate} />
        </Detail>
      )}
      {outcome !== undefined && (
        <Detail word={t('replayOutcome')}>
          <ValueView value={outcome} member="outcome" bureau={bureau} aggregate={aggregate} />
        </Detail>
      )}
      <Detail word={t('replayChanges')} open={wide}>
        {changes === null || changes === undefined ? (
          <p className="quiet">{t('replayWithheld')}</p>
        ) : (
          <ChangeTable changes={changes} bureau={bureau} label={`${t('replayStep', place)} ${t('replayChanges')}`} />
        )}
      </Detail>
    </article>
  );
}

function Told({ word, children }: { readonly word: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{word}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Detail({
  word,
  open,
  children,
}: {
  readonly word: string;
  readonly open?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <details open={open}>
      <summary>{word}</summary>
      {children}
    </details>
  );
}

function Relied({ reliedOn, bureau }: { readonly reliedOn: ReliedOn | null | undefined; readonly bureau: string }) {
  const { t } = useSpoken();
  const { power, consulted = [] } = reliedOn ?? {};
  return (
    <>
      {power !== undefined && (
        <Told word={t('replayPower')}>
          <ValueView value={power} member="power" bureau={bureau} />
        </Told>
      )}
      {consulted.length > 0 && (
        <Told word={t('replayConsulted')}>
          {consulted.map(({ origin, size }) => (
            <Tag key={origin} className="wrapping">
              {t('replayConsultedTo', origin, size)}
            </Tag>
          ))}
        </Told>
      )}
    </>
  );
}

function Policies({
  policy,
  bureau,
}: {
  readonly policy: Readonly<Record<string, PolicyUsed>>;
  readonly bureau: string;
}) {
  const { t, say } = useSpoken();
  const { unitName } = useStanding();
  const used = Object.entries(policy);
  if (used.length === 0) return null;
  return (
    <Detail word={t('replayPolicy')} open>
      <dl className="nested">
        {used.map(([parameter, { value, unit, policy: named, edition }]) => (
          <Told
            key={parameter}
            word={
              unit === undefined
                ? say(fieldLabel(parameter))
                : t('replayPolicyOf', say(fieldLabel(parameter)), `${unitName(unit)} ${named ?? ''}`, edition ?? 0)
            }
          >
            <ValueView value={value} member={parameter} bureau={bureau} />
          </Told>
        ))}
      </dl>
    </Detail>
  );
}
