import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input, Radio, Select } from 'antd';
import { useRef } from 'react';
import { newKey, send } from '../api/client.js';
import { contextKey, MOST_CHOICES, useView } from '../api/queries.js';
import { ProblemAlert } from '../forms/problem-alert.js';
import type { IssueDoc } from '../issue/issue-document.js';
import { fieldLabel, valueLabel } from '../language/labels.js';
import { useSpoken } from '../language/language.js';
import { FORMS, selfCheckBody, selfCheckId, type Answers, type Due } from './self-check.js';

interface SelfCheckFormProps {
  readonly bureau: string;
  readonly stage: string;
  readonly due: Due;
  readonly onDone: () => void;
}

/** Longest addition to what is said of each form, in UTF-16 units. */
const MOST_OF_STATEMENT = 2_000;

/** The form of a self-check (自查表): of every form of the problem, which issues were found, or explicitly that none was. */
export function SelfCheckForm({ bureau, stage, due, onDone }: SelfCheckFormProps) {
  const { t, say } = useSpoken();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [form] = Form.useForm<Answers>();
  const key = useRef(newKey());
  const raised = useView<IssueDoc>('issues', 'rectification-ledger', {
    bureau,
    units: due.unit,
    sort: 'code',
    limit: MOST_CHOICES,
  });
  const submit = useMutation<unknown, unknown, Answers>({
    mutationFn: (answers) =>
      send(`/api/issues/${bureau}/self-check/${encodeURIComponent(selfCheckId(stage, due))}/submit-self-check`, {
        method: 'POST',
        key: key.current,
        body: selfCheckBody(stage, due, answers),
      }),
    onSuccess: async () => {
      void message.success(t('selfCheckDone'));
      await queries.invalidateQueries({ queryKey: contextKey('issues') });
      onDone();
    },
    onError: () => {
      key.current = newKey(); // what is sent next may say something else
    },
  });
  const offered = (of: string) =>
    (raised.data?.items ?? [])
      .filter(({ doc }) => doc.class === null || doc.class === of)
      .map(({ doc }) => ({ value: doc.code, label: `${doc.code} ${doc.manifestation ?? ''}` }));
  const nothingElse = (): void => {
    const rest = FORMS.filter((one) => form.getFieldValue(['forms', one, 'found']) === undefined);
    for (const one of rest) form.setFieldValue(['forms', one, 'found'], false);
  };
  return (
    <Form<Answers> form={form} layout="vertical" onFinish={(answers) => submit.mutate(answers)} scrollToFirstError>
      <p className="quiet">{t('selfCheckIntro')}</p>
      {FORMS.map((one) => (
        <FormAnswer key={one} of={one} label={say(valueLabel(one, 'class'))} issues={offered(one)} />
      ))}
      <Button onClick={nothingElse} className="gap-below">
        {t('selfCheckNothingElse')}
      </Button>
      <Form.Item name="statement" label={say(fieldLabel('statement'))}>
        <Input.TextArea rows={3} maxLength={MOST_OF_STATEMENT} showCount />
      </Form.Item>
      {submit.error !== null && <ProblemAlert problem={submit.error} command="SubmitSelfCheck" />}
      <Button type="primary" htmlType="submit" loading={submit.isPending}>
        {t('submit')}
      </Button>
    </Form>
  );
}

interface FormAnswerProps {
  readonly of: string;
  readonly label: string;
  readonly issues: readonly { readonly value: string; readonly label: string }[];
}

function FormAnswer({ of, label, issues }: FormAnswerProps) {
  const { t } = useSpoken();
  const found: unknown = Form.useWatch(['forms', of, 'found']);
  return (
    <fieldset className="self-check-form">
      <legend>{label}</legend>
      <Form.Item name={['forms', of, 'found']} rules={[{ required: true, message: t('selfCheckAnswerNeeded', label) }]}>
        <Radio.Group
          aria-label={label}
          options={[
            { value: false, label: t('selfCheckNothing') },
            { value: true, label: t('selfCheckFound') },
          ]}
        />
      </Form.Item>
      {found === true && (
        <Form.Item
          name={['forms', of, 'issues']}
          label={t('selfCheckIssues')}
          extra={t('selfCheckIssuesHint')}
          rules={[{ required: true, message: t('required', t('selfCheckIssues')) }]}
        >
          <Select mode="multiple" options={[...issues]} showSearch={{ optionFilterProp: 'label' }} />
        </Form.Item>
      )}
    </fieldset>
  );
}
