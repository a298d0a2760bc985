import { useQueryClient } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ClerkView, sessionContract } from '../../shared/contract/session-contract.ts';
import { useCommand } from '../commands/use-command.ts';
import { speak } from '../i18n/start-i18n.ts';
import { call } from '../ipc/client.ts';
import { sessionQuery } from '../ipc/desk-queries.ts';
import { go, type Route } from '../routes.ts';
import { CardProvider } from './card-reading.tsx';
import { KeyNotice } from './key-notice.tsx';
import { Nav } from './nav.tsx';
import { StatusLine } from './status-line.tsx';

const HelpPanel = lazy(async () => ({ default: (await import('./help-panel.tsx')).HelpPanel }));

const LARGE = 'large-type';

/** This window's own choice; it is there again after a restart. */
function toggleLargeType(): void {
  const large = document.documentElement.classList.toggle(LARGE);
  localStorage.setItem(LARGE, large ? '1' : '');
}
document.documentElement.classList.toggle(LARGE, localStorage.getItem(LARGE) === '1');

interface FrameProps {
  readonly clerk: ClerkView;
  readonly route: Route;
  readonly children: ReactNode;
}

/** What never moves: the list at the left and the line at the bottom. A page fills the bands between them. */
export function Frame({ clerk, route, children }: FrameProps) {
  const [help, setHelp] = useState(false);
  const queryClient = useQueryClient();
  const { i18n } = useTranslation();
  const lock = () => void call(sessionContract.signOut, {}).then((session) => queryClient.setQueryData(sessionQuery.queryKey, session));
  useCommand('help', () => setHelp((shown) => !shown));
  useCommand('lock', lock);
  useCommand('type.large', toggleLargeType);
  useCommand('language.other', () => void speak(i18n, i18n.language === 'en' ? 'zh' : 'en'));
  useCommand('patient.find', () => go({ page: 'patients' }));
  useCommand('worklist.open', () => go({ page: 'worklist' }));
  useCommand('nav.admission', () => go({ page: 'admission' }));
  useCommand('nav.stays', () => go({ page: 'stays' }));
  useCommand('nav.settings', () => go({ page: 'settings' }), clerk.role === 'administrator');
  useCommand('nav.board', () => go({ page: 'board' }));
  useCommand('nav.reconciliation', () => go({ page: 'reconciliation' }));
  useCommand('nav.supervisor', () => go({ page: 'supervisor' }));
  useCommand('nav.dayEnd', () => go({ page: 'dayEnd' }));
  useCommand('nav.credit', () => go({ page: 'credit' }));
  useCommand('nav.discharge', () => go({ page: 'discharge' }));
  useCommand('nav.visit', () => go({ page: 'visit' }));
  useCommand('nav.visitRecords', () => go({ page: 'visitRecords' }));
  useCommand('payment.open', () => openPayment(route));
  useCommand('nav.books', () => go({ page: 'books' }));
  useCommand('prints.open', () => go({ page: 'prints' }));
  useCommand('nav.cases', () => go({ page: 'cases' }));
  useCommand('nav.shift', () => go({ page: 'shift' }));

  return (
    <CardProvider route={route}>
      <div className="frame">
        <Nav role={clerk.role} route={route} onHelp={() => setHelp(true)} onLock={lock} />
        {children}
        <StatusLine clerk={clerk} />
        <KeyNotice />
      </div>
      {help && (
        <Suspense>
          <HelpPanel onClose={() => setHelp(false)} />
        </Suspense>
      )}
    </CardProvider>
  );
}

/** F6 opens the money of the stay on the screen, else the list. */
function openPayment(route: Route): void {
  if ('encounterId' in route) go({ page: 'payment-stay', encounterId: route.encounterId });
  else go({ page: 'payment' });
}
