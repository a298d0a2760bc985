import { Input, Radio, Select } from 'antd';
import { type ReactNode, useId } from 'react';

interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly required?: boolean;
  /** Over the whole row; a narrow one takes one column of the form. */
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/** A labelled field; a required one is blue with a star. */
export function Field({ id, label, required = false, wide = true, children }: FieldProps) {
  return (
    <div className={wide ? 'wide' : ''}>
      <label className={required ? 'required' : ''} htmlFor={id}>
        {required && '*'}
        {label}
      </label>
      {children}
    </div>
  );
}

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly required?: boolean;
  readonly wide?: boolean;
  readonly most?: number;
  readonly placeholder?: string;
  readonly bad?: boolean;
  readonly inputMode?: 'tel' | 'numeric';
}

/** One line of text with its label. */
export function TextField({ label, value, onChange, required = false, wide = false, most = 200, bad = false, ...rest }: TextFieldProps) {
  const id = useId();
  return (
    <Field id={id} label={label} required={required} wide={wide}>
      <Input
        id={id}
        aria-label={label}
        required={required}
        maxLength={most}
        autoComplete="off"
        status={bad ? 'error' : ''}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        {...rest}
      />
    </Field>
  );
}

interface ChoiceFieldProps<Value extends string | boolean> {
  readonly name: string;
  readonly label: string;
  readonly value: Value | null;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
  readonly required?: boolean;
  readonly wide?: boolean;
}

/** One of a few, side by side. */
export function ChoiceField<Value extends string | boolean>({
  name,
  label,
  value,
  options,
  onChange,
  required = false,
  wide = false,
}: ChoiceFieldProps<Value>) {
  return (
    <div className={wide ? 'wide' : ''}>
      <span className={`label ${required ? 'required' : ''}`}>
        {required && '*'}
        {label}
      </span>
      <Radio.Group
        name={name}
        optionType="button"
        aria-label={label}
        value={value}
        onChange={(event) => onChange(event.target.value as Value)}
        options={[...options]}
      />
    </div>
  );
}

interface PickFieldProps {
  readonly label: string;
  /** '' : none yet. */
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string) => void;
  readonly required?: boolean;
  readonly wide?: boolean;
}

/** One of many, from a list that opens. */
export function PickField({ label, value, options, onChange, required = false, wide = false }: PickFieldProps) {
  const id = useId();
  return (
    <Field id={id} label={label} required={required} wide={wide}>
      <Select
        id={id}
        aria-label={label}
        showSearch={{ optionFilterProp: 'label' }}
        value={value === '' ? null : value}
        onChange={(picked: string) => onChange(picked)}
        options={[...options]}
      />
    </Field>
  );
}

interface PinFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A PIN: digits, never shown. */
export function PinField({ label, value, onChange }: PinFieldProps) {
  const id = useId();
  return (
    <Field id={id} label={label} required wide={false}>
      <Input.Password
        id={id}
        aria-label={label}
        inputMode="numeric"
        autoComplete="off"
        maxLength={12}
        visibilityToggle={false}
        value={value}
        onChange={(event) => onChange(event.target.value.replace(/\D/g, ''))}
      />
    </Field>
  );
}
