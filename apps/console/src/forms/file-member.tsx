import { UploadOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Button, Form, Input, Upload, type FormInstance } from 'antd';
import { newKey, send } from '../api/client.js';
import type { RecordAddress } from '../api/declarations.js';
import { queryString } from '../api/queries.js';
import { fieldLabel } from '../language/labels.js';
import { useSpoken } from '../language/language.js';
import type { FormValues } from './form-values.js';
import { ProblemAlert } from './problem-alert.js';

interface Kept {
  readonly sha256: string;
  readonly size: number;
}

/** A file that a command names by hash and size: uploaded first, then named. */
export function FileMember({
  form,
  record,
  unit,
}: {
  readonly form: FormInstance<FormValues>;
  readonly record: RecordAddress;
  readonly unit: string | undefined;
}) {
  const { t, say } = useSpoken();
  const upload = useMutation<Kept, unknown, File>({
    mutationFn: (file) =>
      send<Kept>(
        `/api/${record.context}/${record.bureau}/blobs${queryString({ unit: unit === record.bureau ? undefined : unit })}`,
        {
          method: 'POST',
          file,
          key: newKey(),
        },
      ),
    onSuccess: ({ sha256, size }, file) => {
      const title: unknown = form.getFieldValue('title');
      form.setFieldsValue({ sha256, size, ...(title === undefined && { title: file.name.slice(0, 200) }) });
    },
  });
  return (
    <>
      <Form.Item label={say(fieldLabel('sha256'))} required>
        <Upload
          maxCount={1}
          showUploadList={false}
          customRequest={({ file }) => {
            if (file instanceof File) upload.mutate(file);
          }}
        >
          <Button icon={<UploadOutlined aria-hidden />} loading={upload.isPending}>
            {t('chooseFile')}
          </Button>
        </Upload>
        {upload.isSuccess && <span role="status"> {t('uploaded', upload.variables.name)}</span>}
      </Form.Item>
      <Form.Item name="sha256" hidden rules={[{ required: true, message: t('required', say(fieldLabel('sha256'))) }]}>
        <Input />
      </Form.Item>
      <Form.Item name="size" hidden>
        <Input />
      </Form.Item>
      {upload.error !== null && <ProblemAlert problem={upload.error} />}
    </>
  );
}
