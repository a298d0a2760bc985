import type { KeyboardEvent } from 'react';

/**
 * Enter goes to the next field, Shift+Enter to the one before; an empty required field keeps the clerk.
 * On a choice it takes the one in focus. It never sends anything.
 */
export function nextField(event: KeyboardEvent<HTMLElement>): void {
  const field = event.target;
  if (event.key !== 'Enter' || !(field instanceof HTMLInputElement)) return;
  event.preventDefault();
  if (field.type === 'radio' && !field.checked && !event.shiftKey) field.click();
  const required = field.required && field.value.trim() === '';
  if (!event.shiftKey && required) return;
  const fields = [...event.currentTarget.querySelectorAll<HTMLInputElement>('input:not([disabled])')];
  const stops = fields.filter(
    (other) => other.type !== 'radio' || other.checked || !fields.some((x) => x.name === other.name && x.checked),
  );
  const at = stops.indexOf(field);
  const step = event.shiftKey ? -1 : 1;
  let next = at + step;
  // Radios of one question are one stop.
  while (field.type === 'radio' && stops[next]?.name === field.name && stops[next]?.type === 'radio') next += step;
  stops[next]?.focus();
}
