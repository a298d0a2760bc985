/** "Alt+1", "F9", "Ctrl+Backspace", "Esc": how a pressed key is written in the key map. */
export function keyOf(event: KeyboardEvent): string {
  // With Alt the layout may turn a digit into another sign: the place of the key counts.
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1];
  const name = event.key === 'Escape' ? 'Esc' : (event.altKey && digit) || event.key;
  const modifiers = [event.ctrlKey && 'Ctrl', event.altKey && 'Alt', event.shiftKey && name.length > 1 && 'Shift'];
  return [...modifiers.filter(Boolean), name.length === 1 ? name.toUpperCase() : name].join('+');
}

/** A field takes letters and digits itself. A radio button has the focus without taking text: keys still work there. */
export function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement) return true;
  return target instanceof HTMLInputElement && target.type !== 'radio' && target.type !== 'checkbox';
}

/** As printed on the buttons: "Alt 1". */
export const keyLabelOf = (key: string): string => key.replace('Backspace', '⌫').replaceAll(/(?<=.)\+/g, ' ');
