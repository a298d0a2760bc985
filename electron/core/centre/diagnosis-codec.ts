import { requiredText, rowsOf, textOf, unreadable } from './answer.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A diagnosis of a stay as 5202 shows it; `place`: its number in the list. */
export interface DiagnosisThere {
  readonly place: string;
  readonly code: string;
  readonly main: boolean;
}

/** 5202, those of the admission: what was told at the discharge is of 2402. Throws unknown/centre.unreadable-answer for a row without its number or code. */
export const readDiagnoses = (output: Fields): readonly DiagnosisThere[] =>
  rowsOf(output, 'diseinfo')
    .filter((row) => oneOf(row, 'inout_diag_type', ['1', '2']) !== '2')
    .map((row) => ({
      place: requiredText(row, 'diag_srt_no'),
      code: requiredText(row, 'diag_code'),
      main: oneOf(row, 'maindiag_flag', ['0', '1']) === '1',
    }));

/** A code of a short list; "" where it is left out. */
function oneOf(row: Fields, name: string, codes: readonly string[]): string {
  const value = row[name];
  if (value === undefined || value === null || value === '') return '';
  const code = textOf(value);
  if (!codes.includes(code)) throw unreadable(name);
  return code;
}
