import { App, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { useEffect, type ReactNode } from 'react';
import { useSpoken } from '../language/language.js';
import { styleNonce } from './style-nonce.js';

/** Chinese faces of the usual systems before any other: mixed text must not change face within a line. */
const FONTS =
  "'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Source Han Sans SC', 'WenQuanYi Zen Hei', -apple-system, 'Segoe UI', sans-serif";

/** A star for the eye; to others the input itself says that it is needed. */
function requiredMark(label: ReactNode, { required }: { readonly required: boolean }): ReactNode {
  return (
    <>
      {label}
      {required && (
        <span aria-hidden className="needed">
          *
        </span>
      )}
    </>
  );
}

/** Words, dates and looks of all components, in the reader's language. */
export function Appearance({ children }: { readonly children: ReactNode }) {
  const { language, t } = useSpoken();
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    document.title = `${t('product')} · ${t('tagline')}`;
  }, [language, t]);
  dayjs.locale(language === 'zh' ? 'zh-cn' : 'en');
  return (
    <ConfigProvider
      button={{ autoInsertSpace: false }}
      form={{ requiredMark }}
      locale={language === 'zh' ? zhCN : enUS}
      {...(styleNonce !== undefined && { csp: { nonce: styleNonce } })}
      theme={{
        token: {
          motion: !window.matchMedia('(prefers-reduced-motion: reduce)').matches,
          colorPrimary: '#a8201a',
          colorError: '#c1121f',
          colorLink: '#8f1713',
          fontFamily: FONTS,
          borderRadius: 4,
          colorTextDescription: '#595959',
          colorTextPlaceholder: '#6b6b6b',
          colorTextTertiary: '#595959',
        },
      }}
    >
      <App>{children}</App>
    </ConfigProvider>
  );
}
