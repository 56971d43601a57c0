import { Card } from 'antd';
import { Link, useRouteError } from 'react-router';
import { useSpoken } from '../language/language.js';
import { OpenPage } from '../sign-in/open-page.js';

/** Where an address leads nowhere, or a page failed: says so, and leads back. */
export function StrayPage() {
  const { t } = useSpoken();
  const error = useRouteError() ?? undefined; // null where no page failed
  const failed = error !== undefined;
  return (
    <OpenPage>
      <Card>
        <h1 className="open-title">{t(failed ? 'pageFailed' : 'noSuchPage')}</h1>
        <p className="open-links">
          <Link to="/">{t('toWorkbench')}</Link>
        </p>
      </Card>
    </OpenPage>
  );
}
