import type { ReactNode } from 'react';

interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly required?: boolean;
  readonly children: ReactNode;
}

/** A labelled field over the whole row; a required one is blue with a star. */
export function Field({ id, label, required = false, children }: FieldProps) {
  return (
    <div className="wide">
      <label className={required ? 'required' : ''} htmlFor={id}>
        {required && '*'}
        {label}
      </label>
      {children}
    </div>
  );
}
