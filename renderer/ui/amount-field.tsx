import { Input, type InputRef } from 'antd';
import type { Ref } from 'react';
import { amountTyped } from './amount.ts';

interface AmountFieldProps {
  readonly id?: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (typed: string) => void;
  readonly disabled?: boolean;
  readonly wrong?: boolean;
  readonly fieldRef?: Ref<InputRef>;
}

/** An amount in yuan, right-aligned in tabular figures. What cannot be part of an amount does not get in. */
export function AmountField({ id, label, value, onChange, disabled = false, wrong = false, fieldRef }: AmountFieldProps) {
  return (
    <Input
      {...(id === undefined ? {} : { id })}
      {...(fieldRef === undefined ? {} : { ref: fieldRef })}
      className="amount-field"
      aria-label={label}
      inputMode="decimal"
      autoComplete="off"
      maxLength={14}
      disabled={disabled}
      status={wrong ? 'error' : ''}
      value={value}
      onChange={(event) => onChange(amountTyped(event.target.value))}
      onFocus={(event) => event.target.select()}
    />
  );
}
