import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { InPatient } from '../../../shared/contract/in-patient-contract.ts';
import { dayOf } from '../../../shared/time/calendar-date.ts';
import { balanceLook, RegistrationTag, StayTag } from '../../frame/encounter-strip.tsx';
import { openStay } from '../../frame/stays-table.tsx';
import { formatMoney, formatRange, shortDay } from '../../ui/format.ts';
import { Tag, type Tone } from '../../ui/tag.tsx';

interface InPatientsTableProps {
  readonly rows: readonly InPatient[];
  readonly chosen: string | null;
  readonly onChoose: (encounterId: string) => void;
}

const LEFT = ['bed', 'name', 'stayNumber', 'department', 'coverage', 'admitted'] as const;
const SUMS = ['total', 'deposit', 'locked', 'burden', 'balance'] as const;
const RIGHT = ['registration', 'unsent', 'leaves', 'marks'] as const;
const URGENT: Readonly<Record<InPatient['urgency'], Tone>> = {
  unknown: 'unknown',
  refused: 'rejected',
  late: 'rejected',
  'to-settle': 'queued',
  short: 'offline',
  leaving: 'neutral',
  none: 'neutral',
};

/** ↑↓ move over the names, Enter or a click opens; digits belong to the filters above. */
export function InPatientsTable({ rows, chosen, onChoose }: InPatientsTableProps) {
  const { t } = useTranslation('stays');
  const body = useRef<HTMLTableSectionElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) body.current?.querySelector<HTMLElement>('[data-stay]')?.focus();
  }, []);
  const onKey = (event: KeyboardEvent, index: number) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    body.current?.querySelectorAll<HTMLElement>('[data-stay]')[index + step]?.focus();
  };
  return (
    <div className="scroll">
      <table aria-label={t('list')} className="stays in-patients">
        <thead>
          <tr>
            {LEFT.map((column) => (
              <th key={column}>{t(`column.${column}`)}</th>
            ))}
            {SUMS.map((column) => (
              <th key={column} className="num">
                {t(`column.${column}`)}
              </th>
            ))}
            {RIGHT.map((column) => (
              <th key={column} className={column === 'unsent' ? 'num' : ''}>
                {t(`column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {rows.map((row, index) => (
            <InPatientRow
              key={row.strip.encounterId}
              row={row}
              chosen={row.strip.encounterId === chosen}
              onChoose={() => onChoose(row.strip.encounterId)}
              onKey={(event) => onKey(event, index)}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface InPatientRowProps {
  readonly row: InPatient;
  readonly chosen: boolean;
  readonly onChoose: () => void;
  readonly onKey: (event: KeyboardEvent) => void;
}

function InPatientRow({ row, chosen, onChoose, onKey }: InPatientRowProps) {
  const { t } = useTranslation('stays');
  const { strip, days, unsentLines, expectedLeaveOn, urgency, marks } = row;
  const { expectedBurden, balance, final } = strip;
  return (
    <tr className={`pickable ${chosen ? 'chosen' : ''}`} data-urgency={urgency} onClick={() => openStay(strip)}>
      <td>{strip.bed}</td>
      <th scope="row" className="strong">
        <button type="button" className="link" data-stay={strip.stayNumber} onFocus={onChoose} onKeyDown={onKey}>
          {strip.patient.name}
        </button>
      </th>
      <td>{strip.stayNumber}</td>
      <td>{strip.department}</td>
      <td className="clip">{strip.coverageLabel}</td>
      <td>{t('admittedDays', { day: shortDay(dayOf(strip.admittedAt)), days })}</td>
      <td className="num">{formatMoney(strip.chargesTotal)}</td>
      <td className="num">{formatMoney(strip.depositBalance)}</td>
      <td className="num">{formatMoney(strip.creditLocked)}</td>
      <td className={`num ${final ? 'strong' : 'est'}`}>{expectedBurden === null ? '—' : formatRange(expectedBurden)}</td>
      <td className={`num strong ${balance === null ? '' : `ink-${balanceLook(balance).ink}`}`}>
        {balance === null ? '—' : formatRange(balance)}
      </td>
      <td>
        <RegistrationTag registration={strip.registration} short />
      </td>
      <td className={`num ${unsentLines > 0 ? 'ink-queued strong' : 'mut'}`}>{unsentLines}</td>
      <td className={expectedLeaveOn === null ? 'mut' : ''}>{expectedLeaveOn === null ? '—' : expectedLeaveOn.slice(5)}</td>
      <td className="marks">
        {urgency !== 'none' && <Tag tone={URGENT[urgency]}>{t(`urgency.${urgency}`)}</Tag>}
        {(strip.state === 'left-unsettled' || strip.state === 'settling') && <StayTag state={strip.state} short />}
        {marks.map((mark) => (
          <Tag key={mark} tone="neutral">
            {t(`mark.${mark}`)}
          </Tag>
        ))}
      </td>
    </tr>
  );
}
