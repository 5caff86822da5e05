import { normalised } from './text.js';

/** Space, punctuation and digits in the order of CLDR for Vietnamese (ICU 78, Unicode 17). All differ at the primary level. */
const SYMBOLS = ' _-–—,;:!?.\'‘’"“”()[]{}@*/\\&#%`^+<=>|~$0123456789';

/** The 29 letters with f, j, w and z at their place in the Latin alphabet. Each is a letter of its own: ă never mixes with a. */
const LETTERS = 'aăâbcdđeêfghijklmnoôơpqrstuưvwxyz';

const VOWELS = 'aăâeêioôơuưy';

/** The tones (thanh) in dictionary order: không dấu, huyền, hỏi, ngã, sắc, nặng. */
const TONES = ['', '\u0300', '\u0309', '\u0303', '\u0301', '\u0323'];

/** Ends a level. Below every weight, so that a text comes before its own continuation. */
const LEVEL = ' ';

/** Stands before a character outside the repertoire. Above every weight. */
const FOREIGN = '~';

/** Printable ASCII in ascending order but for the two signs above and `"` and `\`, which JSON and shells escape. */
const WEIGHTS = Array.from({ length: 94 }, (_, n) => String.fromCharCode(0x21 + n)).filter(
  (sign) => !`"\\${FOREIGN}`.includes(sign),
);

/** What one character says at each level. A level on which it cannot differ from its likes is empty. */
type Weight = Readonly<{ letter: string; tone: string; case: string }>;

const REPERTOIRE: ReadonlyMap<string, Weight> = new Map(
  [...SYMBOLS, ...LETTERS].flatMap((character, place) => weigh(character, WEIGHTS[place] ?? '')),
);

/**
 * A key whose plain order (code units in JavaScript, bytes in a database) is Vietnamese order: first the letters
 * a ă â b c d đ e ê …, where they are all equal the tones, then lower before upper case. Numbers are ordered digit by
 * digit. It is the order of `Intl.Collator('vi')` over Vietnamese text, fixed here because a stored key must outlive
 * the ICU version of a machine.
 *
 * The repertoire is the Vietnamese alphabet with its tones, f j w z, digits, space, ASCII punctuation and – — ‘ ’ “ ”.
 * Any other character comes after all of these, by code point, at the first level.
 *
 * Printable ASCII without `"` and `\`; at most three signs a character (seven for one outside the repertoire).
 * Two texts have the same key exactly when their NFC is the same.
 */
export function sortKey(text: string): string {
  const weights = Array.from(normalised(text), (character) => REPERTOIRE.get(character) ?? foreign(character));
  const letters = weights.map((weight) => weight.letter).join('');
  const tones = weights.map((weight) => weight.tone).join('');
  const cases = weights.map((weight) => weight.case).join('');
  // Zeros at the end say nothing: where the letters are equal, both texts have as many places on each level.
  return [letters, tones.replace(/0+$/, ''), cases.replace(/0+$/, '')].join(LEVEL).trimEnd();
}

/** Every form of a symbol or a lower-case letter: with each tone it can carry, in both cases. */
function weigh(character: string, letter: string): readonly (readonly [string, Weight])[] {
  if (!LETTERS.includes(character)) return [[character, { letter, tone: '', case: '' }]];
  const tones = VOWELS.includes(character) ? TONES : [''];
  return tones.flatMap((mark, place) => {
    const lower = normalised(character + mark);
    const tone = tones.length > 1 ? String(place) : '';
    return [
      [lower, { letter, tone, case: '0' }],
      [lower.toUpperCase(), { letter, tone, case: '1' }],
    ] as const;
  });
}

function foreign(character: string): Weight {
  const codePoint = (character.codePointAt(0) ?? 0).toString(16).padStart(6, '0');
  return { letter: FOREIGN + codePoint, tone: '', case: '' };
}
