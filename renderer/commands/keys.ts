/** The factory key map; the hospital's own (desk.keyMap) lies over it. The order is that of the help page. */
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
  back: 'Esc',
};

/** "Alt+1", "F9", "Ctrl+Backspace", "Esc": how a pressed key is written in the key map. */
export function keyOf(event: KeyboardEvent): string {
  // With Alt the layout may turn a digit into another sign: the place of the key counts.
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1];
  const name = event.key === 'Escape' ? 'Esc' : (event.altKey && digit) || event.key;
  const modifiers = [event.ctrlKey && 'Ctrl', event.altKey && 'Alt', event.shiftKey && name.length > 1 && 'Shift'];
  return [...modifiers.filter(Boolean), name.length === 1 ? name.toUpperCase() : name].join('+');
}

/** As printed on the buttons: "Alt 1". */
export const keyLabelOf = (key: string): string => key.replaceAll('+', ' ');
