import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CalendarDate, calendarDateSchema, plusDays } from '../../shared/time/calendar-date.ts';

interface DayChoiceProps {
  readonly day: CalendarDate;
  readonly today: CalendarDate;
  /** What the field is called: which side's day it is. */
  readonly label: string;
  /** Beside it: how that side counts. */
  readonly say: string;
  readonly onDay: (day: CalendarDate) => void;
}

/** A day up to today: step by step, or typed. */
export function DayChoice({ day, today, label, say, onDay }: DayChoiceProps) {
  const { t } = useTranslation('common');
  const [typed, setTyped] = useState<string | null>(null);
  const parsed = calendarDateSchema.safeParse(typed ?? day);
  const valid = parsed.success && parsed.data <= today ? parsed.data : null;
  const take = () => {
    if (valid === null) return;
    setTyped(null);
    onDay(valid);
  };
  return (
    <div className="search day-choice">
      <Button onClick={() => onDay(plusDays(day, -1))}>{t('dayBefore')}</Button>
      <Input
        aria-label={label}
        inputMode="numeric"
        maxLength={10}
        status={valid === null ? 'error' : ''}
        value={typed ?? day}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => event.key === 'Enter' && take()}
        onBlur={take}
      />
      <Button disabled={day >= today} onClick={() => onDay(plusDays(day, 1))}>
        {t('dayAfter')}
      </Button>
      <span className="mut small">{say}</span>
    </div>
  );
}
