import { GlobalOutlined, UserOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Dropdown, Modal, Select } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { send } from '../api/client.js';
import { useStanding } from '../api/standing.js';
import { valueLabel } from '../language/labels.js';
import { useSpoken } from '../language/language.js';
import { ChangePassword } from '../sign-in/change-password.js';

const ALL = '';

/** Which of the reader's powers is used (单位切换): one at one unit, or all of them. */
function PowerSwitch() {
  const { t, say } = useSpoken();
  const { session, chosen, choose, unitName } = useStanding();
  const options = [
    { value: ALL, label: t('allPowers') },
    ...session.powers.map(({ id, role, unit }) => ({
      value: id,
      label: `${unitName(unit)} · ${say(valueLabel(role))}`,
    })),
  ];
  return (
    <Select
      className="power-switch"
      aria-label={t('actingAs')}
      value={chosen ?? ALL}
      options={options}
      popupMatchSelectWidth={false}
      onChange={(value: string) => choose(value === ALL ? undefined : value)}
    />
  );
}

/** Switches the language of everything. */
export function LanguageSwitch() {
  const { t, language, choose } = useSpoken();
  return (
    <Button
      type="text"
      className="top-button"
      icon={<GlobalOutlined aria-hidden />}
      aria-label={t('languageLabel')}
      onClick={() => choose(language === 'zh' ? 'en' : 'zh')}
    >
      {t('language')}
    </Button>
  );
}

/** What stands at the right of the top: powers, language, user. */
export function TopBar({ wide }: { readonly wide: boolean }) {
  const { t } = useSpoken();
  const { session, personName } = useStanding();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [changing, setChanging] = useState(false);
  const leave = async (): Promise<void> => {
    await send('/api/session', { method: 'DELETE' });
    queries.clear();
    await navigate('/sign-in');
  };
  const name = personName(session.person);
  return (
    <div className="top-right">
      <PowerSwitch />
      <LanguageSwitch />
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'person', label: name, disabled: true },
            { key: 'password', label: t('changePassword') },
            { key: 'leave', label: t('signOut') },
          ],
          onClick: ({ key }) => (key === 'leave' ? void leave() : setChanging(true)),
        }}
      >
        <Button
          type="text"
          className="top-button"
          icon={<UserOutlined aria-hidden />}
          aria-label={`${t('user')} ${name}`}
        >
          {wide ? name : undefined}
        </Button>
      </Dropdown>
      <Modal
        open={changing}
        onCancel={() => setChanging(false)}
        footer={null}
        title={t('changePassword')}
        destroyOnHidden
      >
        <ChangePassword onDone={() => setChanging(false)} />
      </Modal>
    </div>
  );
}
