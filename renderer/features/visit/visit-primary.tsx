import { useTranslation } from 'react-i18next';
import type { VisitView } from '../../../shared/contract/visit-contract.ts';
import type { Say } from '../../i18n/say.ts';
import { formatMoney } from '../../ui/format.ts';
import { MoneyButton } from '../../ui/money-button.tsx';
import type { VisitNext } from './visit-next.ts';

const COMMANDS: Readonly<Record<VisitNext['kind'], string>> = {
  ask: 'quote',
  settle: 'commit',
  undo: 'commit',
  sending: 'commit',
  'find-out': 'refresh',
  collect: 'payment.open',
  refund: 'payment.open',
  done: 'card.read',
};

/** The primary button changes with the state; its key says what kind of step it is. */
export function VisitPrimary({ next, busy, run }: { readonly next: VisitNext; readonly busy: boolean; readonly run: () => void }) {
  const { t } = useTranslation('visit');
  const blocked =
    (next.kind === 'settle' && next.closedBecause.length > 0) || (next.kind === 'undo' && !next.ready) || next.kind === 'sending';
  return (
    <MoneyButton
      key={`${next.kind} ${labelOf(next)}`}
      command={COMMANDS[next.kind]}
      needs={next.kind === 'settle' || next.kind === 'undo' ? 'settlement:commit' : undefined}
      tone={next.kind === 'find-out' ? 'unknown' : 'primary'}
      moves={next.kind === 'settle' || next.kind === 'undo'}
      disabled={busy || blocked}
      run={run}
    >
      {t(`next.${labelOf(next)}`)}
    </MoneyButton>
  );
}

function labelOf(next: VisitNext): string {
  if (next.kind === 'settle') return next.way;
  if (next.kind === 'undo') return `${next.undoing.kind}Commit`;
  return next.kind === 'sending' ? 'wait-sending' : next.kind;
}

/** The two lines beside the button. */
export function whyOf(next: VisitNext, view: VisitView, t: Say): { readonly head: string; readonly text: string } {
  const blocked = next.kind === 'settle' && next.closedBecause.length > 0;
  const name = nameOf(next, blocked);
  const facts = {
    reasons: blocked ? next.closedBecause.map((reason) => t(`closed.${reason}`)).join(t('common:list')) : '',
    cash: view.preSettledCash === null ? '' : formatMoney(view.preSettledCash),
    total: formatMoney(view.total),
    due: formatMoney(view.due),
    back: formatMoney(view.back),
  };
  return { head: t(`why.${name}.head`, facts), text: t(`why.${name}.text`, facts) };
}

function nameOf(next: VisitNext, blocked: boolean): string {
  if (blocked) return 'blocked';
  if (next.kind === 'settle') return next.way;
  if (next.kind === 'undo') return next.ready ? 'undo' : 'reason';
  return next.kind === 'find-out' ? 'unknown' : next.kind;
}
