import { useMutation } from '@tanstack/react-query';
import { Alert, App, Button, Card, Form, Input, Radio } from 'antd';
import { useRef } from 'react';
import { Link, useSearchParams } from 'react-router';
import { newKey, send } from '../api/client.js';
import { ProblemAlert } from '../forms/problem-alert.js';
import { valueLabel } from '../language/labels.js';
import { useSpoken } from '../language/language.js';
import { OpenPage } from '../sign-in/open-page.js';

interface Report {
  readonly bureau: string;
  readonly channel?: string;
  readonly kind: string;
  readonly content: string;
  readonly identity?: string;
  readonly contact?: string;
}

const KINDS = ['SUGGESTION', 'PROBLEM', 'MISCONDUCT'];
const MOST_CHARACTERS = 4_000;
const MOST_OF_IDENTITY = 200;

/**
 * A report without account (群众反映). Nothing that could tell who sends it goes with it; the receipt code is shown once. A bureau
 * puts its address on its boards with itself, and the channel by which the report comes: `#/report?bureau=…&channel=…`.
 */
export function ReportPage() {
  const [address] = useSearchParams();
  // another address is another form: nobody reports to the bureau whose notice was read before
  return <ReportForm key={address.toString()} bureau={address.get('bureau')} channel={address.get('channel')} />;
}

interface ReportFormProps {
  readonly bureau: string | null;
  readonly channel: string | null;
}

function ReportForm({ bureau, channel }: ReportFormProps) {
  const { t, say } = useSpoken();
  const { message } = App.useApp();
  const key = useRef(newKey());
  const report = useMutation<{ readonly receipt: string }, unknown, Report>({
    mutationFn: (form) => send('/api/public/intake', { method: 'POST', body: form, key: key.current, anonymous: true }),
    onError: () => (key.current = newKey()),
  });
  const copy = async (receipt: string): Promise<void> => {
    await navigator.clipboard.writeText(receipt);
    void message.success(t('copied'));
  };
  return (
    <OpenPage>
      <Card>
        <h1 className="open-title">{t('report')}</h1>
        {report.isSuccess ? (
          <Alert
            type="success"
            showIcon
            title={t('receiptShownOnce')}
            description={
              <>
                <p className="receipt" data-testid="receipt">
                  {report.data.receipt}
                </p>
                <Button onClick={() => void copy(report.data.receipt)}>{t('copy')}</Button>
              </>
            }
          />
        ) : (
          <>
            <p className="quiet">{t('reportIntro')}</p>
            <Form<Report>
              layout="vertical"
              initialValues={{ kind: 'PROBLEM', bureau: bureau ?? undefined }}
              onFinish={(form) => report.mutate({ ...form, ...(channel !== null && { channel }) })}
            >
              <Form.Item
                name="bureau"
                label={t('reportBureau')}
                extra={t('reportBureauHint')}
                rules={[{ required: true, message: t('required', t('reportBureau')) }]}
              >
                <Input autoComplete="off" />
              </Form.Item>
              <Form.Item name="kind" label={t('reportKind')}>
                <Radio.Group options={KINDS.map((value) => ({ value, label: say(valueLabel(value, 'kind')) }))} />
              </Form.Item>
              <Form.Item
                name="content"
                label={t('reportContent')}
                rules={[{ required: true, whitespace: true, message: t('required', t('reportContent')) }]}
              >
                <Input.TextArea rows={4} maxLength={MOST_CHARACTERS} showCount />
              </Form.Item>
              <Form.Item name="identity" label={t('reportName')}>
                <Input autoComplete="off" maxLength={MOST_OF_IDENTITY} />
              </Form.Item>
              <Form.Item name="contact" label={t('reportContact')}>
                <Input autoComplete="off" maxLength={MOST_OF_IDENTITY} />
              </Form.Item>
              {report.error !== null && <ProblemAlert problem={report.error} />}
              <Button type="primary" htmlType="submit" block loading={report.isPending}>
                {t('submit')}
              </Button>
            </Form>
          </>
        )}
        <p className="open-links">
          <Link to="/receipt">{t('checkReceipt')}</Link>
          <Link to="/sign-in">{t('toSignIn')}</Link>
        </p>
      </Card>
    </OpenPage>
  );
}
