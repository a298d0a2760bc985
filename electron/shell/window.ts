import path from 'node:path';
import { BrowserWindow } from 'electron';
import { APP_ORIGIN } from './protocol.ts';

/** What every window of ours has in common: sandboxed, isolated, one preload. */
export const safePreferences = {
  preload: path.join(__dirname, '../preload/preload.cjs'),
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  webviewTag: false,
  spellcheck: false,
} as const;

/** The one window of a desk. Shown when its first picture is ready, so that nobody sees it being built. */
export function openDeskWindow(development?: string): BrowserWindow {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 1180,
    minHeight: 720,
    show: false,
    backgroundColor: '#f0f2f5',
    title: '惠民前台',
    webPreferences: safePreferences,
  });
  window.removeMenu();
  window.once('ready-to-show', () => window.show());
  void window.loadURL(development === undefined ? `${APP_ORIGIN}/` : development);
  return window;
}
