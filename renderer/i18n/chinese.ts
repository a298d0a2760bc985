import admission from './zh-CN/admission.json';
import board from './zh-CN/board.json';
import books from './zh-CN/books.json';
import cases from './zh-CN/cases.json';
import charges from './zh-CN/charges.json';
import common from './zh-CN/common.json';
import credit from './zh-CN/credit.json';
import dayEnd from './zh-CN/day-end.json';
import discharge from './zh-CN/discharge.json';
import errors from './zh-CN/errors.json';
import frame from './zh-CN/frame.json';
import invoice from './zh-CN/invoice.json';
import paper from './zh-CN/paper.json';
import patient from './zh-CN/patient.json';
import payment from './zh-CN/payment.json';
import prints from './zh-CN/prints.json';
import recall from './zh-CN/recall.json';
import reconciliation from './zh-CN/reconciliation.json';
import session from './zh-CN/session.json';
import settings from './zh-CN/settings.json';
import shift from './zh-CN/shift.json';
import stays from './zh-CN/stays.json';
import supervisor from './zh-CN/supervisor.json';
import visit from './zh-CN/visit.json';
import words from './zh-CN/words.json';
import worklist from './zh-CN/worklist.json';

/** One file per area; `words` holds what several areas say (states, rules, checks). */
export const chinese = {
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
  paper,
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
