import { useMutation } from '@tanstack/react-query';
import { Button, Card, Descriptions, Form, Input } from 'antd';
import { Link } from 'react-router';
import { newKey, send } from '../api/client.js';
import { ProblemAlert } from '../forms/problem-alert.js';
import { valueLabel } from '../language/labels.js';
import { useSpoken } from '../language/language.js';
import { shownTime } from '../deployment/deployment.js';
import { OpenPage } from '../sign-in/open-page.js';

interface Asked {
  readonly receipt: string;
  readonly message?: string;
}

interface Told {
  readonly status: string;
  readonly receivedAt: string;
  readonly validUntil: string;
  readonly messages: number;
  readonly replies: readonly { readonly at: string; readonly reply: string | null }[];
}

/** How a report stands, for whoever has its receipt code; the code goes in bodies only, never into an address. */
export function ReceiptPage() {
  const { t } = useSpoken();
  const [form] = Form.useForm<Asked>();
  const look = useMutation<Told, unknown, Asked>({
    mutationFn: ({ receipt, message }) =>
      send('/api/public/intake/exchange', {
        method: 'POST',
        key: newKey(),
        anonymous: true,
        body: { receipt: receipt.trim(), ...(message !== undefined && message.trim() !== '' && { message }) },
      }),
    onSuccess: () => form.setFieldValue('message', undefined),
  });
  return (
    <OpenPage>
      <Card>
        <h1 className="open-title">{t('checkReceipt')}</h1>
        <Form<Asked> form={form} layout="vertical" onFinish={(asked) => look.mutate(asked)}>
          <Form.Item
            name="receipt"
            label={t('receipt')}
            rules={[{ required: true, message: t('required', t('receipt')) }]}
          >
            <Input autoComplete="off" spellCheck={false} />
          </Form.Item>
          {look.isSuccess && (
            <Form.Item name="message" label={t('addMessage')}>
              <Input.TextArea rows={2} maxLength={4_000} />
            </Form.Item>
          )}
          {look.error !== null && <ProblemAlert problem={look.error} />}
          <Button type="primary" htmlType="submit" block loading={look.isPending}>
            {t(look.isSuccess ? 'submit' : 'look')}
          </Button>
        </Form>
        {look.isSuccess && <Answer told={look.data} />}
        <p className="open-links">
          <Link to="/report">{t('report')}</Link>
          <Link to="/sign-in">{t('toSignIn')}</Link>
        </p>
      </Card>
    </OpenPage>
  );
}

function Answer({ told }: { readonly told: Told }) {
  const { t, say } = useSpoken();
  return (
    <section aria-live="polite" className="answer">
      <Descriptions
        size="small"
        column={1}
        bordered
        items={[
          { key: 'status', label: t('status'), children: say(valueLabel(told.status, 'status')) },
          { key: 'receivedAt', label: t('receivedAt'), children: shownTime(told.receivedAt) },
          { key: 'validUntil', label: t('validUntil'), children: told.validUntil },
        ]}
      />
      {told.replies.length === 0 && <p className="quiet">{t('noReplyYet')}</p>}
      <ul className="todo">
        {told.replies.map(({ at, reply }) => (
          <li key={at}>
            <span className="quiet">{shownTime(at)}</span> <span className="told">{reply ?? t('erased')}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
