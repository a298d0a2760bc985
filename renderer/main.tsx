import './ipc/zod-setup.ts';
import { QueryClientProvider } from '@tanstack/react-query';
import { ConfigProvider, theme } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { createRoot } from 'react-dom/client';
import { useTranslation } from 'react-i18next';
import { App } from './app.tsx';
import { listenToKeys } from './commands/command-registry.ts';
import { listenToScanner } from './commands/scanner.ts';
import { keptLanguage, startI18n } from './i18n/start-i18n.ts';
import { clerksQuery, problemQuery, sessionQuery, statusQuery } from './ipc/desk-queries.ts';
import { makeQueryClient } from './ipc/query-client.ts';
import './styles/index.css';

// The protocol handler writes a fresh nonce into each page; without it the policy blocks every style of Ant Design.
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
const look = {
  algorithm: theme.compactAlgorithm,
  token: {
    colorPrimary: '#0958d9',
    // Darker under the mouse, never lighter: white words keep their contrast.
    colorPrimaryHover: '#003eb3',
    colorText: '#1f1f1f',
    colorTextPlaceholder: '#666666',
    colorTextDisabled: '#6b6b6b',
    colorBorder: '#bfbfbf',
    fontFamily: "'Noto Sans SC', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif",
    fontSize: 16, // the compact algorithm takes two away
    borderRadius: 6,
    controlHeight: 32,
    motion: false, // eight hours a day: nothing slides
  },
};

const client = makeQueryClient();
// Asked before anything is drawn: the core answers all of them in one go as soon as it stands.
void client.prefetchQuery(problemQuery);
void client.prefetchQuery(sessionQuery);
void client.prefetchQuery(statusQuery);
void client.prefetchQuery(clerksQuery);

await startI18n(keptLanguage());
listenToScanner();
listenToKeys();

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no #root');

/** Parts of the library speak the window's language, too. */
function Root() {
  const { i18n } = useTranslation();
  return (
    <ConfigProvider
      csp={{ nonce }}
      locale={i18n.language === 'en' ? enUS : zhCN}
      theme={look}
      wave={{ disabled: true }}
      button={{ autoInsertSpace: false }}
    >
      <QueryClientProvider client={client}>
        <App />
      </QueryClientProvider>
    </ConfigProvider>
  );
}
createRoot(root).render(<Root />);
