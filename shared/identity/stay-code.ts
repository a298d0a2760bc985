/**
 * The code on wristband and slip: "HMS" and 17 characters, the last a check character. It says nothing about person, day or desk, so a lost
 * slip tells nobody anything.
 */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'; // without I, L, O, U: nobody misreads them
const PREFIX = 'HMS';
const RANDOM_CHARACTERS = 16;

/** A code of 16 random bytes, each giving one of 32 characters (80 bits). */
export function stayCodeOf(random: Uint8Array): string {
  const body = [...random.slice(0, RANDOM_CHARACTERS)].map((byte) => ALPHABET[byte % 32]).join('');
  if (body.length !== RANDOM_CHARACTERS) throw new RangeError('a stay code needs 16 random bytes');
  return `${PREFIX}${body}${checkOf(body)}`;
}

/** The code in a scanned text, in its one written form (capitals); undefined when it is none or was misread. */
export function readStayCode(text: string): string | undefined {
  const code = text.trim().toUpperCase();
  const body = code.slice(PREFIX.length, -1);
  const shaped = code.startsWith(PREFIX) && body.length === RANDOM_CHARACTERS && [...body].every((letter) => ALPHABET.includes(letter));
  return shaped && checkOf(body) === code.at(-1) ? code : undefined;
}

/** Weighted by place, so that a swap of neighbours is noticed, too. */
function checkOf(body: string): string {
  const sum = [...body].reduce((total, letter, place) => total + (2 * place + 1) * ALPHABET.indexOf(letter), 0);
  return ALPHABET[sum % 32] ?? '';
}
