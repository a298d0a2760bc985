/** The factory key map: command to key. A hospital changes any of it in its settings (screens: 键位表). */
export const FACTORY_KEYS: Readonly<Record<string, string>> = {
  help: 'F1',
  'card.read': 'F2',
  'patient.find': 'F3',
  'worklist.open': 'F4',
  refresh: 'F5',
  quote: 'F8',
  commit: 'F9',
  print: 'F10',
  lock: 'F12',
  'nav.admission': 'Alt+1',
  'nav.stays': 'Alt+2',
  'nav.discharge': 'Alt+4',
};
