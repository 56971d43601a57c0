import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Card, Form, Input } from 'antd';
import { Link, useLocation, useNavigate } from 'react-router';
import { send } from '../api/client.js';
import { ProblemAlert } from '../forms/problem-alert.js';
import { useSpoken } from '../language/language.js';
import { OpenPage } from './open-page.js';

interface Credentials {
  readonly login: string;
  readonly password: string;
}

function whereFrom(state: unknown): string {
  return typeof state === 'object' && state !== null && 'from' in state && typeof state.from === 'string'
    ? state.from
    : '/';
}

/** Signing in with login and password (登录). */
export function SignInPage() {
  const { t } = useSpoken();
  const navigate = useNavigate();
  const { state } = useLocation();
  const queries = useQueryClient();
  const signIn = useMutation<unknown, unknown, Credentials>({
    mutationFn: (credentials) => send('/api/session', { method: 'POST', body: credentials, open: true }),
    onSuccess: async () => {
      queries.clear();
      await navigate(whereFrom(state), { replace: true });
    },
  });
  return (
    <OpenPage>
      <Card>
        <h1 className="open-title">{t('product')}</h1>
        <p className="quiet">{t('tagline')}</p>
        <Form<Credentials> layout="vertical" onFinish={(credentials) => signIn.mutate(credentials)}>
          <Form.Item name="login" label={t('login')} rules={[{ required: true, message: t('required', t('login')) }]}>
            <Input autoComplete="username" autoFocus />
          </Form.Item>
          <Form.Item
            name="password"
            label={t('password')}
            rules={[{ required: true, message: t('required', t('password')) }]}
          >
            <Input.Password autoComplete="current-password" />
          </Form.Item>
          {signIn.error !== null && <ProblemAlert problem={signIn.error} />}
          <Button type="primary" htmlType="submit" block loading={signIn.isPending}>
            {t('signIn')}
          </Button>
        </Form>
        <p className="open-links">
          <Link to="/setup">{t('firstUse')}</Link>
          <Link to="/report">{t('publicReport')}</Link>
          <Link to="/ballot">{t('ballot')}</Link>
        </p>
      </Card>
    </OpenPage>
  );
}
