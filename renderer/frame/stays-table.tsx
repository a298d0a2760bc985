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
  /** Only what tells one stay from another: no bed, no door's sums. */
  readonly short?: boolean;
  /** Left out: where the stay's next step is done. */
  readonly open?: (strip: Strip) => void;
}

const COLUMNS = ['bed', 'name', 'stayNumber', 'department', 'coverage', 'admitted', 'state', 'registration'] as const;
const SHORT_COLUMNS = ['name', 'stayNumber', 'department', 'admitted', 'state'] as const;
const SHORT_SUMS = ['total', 'burden', 'balance'] as const;
const SUMS = ['total', 'deposit', 'locked', 'burden', 'balance'] as const;

/** A registered stay opens where its next step is done. */
export function openStay({ encounterId, state, careKind }: Strip): void {
  if (careKind === 'outpatient') go({ page: 'visit-open', encounterId });
  else if (state === 'registered') go({ page: 'admission-stay', encounterId });
  else go({ page: 'discharge-stay', encounterId });
}

/** ↑↓ move over the names, Enter opens; a digit or a click opens at once. */
export function StaysTable({ strips, label, short = false, open: openOne = openStay }: StaysTableProps) {
  const { t } = useTranslation('stays');
  const rows = useRef<HTMLTableSectionElement>(null);
  const [chosen, setChosen] = useState(0);
  const open = (index: number) => {
    const strip = strips[index];
    if (strip !== undefined) openOne(strip);
  };
  useDigits(Math.min(strips.length, 9), open);
  // ↑↓ work at once, unless a field has the focus already.
  useEffect(() => {
    if (document.activeElement === document.body) rows.current?.querySelector<HTMLElement>('[data-stay]')?.focus();
  }, []);
  const onKey = (event: KeyboardEvent, index: number) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    rows.current?.querySelectorAll<HTMLElement>('[data-stay]')[index + step]?.focus();
  };
  return (
    <div className="scroll">
      <table aria-label={label} className="stays">
        <thead>
          <tr>
            <th>{t('column.key')}</th>
            {(short ? SHORT_COLUMNS : COLUMNS).map((column) => (
              <th key={column}>{t(`column.${column}`)}</th>
            ))}
            {(short ? SHORT_SUMS : SUMS).map((column) => (
              <th key={column} className="num">
                {t(`column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={rows}>
          {strips.map((strip, index) => (
            <StayRow
              key={strip.encounterId}
              strip={strip}
              short={short}
              index={index}
              chosen={index === chosen}
              onChoose={() => setChosen(index)}
              onKey={(event) => onKey(event, index)}
              onOpen={() => openOne(strip)}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface StayRowProps {
  readonly strip: Strip;
  readonly short: boolean;
  readonly index: number;
  readonly chosen: boolean;
  readonly onChoose: () => void;
  readonly onKey: (event: KeyboardEvent) => void;
  readonly onOpen: () => void;
}

function StayRow({ strip, short, index, chosen, onChoose, onKey, onOpen }: StayRowProps) {
  const { expectedBurden, final } = strip;
  const even = strip.state === 'settled' && strip.balance?.least.isZero() === true;
  const balance = even ? null : strip.balance;
  return (
    <tr className={`pickable ${chosen ? 'chosen' : ''}`} onClick={onOpen}>
      <td>{index < 9 && <span className="digit">{index + 1}</span>}</td>
      {!short && <td>{strip.bed}</td>}
      <th scope="row" className="strong">
        <button type="button" className="link" data-stay={strip.stayNumber} onFocus={onChoose} onKeyDown={onKey}>
          {strip.patient.name}
        </button>
      </th>
      <td>{strip.stayNumber}</td>
      <td>{strip.department}</td>
      {!short && <td>{strip.coverageLabel}</td>}
      <td>{dayAndTime(strip.admittedAt)}</td>
      <td>
        <StayTag state={strip.state} short />
      </td>
      {!short && (
        <td>
          <RegistrationTag registration={strip.registration} short />
        </td>
      )}
      <td className="num">{formatMoney(strip.chargesTotal)}</td>
      {!short && <td className="num">{formatMoney(strip.depositBalance)}</td>}
      {!short && <td className="num">{formatMoney(strip.creditLocked)}</td>}
      <td className={`num ${final ? 'strong' : 'est'}`}>{expectedBurden === null ? '—' : formatRange(expectedBurden)}</td>
      <td className={`num strong ${balance === null ? '' : `ink-${balanceLook(balance).ink}`}`}>
        {balance === null ? '—' : formatRange(balance)}
      </td>
    </tr>
  );
}
