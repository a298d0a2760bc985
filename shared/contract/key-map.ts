/**
 * The factory key map: command to key, in the order of the help page. A hospital changes any of it in its settings (desk.keyMap lies over it).
 * Written as the page reads a pressed key: "F9", "Alt+1", "Esc".
 */
export const FACTORY_KEYS: Readonly<Record<string, string>> = {
  help: 'F1',
  'card.read': 'F2',
  'person.enter': 'Alt+N',
  'bank.consent': 'Alt+C',
  wristband: 'Alt+W',
  'person.unknown': 'Alt+U',
  'filing.help': 'Alt+B',
  'patient.find': 'F3',
  'worklist.open': 'F4',
  'work.everybody': 'Alt+A',
  refresh: 'F5',
  'payment.open': 'F6',
  quote: 'F8',
  commit: 'F9',
  print: 'F10',
  lock: 'F12',
  'nav.admission': 'Alt+1',
  'nav.stays': 'Alt+2',
  'nav.discharge': 'Alt+4',
  'nav.settings': 'Alt+P',
  'nav.shift': 'Alt+7',
  'nav.reconciliation': 'Alt+8',
  'nav.board': 'Alt+9',
  'nav.books': 'Alt+0',
  export: 'Ctrl+E',
  recall: 'Ctrl+Backspace',
  back: 'Esc',
};
