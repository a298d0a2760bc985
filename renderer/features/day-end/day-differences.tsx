import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { DayEndView } from '../../../shared/contract/day-end-contract.ts';
import type { DayAction } from '../../../shared/model/day-end.ts';
import { useDigits } from '../../commands/use-command.ts';
import { go } from '../../routes.ts';
import { dayAndTime, formatMoney, shortDay } from '../../ui/format.ts';
import { Tag, type Tone } from '../../ui/tag.tsx';

export type Difference = DayEndView['differences'][number];

const TONES: Readonly<Record<Difference['kind'], Tone>> = {
  'only-there': 'rejected',
  'only-here': 'rejected',
  amount: 'offline',
  status: 'unknown',
  day: 'state',
};

interface DayDifferencesProps {
  /** Those that wait for somebody first. */
  readonly differences: readonly Difference[];
  readonly busy: boolean;
  readonly onAct: (difference: Difference, action: DayAction) => void;
}

/** Every movement that the sides have differently, whose it is, and what may be done; the digit does what fits. */
export function DayDifferences({ differences, busy, onAct }: DayDifferencesProps) {
  const { t } = useTranslation('dayEnd');
  const open = differences.filter((difference) => difference.open);
  useDigits(Math.min(open.length, 9), (index) => {
    const difference = open[index];
    const action = difference?.actions[0];
    if (difference !== undefined && action !== undefined && !busy) onAct(difference, action);
  });
  return (
    <div className="scroll">
      <table aria-label={t('differences')} className="work-table">
        <thead>
          <tr>
            <th>{t('column.key')}</th>
            <th>{t('column.line')}</th>
            <th>{t('column.what')}</th>
            <th className="num">{t('column.here')}</th>
            <th className="num">{t('column.there')}</th>
            <th>{t('column.next')}</th>
          </tr>
        </thead>
        <tbody>
          {differences.map((difference) => (
            <Row
              key={difference.identity}
              difference={difference}
              digit={difference.open ? open.indexOf(difference) + 1 : null}
              busy={busy}
              onAct={(action) => onAct(difference, action)}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  readonly difference: Difference;
  readonly digit: number | null;
  readonly busy: boolean;
  readonly onAct: (action: DayAction) => void;
}

function Row({ difference, digit, busy, onAct }: RowProps) {
  const { t } = useTranslation('dayEnd');
  const { line, kind, number, here, there, handling, open, actions, owner, encounterId } = difference;
  return (
    <tr data-kind={kind} data-line={line} data-open={open}>
      <td>{digit !== null && digit <= 9 && <span className="digit">{digit}</span>}</td>
      <th scope="row">
        {t(`line.${line}`)}
        <div className="mut small">{number}</div>
      </th>
      <td className="matter">
        <Tag tone={TONES[kind]}>{t(`kind.${kind}`)}</Tag> <Said difference={difference} />
        <div className="small">
          {encounterId === null ? (
            <span className="mut">{t('nobody')}</span>
          ) : (
            <button type="button" className="link" onClick={() => go({ page: 'payment-stay', encounterId })}>
              {difference.patientName} {difference.stayNumber}
            </button>
          )}
          {there !== null && line !== 'deposit' && <span className="mut"> {t('row', { row: there.row })}</span>}
          {open && <span className="mut"> {t('ownerSay', { owner: t(`owner.${owner}`) })}</span>}
        </div>
        {handling !== null && (
          <div className="small ink-queued">
            {t('handled', { action: t(`action.${handling.action}`), clerk: handling.clerkName, at: dayAndTime(handling.at) })}
            {handling.note !== '' && ` ${handling.note}`}
          </div>
        )}
      </td>
      <td className="num">{here === null ? '—' : formatMoney(here.amount)}</td>
      <td className="num">{there === null ? '—' : formatMoney(there.amount)}</td>
      <td className="actions">
        {open &&
          actions.map((action, index) => (
            <Button key={action} type={index === 0 ? 'default' : 'text'} size="small" disabled={busy} onClick={() => onAct(action)}>
              {t(`action.${action}`)}
            </Button>
          ))}
      </td>
    </tr>
  );
}

function Said({ difference: { kind, line, here, there } }: { readonly difference: Difference }) {
  const { t } = useTranslation('dayEnd');
  return t(`say.${kind}`, {
    other: t(`other.${line}`),
    here: t(`state.${here?.standing ?? 'none'}`),
    there: t(`state.${there?.standing ?? 'none'}`),
    day: there === null ? '' : shortDay(there.day),
    own: here === null ? '' : shortDay(here.day),
  });
}
