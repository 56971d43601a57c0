import { PrinterOutlined } from '@ant-design/icons';
import { Alert, Button, QRCode } from 'antd';
import { unitReference } from '../api/powers.js';
import { useStanding } from '../api/standing.js';
import { valueLabel } from '../language/labels.js';
import { useSpoken } from '../language/language.js';
import type { EvaluationDoc } from './evaluation-document.js';

interface BallotSlipsProps {
  readonly bureau: string;
  readonly doc: EvaluationDoc;
  readonly round: string;
  readonly codes: readonly string[];
}

const QR_PIXELS = 112;

/** Where a code is used: behind the `#`, so that it comes into no log. */
function addressOf(code: string): string {
  return `${window.location.origin}/#/ballot?code=${encodeURIComponent(code)}`;
}

/** Slips with one code each, to be printed and cut (投票码票据). They are shown this once and kept nowhere. */
export function BallotSlips({ bureau, doc, round, codes }: BallotSlipsProps) {
  const { t, say } = useSpoken();
  const { unitName, personName } = useStanding();
  const object = doc.objects[doc.rounds[round]?.object ?? ''];
  const who = object?.person === null || object === undefined ? '' : ` ${personName(object.person)}`;
  const subject = `${unitName(unitReference(bureau, doc.unit))} · ${object === undefined ? '' : say(valueLabel(object.kind))}${who}`;
  return (
    <div className="slips-frame">
      <Alert className="gap-below no-print" type="warning" showIcon title={t('codesOnce', codes.length)} />
      <Button
        className="gap-below no-print"
        type="primary"
        icon={<PrinterOutlined aria-hidden />}
        onClick={() => window.print()}
      >
        {t('print')}
      </Button>
      <ol className="slips" aria-label={t('ballotCode')}>
        {codes.map((code) => (
          <li key={code} className="slip">
            <QRCode type="svg" value={addressOf(code)} size={QR_PIXELS} bordered={false} aria-hidden />
            <div className="slip-text">
              <strong>{t('ballot')}</strong>
              <span>{subject}</span>
              <code>{code}</code>
              <span className="quiet">{t('codesSlipHint', `${window.location.host}/#/ballot`)}</span>
            </div>
          </li>
        ))}
      </ol>
    </div>
  );
}
