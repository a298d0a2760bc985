import admission from './en/admission.json';
import board from './en/board.json';
import books from './en/books.json';
import cases from './en/cases.json';
import charges from './en/charges.json';
import common from './en/common.json';
import credit from './en/credit.json';
import dayEnd from './en/day-end.json';
import discharge from './en/discharge.json';
import errors from './en/errors.json';
import frame from './en/frame.json';
import invoice from './en/invoice.json';
import patient from './en/patient.json';
import payment from './en/payment.json';
import prints from './en/prints.json';
import recall from './en/recall.json';
import reconciliation from './en/reconciliation.json';
import session from './en/session.json';
import settings from './en/settings.json';
import shift from './en/shift.json';
import stays from './en/stays.json';
import supervisor from './en/supervisor.json';
import visit from './en/visit.json';
import words from './en/words.json';
import worklist from './en/worklist.json';

/** The same areas and keys as in Chinese, but for `paper`: papers are Chinese. Loaded when it is first wanted. */
export const english = {
  admission,
  board,
  books,
  cases,
  charges,
  common,
  credit,
  dayEnd,
  discharge,
  errors,
  frame,
  invoice,
  patient,
  payment,
  prints,
  recall,
  reconciliation,
  session,
  settings,
  shift,
  stays,
  supervisor,
  visit,
  words,
  worklist,
};
