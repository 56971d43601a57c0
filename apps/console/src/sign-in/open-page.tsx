import { type ReactNode } from 'react';
import { DemonstrationBanner } from '../shell/demonstration-banner.js';
import { LanguageSwitch } from '../shell/top-bar.js';

/** What stands around a page that needs no account. */
export function OpenPage({ children }: { readonly children: ReactNode }) {
  return (
    <div className="open-page">
      <DemonstrationBanner />
      <div className="open-top">
        <LanguageSwitch />
      </div>
      <main className="open-content">{children}</main>
    </div>
  );
}
