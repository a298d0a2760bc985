import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ClerkView } from '../../shared/contract/session-contract.ts';
import { deskFactsQuery, workCountQuery } from '../ipc/desk-queries.ts';
import { go, type Route } from '../routes.ts';
import { KeyCap } from '../ui/key-cap.tsx';
import { useCard } from './card-reading.tsx';

interface NavProps {
  readonly role: ClerkView['role'];
  readonly route: Route;
  readonly onHelp: () => void;
  readonly onLock: () => void;
}

/** Only what works at this desk stands here. */
export function Nav({ role, route, onHelp, onLock }: NavProps) {
  const { t } = useTranslation('frame');
  const { data: facts } = useQuery(deskFactsQuery);
  const { data: waiting = 0 } = useQuery(workCountQuery);
  const card = useCard();
  const at = route.page.split('-')[0];

  const entry = (command: string, run: () => void, current = false, count = 0, mark = '') => (
    <button type="button" onClick={run} aria-current={current ? 'page' : undefined}>
      {t(`nav.${command}`)}
      {count > 0 && <em>{count}</em>}
      {mark !== '' && <em>{mark}</em>}
      <KeyCap command={command} />
    </button>
  );

  return (
    <nav className="nav" aria-label={t('nav.label')}>
      <div className="org">
        <b>{t('desk')}</b>
        <span>{facts?.hospitalName}</span>
      </div>
      <h2>{t('nav.find')}</h2>
      {entry('card.read', card.read, false, 0, facts?.cardIn === true ? t('nav.cardIn') : '')}
      {entry('patient.find', () => go({ page: 'patients' }), at === 'patients')}
      {entry('worklist.open', () => go({ page: 'worklist' }), at === 'worklist', waiting)}
      {entry('nav.board', () => go({ page: 'board' }), at === 'board')}
      <h2>{t('nav.stay')}</h2>
      {entry('nav.admission', () => go({ page: 'admission' }), at === 'admission')}
      {entry('nav.stays', () => go({ page: 'stays' }), at === 'stays')}
      {entry('nav.credit', () => go({ page: 'credit' }), at === 'credit')}
      {entry('payment.open', () => go({ page: 'payment' }), at === 'payment')}
      {entry('nav.discharge', () => go({ page: 'discharge' }), at === 'discharge' || at === 'recall')}
      <h2>{t('nav.visit')}</h2>
      {entry('nav.visit', () => go({ page: 'visit' }), at === 'visit')}
      {entry('nav.visitRecords', () => go({ page: 'visitRecords' }), at === 'visitRecords')}
      <h2>{t('nav.books')}</h2>
      {entry('nav.cases', () => go({ page: 'cases' }), at === 'cases')}
      {entry('nav.shift', () => go({ page: 'shift' }), at === 'shift')}
      {entry('nav.reconciliation', () => go({ page: 'reconciliation' }), at === 'reconciliation')}
      {entry('nav.supervisor', () => go({ page: 'supervisor' }), at === 'supervisor')}
      {entry('nav.dayEnd', () => go({ page: 'dayEnd' }), at === 'dayEnd')}
      {entry('nav.books', () => go({ page: 'books' }), at === 'books')}
      {entry('prints.open', () => go({ page: 'prints' }), at === 'prints')}
      <div className="gap" />
      {role === 'administrator' && entry('nav.settings', () => go({ page: 'settings' }), at === 'settings')}
      {entry('lock', onLock)}
      {entry('help', onHelp)}
    </nav>
  );
}
