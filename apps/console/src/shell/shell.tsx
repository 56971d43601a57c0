import {
  ApartmentOutlined,
  AuditOutlined,
  CalculatorOutlined,
  DashboardOutlined,
  DownloadOutlined,
  FileSearchOutlined,
  HistoryOutlined,
  MenuOutlined,
  ProfileOutlined,
  TableOutlined,
  UploadOutlined,
} from '@ant-design/icons';
import { Badge, Button, Drawer, Grid, Layout, Menu, Spin, type MenuProps } from 'antd';
import { useEffect, useState } from 'react';
import { Navigate, Outlet, useLocation, useNavigate } from 'react-router';
import { ACTS, CONTEXTS, TIMELINES, viewNamed } from '../api/acts.js';
import { isSignedOut, onSignedOut } from '../api/client.js';
import { mayAsk } from '../api/powers.js';
import { useSessionQuery } from '../api/queries.js';
import { StandingProvider, useStanding } from '../api/standing.js';
import { useSpoken } from '../language/language.js';
import { LoadFailure } from '../records/load-failure.js';
import { ChangePassword } from '../sign-in/change-password.js';
import { useQueryClient } from '@tanstack/react-query';
import { DemonstrationBanner } from './demonstration-banner.js';
import { TopBar } from './top-bar.js';
import { useTodoCount } from '../workbench/todo.js';

/** What the reader's powers give access to; the rest is not offered. */
function useEntries() {
  const { powers } = useStanding();
  const asks = (context: string, name: string): boolean => mayAsk(powers, viewNamed(context, name));
  const registers = CONTEXTS.filter(({ name }) =>
    ACTS.some((act) => act.context === name && powers.some(({ role }) => act.roles.includes(role))),
  );
  const replays = TIMELINES.some((timeline) => mayAsk(powers, timeline));
  return { asks, registers, replays };
}

function useMenu(): NonNullable<MenuProps['items']> {
  const { t, say } = useSpoken();
  const { asks, registers, replays } = useEntries();
  const todo = useTodoCount();
  return [
    {
      key: '/',
      icon: <DashboardOutlined aria-hidden />,
      label: (
        <Badge count={todo} size="small" offset={[12, 0]}>
          {t('workbench')}
        </Badge>
      ),
    },
    ...(asks('issues', 'rectification-ledger')
      ? [{ key: '/ledger', icon: <TableOutlined aria-hidden />, label: t('ledger') }]
      : []),
    ...(asks('issues', 'self-checks') && asks('campaigns', 'stages')
      ? [{ key: '/self-checks', icon: <FileSearchOutlined aria-hidden />, label: t('selfCheck') }]
      : []),
    ...(asks('evaluation', 'evaluations')
      ? [{ key: '/evaluations', icon: <AuditOutlined aria-hidden />, label: t('evaluations') }]
      : []),
    ...(asks('evaluation', 'counting-rounds')
      ? [{ key: '/counting', icon: <CalculatorOutlined aria-hidden />, label: t('counting') }]
      : []),
    ...(asks('organization', 'units')
      ? [{ key: '/organization', icon: <ApartmentOutlined aria-hidden />, label: t('organization') }]
      : []),
    ...(asks('issues', 'rectification-ledger') || asks('organization', 'persons')
      ? [{ key: '/import', icon: <UploadOutlined aria-hidden />, label: t('importFrom') }]
      : []),
    ...(replays ? [{ key: '/replay', icon: <HistoryOutlined aria-hidden />, label: t('replay') }] : []),
    { key: '/downloads', icon: <DownloadOutlined aria-hidden />, label: t('downloads') },
    ...(registers.length === 0
      ? []
      : [
          {
            key: 'registers',
            icon: <ProfileOutlined aria-hidden />,
            label: t('registers'),
            children: registers.map(({ name, title }) => ({ key: `/registers/${name}`, label: say(title) })),
          },
        ]),
  ];
}

function SideMenu({ onChosen }: { readonly onChosen?: () => void }) {
  const { t } = useSpoken();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const items = useMenu();
  const chosen = pathname.startsWith('/issues/')
    ? '/ledger'
    : pathname.startsWith('/registers/')
      ? pathname
      : `/${pathname.split('/')[1] ?? ''}`;
  return (
    <nav aria-label={t('menu')}>
      <Menu
        mode="inline"
        items={items}
        selectedKeys={[chosen]}
        defaultOpenKeys={['registers']}
        onClick={({ key }) => {
          void navigate(key);
          onChosen?.();
        }}
      />
    </nav>
  );
}

function Frame() {
  const { t } = useSpoken();
  const wide = Grid.useBreakpoint().lg === true;
  const [open, setOpen] = useState(false);
  const { session } = useStanding();
  return (
    <Layout className="shell">
      <a
        className="skip"
        href="#content"
        onClick={(event) => {
          event.preventDefault();
          document.getElementById('content')?.focus();
        }}
      >
        {t('skipToContent')}
      </a>
      <DemonstrationBanner />
      <Layout.Header className="top">
        {!wide && (
          <Button
            type="text"
            icon={<MenuOutlined aria-hidden />}
            aria-label={t('menu')}
            onClick={() => setOpen(true)}
            className="top-button"
          />
        )}
        <span className="brand">{t('product')}</span>
        <TopBar wide={wide} />
      </Layout.Header>
      <Layout>
        {wide ? (
          <Layout.Sider width={208} theme="light" className="side">
            <SideMenu />
          </Layout.Sider>
        ) : (
          <Drawer open={open} onClose={() => setOpen(false)} placement="left" size={240} title={t('menu')}>
            <SideMenu onChosen={() => setOpen(false)} />
          </Drawer>
        )}
        <main id="content" tabIndex={-1} className="content">
          {session.mustChange ? <ChangePassword forced /> : <Outlet />}
        </main>
      </Layout>
    </Layout>
  );
}

/** What stands around every screen of those who are signed in; all others are sent to sign in. */
export function Shell() {
  const session = useSessionQuery();
  const queries = useQueryClient();
  const location = useLocation();
  const { t } = useSpoken();
  useEffect(() => onSignedOut(() => void queries.resetQueries({ queryKey: ['session'] })), [queries]);
  if (session.isPending) return <Spin fullscreen description={t('loading')} />;
  if (isSignedOut(session.error))
    return <Navigate to="/sign-in" replace state={{ from: `${location.pathname}${location.search}` }} />;
  if (session.error !== null) return <LoadFailure error={session.error} retry={() => void session.refetch()} />;
  return (
    <StandingProvider key={session.data.account} session={session.data}>
      <Frame />
    </StandingProvider>
  );
}
