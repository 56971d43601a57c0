import { useMutation } from '@tanstack/react-query';
import { App, Button, Card, Form, Input, Select } from 'antd';
import { Link, useNavigate } from 'react-router';
import { send } from '../api/client.js';
import { ProblemAlert } from '../forms/problem-alert.js';
import { valueLabel } from '../language/labels.js';
import { useSpoken } from '../language/language.js';
import type { Word } from '../language/words.js';
import { today } from '../deployment/deployment.js';
import { OpenPage } from './open-page.js';

interface Founding {
  readonly code: string;
  readonly unit: string;
  readonly level: string;
  readonly name: string;
  readonly personName: string;
  readonly login: string;
  readonly password: string;
}

/** Levels that have ledgers of their own. */
const LEVELS = ['CENTRAL', 'PROVINCE', 'CITY', 'BUREAU'];
/** Number of the first person of a unit. */
const FIRST_PERSON = 'P-1';

/** Founds an empty deployment (系统初始化): the first unit, its security administrator and his account. */
export function SetupPage() {
  const { t, say } = useSpoken();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const found = useMutation<unknown, unknown, Founding>({
    mutationFn: ({ unit, ...founding }) =>
      send('/api/setup', {
        method: 'POST',
        open: true,
        body: { ...founding, person: `${unit}.${FIRST_PERSON}`, from: today() },
      }),
    onSuccess: async () => {
      void message.success(t('setupDone'));
      await navigate('/sign-in');
    },
  });
  const item = (name: keyof Founding, word: Word) => ({
    name,
    label: t(word),
    rules: [{ required: true, message: t('required', t(word)) }],
  });
  return (
    <OpenPage>
      <Card>
        <h1 className="open-title">{t('setup')}</h1>
        <p className="quiet">{t('setupIntro')}</p>
        <Form<Founding>
          layout="vertical"
          initialValues={{ level: 'BUREAU' }}
          onFinish={(founding) => found.mutate(founding)}
        >
          <Form.Item {...item('code', 'setupCode')}>
            <Input autoComplete="off" />
          </Form.Item>
          <Form.Item {...item('unit', 'unitCode')} help={t('unitCodeHint')}>
            <Input />
          </Form.Item>
          <Form.Item {...item('level', 'unitLevel')}>
            <Select options={LEVELS.map((value) => ({ value, label: say(valueLabel(value)) }))} />
          </Form.Item>
          <Form.Item {...item('name', 'unitName')}>
            <Input />
          </Form.Item>
          <Form.Item {...item('personName', 'adminName')}>
            <Input />
          </Form.Item>
          <Form.Item {...item('login', 'login')}>
            <Input autoComplete="username" />
          </Form.Item>
          <Form.Item {...item('password', 'newPassword')}>
            <Input.Password autoComplete="new-password" />
          </Form.Item>
          {found.error !== null && <ProblemAlert problem={found.error} />}
          <Button type="primary" htmlType="submit" block loading={found.isPending}>
            {t('setup')}
          </Button>
        </Form>
        <p className="open-links">
          <Link to="/sign-in">{t('toSignIn')}</Link>
        </p>
      </Card>
    </OpenPage>
  );
}
