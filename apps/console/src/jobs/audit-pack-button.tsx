import { Button } from 'antd';
import type { RecordAddress } from '../api/declarations.js';
import { useSpoken } from '../language/language.js';
import { useJob } from './use-job.js';

/** Hands over the proof of a record with what verifies it (审计包); that it was read is on record. */
export function AuditPackButton({ record }: { readonly record: RecordAddress }) {
  const { t } = useSpoken();
  const { run, isPending } = useJob(t('auditPackMade'));
  const { context, bureau, aggregate, id } = record;
  return (
    <>
      <Button
        size="small"
        loading={isPending}
        onClick={() => run({ kind: `${context}.audit-pack`, params: { bureau, aggregate, id } })}
      >
        {t('auditPack')}
      </Button>
      {isPending && <span role="status">{t('auditPackAtWork')}</span>}
    </>
  );
}
