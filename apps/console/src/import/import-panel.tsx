import { UploadOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, AutoComplete, Button, Form, Input, Upload } from 'antd';
import { useState } from 'react';
import { contextKey } from '../api/queries.js';
import { useStanding } from '../api/standing.js';
import { ProblemAlert } from '../forms/problem-alert.js';
import { fieldLabel } from '../language/labels.js';
import { useSpoken } from '../language/language.js';
import type { Word } from '../language/words.js';
import { importWorkbook, type Imported } from './import-job.js';
import { ImportResult } from './import-result.js';

interface ImportPanelProps {
  readonly job: string;
  readonly context: string;
  readonly hint: Word;
  /** Ids of an outside system are told, whose name is asked for. */
  readonly foreign: boolean;
}

interface Asked {
  readonly bureau: string;
  readonly system?: string;
}

/** Largest workbook that servers take, in bytes. */
const MOST_BYTES = 10 * 1024 * 1024;

/** One kind of import. The real run is offered for the file that was tried, and only after it was. */
export function ImportPanel({ job, context, hint, foreign }: ImportPanelProps) {
  const { t, say } = useSpoken();
  const { powers, units, unitName } = useStanding();
  const queries = useQueryClient();
  const [file, setFile] = useState<File>();
  const [progress, setProgress] = useState('');
  const [form] = Form.useForm<Asked>();
  const bureaus = [...new Set([...powers.map(({ unit }) => unit), ...units.map(({ bureau }) => bureau)])]
    .map((unit) => unit.split('/', 1).join(''))
    .filter((bureau, index, all) => all.indexOf(bureau) === index);
  const run = useMutation<Imported, unknown, boolean>({
    mutationFn: async (dryRun) => {
      if (file === undefined) throw new TypeError('No file was chosen.'); // the buttons are disabled
      const { bureau, system } = form.getFieldsValue();
      const params = { bureau, ...(foreign && { system: system ?? '' }), dryRun: String(dryRun) };
      return importWorkbook(job, params, file, ({ done, total }) =>
        setProgress(t('importProgress', done, total ?? '…')),
      );
    },
    onSettled: () => setProgress(''),
    onSuccess: async () => queries.invalidateQueries({ queryKey: contextKey(context) }),
  });
  const start = async (dryRun: boolean): Promise<void> => {
    if (await form.validateFields().then(Boolean, () => false)) run.mutate(dryRun);
  };
  const choose = (chosen: File): false => {
    setFile(chosen);
    run.reset();
    return false; // nothing is sent before it is asked for
  };
  const tooLarge = (file?.size ?? 0) > MOST_BYTES;
  const tried = run.data?.summary?.dryRun === true && run.data.failure === undefined;
  return (
    <>
      <p className="quiet wide-text">{t(hint)}</p>
      <Form<Asked>
        form={form}
        layout="vertical"
        className="narrow"
        initialValues={{ bureau: bureaus[0] }}
        onValuesChange={() => run.reset()}
      >
        <Form.Item name="bureau" label={t('bureau')} rules={[{ required: true, message: t('required', t('bureau')) }]}>
          <AutoComplete options={bureaus.map((value) => ({ value, label: unitName(value) }))} />
        </Form.Item>
        {foreign && (
          <Form.Item
            name="system"
            label={say(fieldLabel('system'))}
            extra={t('importSystemHint')}
            rules={[{ required: true, message: t('required', say(fieldLabel('system'))) }]}
          >
            <Input />
          </Form.Item>
        )}
        <Form.Item label={t('importFile')} required>
          <Upload accept=".xlsx" maxCount={1} showUploadList={false} beforeUpload={choose}>
            <Button icon={<UploadOutlined aria-hidden />}>{t('importChoose')}</Button>
          </Upload>
          {file !== undefined && <span className="chosen-file">{file.name}</span>}
        </Form.Item>
      </Form>
      {tooLarge && <ProblemAlert sentence={t('importTooLarge')} />}
      <div className="tools">
        <Button
          type={tried ? 'default' : 'primary'}
          disabled={file === undefined || tooLarge}
          loading={run.isPending && run.variables}
          onClick={() => void start(true)}
        >
          {t('importTry')}
        </Button>
        <Button
          type={tried ? 'primary' : 'default'}
          disabled={!tried || run.isPending}
          onClick={() => void start(false)}
        >
          {t('importDo')}
        </Button>
        {progress !== '' && <span role="status">{progress}</span>}
      </div>
      {run.error !== null && <ProblemAlert problem={run.error} />}
      {run.data?.failure !== undefined && <Alert type="error" showIcon role="alert" title={say(run.data.failure)} />}
      {run.data?.summary !== undefined && (
        <ImportResult summary={run.data.summary} rows={run.data.rows} context={context} />
      )}
    </>
  );
}
