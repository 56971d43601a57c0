import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Form, Input } from 'antd';
import { send } from '../api/client.js';
import { ProblemAlert } from '../forms/problem-alert.js';
import { useSpoken } from '../language/language.js';

interface Change {
  readonly current: string;
  readonly next: string;
}

/** Changes the own password; after a first one that somebody else told, nothing else is possible before. */
export function ChangePassword({
  forced = false,
  onDone,
}: {
  readonly forced?: boolean;
  readonly onDone?: () => void;
}) {
  const { t } = useSpoken();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const change = useMutation<unknown, unknown, Change>({
    mutationFn: (body) => send('/api/session/password', { method: 'PUT', body }),
    onSuccess: async () => {
      void message.success(t('passwordChanged'));
      await queries.resetQueries({ queryKey: ['session'] });
      onDone?.();
    },
  });
  return (
    <div className="narrow">
      {forced && <h1 className="page-title">{t('changePassword')}</h1>}
      {forced && <Alert type="info" showIcon title={t('mustChange')} className="gap-below" />}
      <Form<Change> layout="vertical" onFinish={(body) => change.mutate(body)}>
        <Form.Item
          name="current"
          label={t('currentPassword')}
          rules={[{ required: true, message: t('required', t('currentPassword')) }]}
        >
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item
          name="next"
          label={t('newPassword')}
          rules={[{ required: true, message: t('required', t('newPassword')) }]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        {change.error !== null && <ProblemAlert problem={change.error} />}
        <Button type="primary" htmlType="submit" loading={change.isPending}>
          {t('submit')}
        </Button>
      </Form>
    </div>
  );
}
