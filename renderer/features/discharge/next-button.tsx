import { useTranslation } from 'react-i18next';
import type { SettlementView } from '../../../shared/contract/settlement-contract.ts';
import type { Say } from '../../i18n/say.ts';
import { Money } from '../../../shared/money/money.ts';
import { formatMoney, formatRange, shortDay } from '../../ui/format.ts';
import { MoneyButton } from '../../ui/money-button.tsx';
import { exitFacts } from './exit-facts.ts';
import type { NextStep } from './next-step.ts';

interface NextButtonProps {
  readonly next: NextStep;
  readonly busy: boolean;
  readonly run: () => void;
}

const COMMANDS = {
  collect: 'payment.open',
  refund: 'payment.open',
  ask: 'quote',
  commit: 'commit',
  'find-out': 'refresh',
  print: 'print',
  wait: 'commit',
} as const;

/** The primary button changes with the state; its key says what kind of step it is. */
export function NextButton({ next, busy, run }: NextButtonProps) {
  const { t } = useTranslation('discharge');
  const disabled = busy || next.kind === 'wait' || (next.kind === 'commit' && next.blocked);
  return (
    <MoneyButton
      key={next.kind}
      command={COMMANDS[next.kind]}
      needs={next.kind === 'commit' ? 'settlement:commit' : next.kind === 'print' ? 'paper:print' : undefined}
      tone={next.kind === 'find-out' ? 'unknown' : 'primary'}
      disabled={disabled}
      moves={next.kind === 'commit' || next.kind === 'print'}
      run={run}
    >
      {t(labelOf(next))}
    </MoneyButton>
  );
}

function labelOf(next: NextStep): string {
  switch (next.kind) {
    case 'wait':
      return `next.${next.label}`;
    case 'commit':
      return `next.${next.exit}`;
    case 'print':
      return `next.${next.paper}`;
    default:
      return `next.${next.kind}`;
  }
}

/** The two lines beside the button. */
export function whyOf(next: NextStep, view: SettlementView, t: Say): { readonly head: string; readonly text: string } {
  const online = view.exits.find(({ exit }) => exit === 'online');
  const facts = {
    ...exitFacts(view, next.kind === 'commit' ? next.exit : 'online'),
    reasons: (online?.closedBecause ?? []).map((reason) => t(`closed.${reason}`)).join(t('common:list')),
    settleBy: view.settleBy === null ? '' : shortDay(view.settleBy),
    ownShare: view.expectedOwnShare === null ? '' : formatRange(view.expectedOwnShare),
    due: formatMoney(view.outcome?.due ?? view.selfPay?.due ?? Money.ZERO),
    difference: view.rows.find(({ figure }) => figure === 'burden')?.difference?.toString() ?? '',
  };
  return { head: t(`why.${next.why}.head`, facts), text: t(`why.${next.why}.text`, facts) };
}
