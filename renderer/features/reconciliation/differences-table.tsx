import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ReconciliationView } from '../../../shared/contract/reconciliation-contract.ts';
import { useDigits } from '../../commands/use-command.ts';
import { dayAndTime, formatMoney } from '../../ui/format.ts';
import { Tag, type Tone } from '../../ui/tag.tsx';
import type { Action } from './reconciliation-queries.ts';

export type Difference = ReconciliationView['differences'][number];

const TONES: Readonly<Record<Difference['kind'], Tone>> = {
  'only-there': 'rejected',
  'only-here': 'rejected',
  amount: 'offline',
  status: 'unknown',
  day: 'state',
  group: 'state',
};

interface DifferencesTableProps {
  readonly differences: readonly Difference[];
  readonly busy: boolean;
  readonly onAct: (difference: Difference, action: Action) => void;
}

/** Every difference with its cause, what each side says, and what may be done; the digit does what fits. */
export function DifferencesTable({ differences, busy, onAct }: DifferencesTableProps) {
  const { t } = useTranslation('reconciliation');
  useDigits(Math.min(differences.length, 9), (index) => {
    const difference = differences[index];
    const action = difference?.actions[0];
    if (difference !== undefined && action !== undefined && !busy) onAct(difference, action);
  });
  return (
    <div className="scroll">
      <table aria-label={t('differences')} className="work-table">
        <thead>
          <tr>
            <th>{t('column.key')}</th>
            <th>{t('column.patient')}</th>
            <th>{t('column.cause')}</th>
            <th className="num">{t('column.here')}</th>
            <th className="num">{t('column.there')}</th>
            <th>{t('column.next')}</th>
          </tr>
        </thead>
        <tbody>
          {differences.map((difference, index) => (
            <Row key={difference.differenceId} difference={difference} digit={index + 1} busy={busy} onAct={onAct} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps extends Pick<DifferencesTableProps, 'busy' | 'onAct'> {
  readonly difference: Difference;
  readonly digit: number;
}

function Row({ difference, digit, busy, onAct }: RowProps) {
  const { t } = useTranslation('reconciliation');
  const { cause, kind, said, here, there, actions, handling } = difference;
  const number = difference.settlementNumber || difference.messageId;
  return (
    <tr data-cause={cause} data-kind={kind}>
      <td>{digit <= 9 && <span className="digit">{digit}</span>}</td>
      <th scope="row">
        <b className="strong">{difference.patientName ?? t('nobody')}</b> <span className="mut small">{difference.stayNumber}</span>
        <div className="mut small">{number}</div>
      </th>
      <td className="matter">
        <Tag tone={TONES[kind]}>{t(`kind.${kind}`)}</Tag> {t(`cause.${cause}`)}
        {said.here !== '' && (
          <div className="small">{t('said', { here: said.here, there: said.there === '' ? t('silent') : said.there })}</div>
        )}
        {handling !== null && (
          <div className="small ink-queued">
            {t('handled', { action: t(`action.${handling.action}`), clerk: handling.clerkId, at: dayAndTime(handling.at) })}
            {handling.note !== '' && ` ${handling.note}`}
          </div>
        )}
      </td>
      <td className="num">{here === null ? '—' : formatMoney(here)}</td>
      <td className="num">{there === null ? '—' : formatMoney(there)}</td>
      <td className="actions">
        {actions.map((action, index) => (
          <Button
            key={action}
            type={index === 0 ? 'default' : 'text'}
            size="small"
            disabled={busy}
            onClick={() => onAct(difference, action)}
          >
            {t(`action.${action}`)}
          </Button>
        ))}
      </td>
    </tr>
  );
}
