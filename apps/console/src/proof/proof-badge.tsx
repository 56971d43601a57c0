import {
  CheckCircleFilled,
  ClockCircleOutlined,
  CloseCircleFilled,
  LoadingOutlined,
  QuestionCircleOutlined,
} from '@ant-design/icons';
import { Button, Popover } from 'antd';
import type { ReactNode } from 'react';
import type { RecordAddress } from '../api/declarations.js';
import { shownTime } from '../deployment/deployment.js';
import { useSpoken } from '../language/language.js';
import type { Word } from '../language/words.js';
import type { ShownEvent, Unjudged, Verdict } from './judge-event.js';
import { useInSight } from './use-in-sight.js';
import { useTrust } from './use-trust.js';
import { useVerdict } from './use-verdict.js';

/** What a badge says: a verdict, or that it is being looked at. */
type Badge = Verdict | { readonly state: 'atWork' };

const WORD_OF: Readonly<Record<Badge['state'], Word>> = {
  atWork: 'proofAtWork',
  verified: 'proofVerified',
  pending: 'proofPending',
  failed: 'proofFailed',
  unjudged: 'proofUnjudged',
};
const ICON_OF: Readonly<Record<Badge['state'], ReactNode>> = {
  atWork: <LoadingOutlined aria-hidden />,
  verified: <CheckCircleFilled aria-hidden />,
  pending: <ClockCircleOutlined aria-hidden />,
  failed: <CloseCircleFilled aria-hidden />,
  unjudged: <QuestionCircleOutlined aria-hidden />,
};
const BECAUSE: Readonly<Record<Unjudged, Word>> = {
  NO_KEY: 'proofNoKey',
  HIDDEN: 'proofHidden',
  NOT_TOLD: 'proofNotTold',
};

/** The badge of an event (验证标志): what the browser itself finds, as soon as the event is in sight. */
export function ProofBadge({ record, shown }: { readonly record: RecordAddress; readonly shown: ShownEvent }) {
  const { place, isInSight } = useInSight<HTMLSpanElement>();
  const { data, isError } = useVerdict(record, shown, isInSight);
  const badge: Badge = data ?? (isError ? { state: 'unjudged', because: 'NOT_TOLD' } : { state: 'atWork' });
  return (
    <span ref={place}>
      <Shown badge={badge} />
    </span>
  );
}

/** The badge of an event of which only its place is told. */
export function HiddenBadge() {
  return <Shown badge={{ state: 'unjudged', because: 'HIDDEN' }} />;
}

function Shown({ badge }: { readonly badge: Badge }) {
  const { t } = useSpoken();
  const { state } = badge;
  const words = state === 'failed' ? t('proofOf', t('proofFailed'), badge.codes.join(' ')) : t(WORD_OF[state]);
  return (
    <Popover trigger="click" title={words} content={<How badge={badge} />} destroyOnHidden>
      <Button size="small" type="text" className={`proof proof-${state}`} data-proof={state} icon={ICON_OF[state]}>
        {words}
      </Button>
    </Popover>
  );
}

function How({ badge }: { readonly badge: Badge }) {
  const { t } = useSpoken();
  const { pinned } = useTrust();
  switch (badge.state) {
    case 'atWork':
      return <p className="proof-how">{t('loading')}</p>;
    case 'pending':
      return <p className="proof-how">{t('proofPendingHow')}</p>;
    case 'failed':
      return <p className="proof-how">{t('proofFailedHow')}</p>;
    case 'unjudged':
      return <p className="proof-how">{t(BECAUSE[badge.because])}</p>;
    case 'verified': {
      const { index, size, quorumTime, keys, witnesses, hasSealedValues, olderForm } = badge;
      const rows: readonly (readonly [Word, string])[] = [
        ['proofPlace', String(index)],
        ['proofSize', String(size)],
        ['proofTime', quorumTime === undefined ? t('proofNoTime') : timeOf(quorumTime)],
        ['proofKey', keys.join(' ')],
        ['proofWitnesses', witnesses.length === 0 ? t('proofNoWitness') : witnesses.join(' ')],
        ['proofTrust', t(pinned.length > 0 ? 'proofTrustPinned' : 'proofTrustTold')],
      ];
      return (
        <div className="proof-how">
          <p>{t('proofVerifiedHow')}</p>
          <dl className="nested">
            {rows.map(([word, value]) => (
              <div key={word}>
                <dt>{t(word)}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          {hasSealedValues && <p className="quiet">{t('proofSealedValues')}</p>}
          {olderForm && <p className="quiet">{t('proofOlderForm')}</p>}
        </div>
      );
    }
  }
}

const timeOf = (posixSeconds: number): string => shownTime(new Date(posixSeconds * 1_000).toISOString());
