import { app, type Session, type WebContents } from 'electron';
import { logEvent } from './log.ts';
import { APP_ORIGIN } from './protocol.ts';

/** Denies what a desk never needs: other pages, new windows, permissions, downloads, webviews. */
export function hardenSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => {
    logEvent('permission-denied', { permission });
    answer(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
}

/** `development`: the hot-reload server's origin, in development only. */
export function hardenContents(development?: string): void {
  app.on('web-contents-created', (_event, contents) => {
    denyNavigation(contents, development);
    contents.setWindowOpenHandler(() => {
      logEvent('window-denied');
      return { action: 'deny' };
    });
    contents.on('will-attach-webview', (event) => event.preventDefault());
  });
}

function denyNavigation(contents: WebContents, development?: string): void {
  const guard = (event: { preventDefault: () => void }, url: string) => {
    const allowed = url.startsWith(`${APP_ORIGIN}/`) || (development !== undefined && url.startsWith(development));
    if (allowed) return;
    event.preventDefault();
    logEvent('navigation-denied');
  };
  contents.on('will-navigate', (event) => guard(event, event.url));
  contents.on('will-redirect', (event) => guard(event, event.url));
  contents.on('will-frame-navigate', (event) => guard(event, event.url));
}
