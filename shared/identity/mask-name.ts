/** For lists, calls, titles and the patient's screen: 王*兰; a name of two characters keeps its first. */
export function maskName(name: string): string {
  const letters = [...name];
  if (letters.length <= 1) return name;
  return letters.length === 2 ? `${letters[0]}*` : `${letters[0]}${'*'.repeat(letters.length - 2)}${letters.at(-1)}`;
}
