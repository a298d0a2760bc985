import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Strip } from '../../shared/contract/common-schemas.ts';
import { useDigits } from '../commands/use-command.ts';
import { go } from '../routes.ts';
import { dayAndTime, formatMoney, formatRange } from '../ui/format.ts';
import { balanceLook, RegistrationTag, StayTag } from './encounter-strip.tsx';

interface StaysTableProps {
  readonly strips: readonly Strip[];
  readonly label: string;
}

const COLUMNS = ['bed', 'name', 'stayNumber', 'department', 'coverage', 'admitted', 'state', 'registration'] as const;
const SUMS = ['total', 'locked', 'burden', 'balance'] as const;

/** A registered stay opens where its next step is done. */
export function openStay({ encounterId, state }: Strip): void {
  if (state === 'registered') go({ page: 'admission-stay', encounterId });
  else go({ page: 'discharge-stay', encounterId });
}

/** ↑↓ + Enter, a digit, or a double click opens. The first row is chosen so that Enter alone is enough. */
export function StaysTable({ strips, label }: StaysTableProps) {
  const { t } = useTranslation('stays');
  const [chosen, setChosen] = useState(0);
  const rows = useRef<HTMLTableSectionElement>(null);
  const at = Math.min(chosen, strips.length - 1);
  const open = (index: number) => {
    const strip = strips[index];
    if (strip !== undefined) openStay(strip);
  };
  useDigits(Math.min(strips.length, 9), open);
  useEffect(() => rows.current?.children[at]?.scrollIntoView({ block: 'nearest' }), [at]);
  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) setChosen(Math.max(0, Math.min(strips.length - 1, at + step)));
    else if (event.key === 'Enter') open(at);
    else return;
    event.preventDefault();
  };
  return (
    <div className="scroll" tabIndex={0} role="group" aria-label={t('listKeys')} onKeyDown={onKey} data-list="stays">
      <table aria-label={label}>
        <thead>
          <tr>
            <th>{t('column.key')}</th>
            {COLUMNS.map((column) => (
              <th key={column}>{t(`column.${column}`)}</th>
            ))}
            {SUMS.map((column) => (
              <th key={column} className="num">
                {t(`column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={rows}>
          {strips.map((strip, index) => (
            <StayRow key={strip.encounterId} strip={strip} index={index} chosen={index === at} onOpen={() => open(index)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface StayRowProps {
  readonly strip: Strip;
  readonly index: number;
  readonly chosen: boolean;
  readonly onOpen: () => void;
}

function StayRow({ strip, index, chosen, onOpen }: StayRowProps) {
  const { expectedBurden, balance, final } = strip;
  return (
    <tr className={`pickable ${chosen ? 'chosen' : ''}`} aria-selected={chosen} onClick={onOpen}>
      <td>{index < 9 && <span className="digit">{index + 1}</span>}</td>
      <td>{strip.bed}</td>
      <th scope="row" className="strong">
        {strip.patient.name}
      </th>
      <td>{strip.stayNumber}</td>
      <td>{strip.department}</td>
      <td>{strip.coverageLabel}</td>
      <td>{dayAndTime(strip.admittedAt)}</td>
      <td>
        <StayTag state={strip.state} />
      </td>
      <td>
        <RegistrationTag registration={strip.registration} short />
      </td>
      <td className="num">{formatMoney(strip.chargesTotal)}</td>
      <td className="num">{formatMoney(strip.creditLocked)}</td>
      <td className={`num ${final ? 'strong' : 'est'}`}>{expectedBurden === null ? '—' : formatRange(expectedBurden)}</td>
      <td className={`num strong ${balance === null ? '' : `ink-${balanceLook(balance).ink}`}`}>{balance === null ? '—' : formatRange(balance)}</td>
    </tr>
  );
}
