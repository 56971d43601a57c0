import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { send } from '../api/client.js';
import { unitReference } from '../api/powers.js';
import { useStanding, type PersonDoc } from '../api/standing.js';
import { ProblemAlert } from '../forms/problem-alert.js';
import { fieldLabel } from '../language/labels.js';
import { useSpoken } from '../language/language.js';
import { pathOfRecord } from '../records/records.js';
import { WideTable } from '../records/wide-table.js';

/** Who makes accounts. */
const ACCOUNT_KEEPER = 'security-admin';

const bureauOfPerson = (person: string): string => person.slice(0, person.indexOf('.'));

/** Persons within reach, and their accounts for whoever keeps these. */
export function PersonsPanel() {
  const { t, say } = useSpoken();
  const { persons, powers, unitName } = useStanding();
  const [chosen, setChosen] = useState<PersonDoc>();
  const keeps = powers.some(({ role }) => role === ACCOUNT_KEEPER);
  const label = (member: string) => say(fieldLabel(member));
  return (
    <>
      <WideTable<PersonDoc>
        label={t('persons')}
        rowKey="person"
        dataSource={[...persons]}
        pagination={{ hideOnSinglePage: true, pageSize: 50 }}
        columns={[
          {
            title: label('person'),
            key: 'person',
            render: (_value, { person }) => (
              <Link to={pathOfRecord('organization', 'person', bureauOfPerson(person), person)}>{person}</Link>
            ),
          },
          { title: label('name'), dataIndex: 'name' },
          {
            title: label('unit'),
            key: 'unit',
            render: (_value, { person, unit }) => unitName(unitReference(bureauOfPerson(person), unit)),
          },
          { title: label('from'), dataIndex: 'from' },
          { title: label('leftOn'), dataIndex: 'leftOn' },
          ...(keeps
            ? [
                {
                  title: t('accounts'),
                  key: 'account',
                  render: (_value: unknown, person: PersonDoc) => (
                    <Button
                      size="small"
                      aria-label={`${t('makeAccount')} ${person.name ?? person.person}`}
                      onClick={() => setChosen(person)}
                    >
                      {t('makeAccount')}
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
      <Modal
        open={chosen !== undefined}
        onCancel={() => setChosen(undefined)}
        footer={null}
        title={t('makeAccount')}
        destroyOnHidden
      >
        {chosen !== undefined && <NewAccount person={chosen.person} />}
      </Modal>
    </>
  );
}

function NewAccount({ person }: { readonly person: string }) {
  const { t } = useSpoken();
  const make = useMutation<
    { readonly account: string; readonly initialPassword: string },
    unknown,
    { readonly login: string }
  >({
    mutationFn: ({ login }) => send('/api/accounts', { method: 'POST', body: { person, login } }),
  });
  if (make.isSuccess)
    return (
      <Alert
        type="success"
        showIcon
        title={make.data.account}
        description={<span data-testid="initial-password">{t('initialPassword', make.data.initialPassword)}</span>}
      />
    );
  return (
    <Form<{ readonly login: string }> layout="vertical" onFinish={(form) => make.mutate(form)}>
      <Form.Item name="login" label={t('login')} rules={[{ required: true, message: t('required', t('login')) }]}>
        <Input autoComplete="off" />
      </Form.Item>
      {make.error !== null && <ProblemAlert problem={make.error} />}
      <Button type="primary" htmlType="submit" loading={make.isPending}>
        {t('submit')}
      </Button>
    </Form>
  );
}
