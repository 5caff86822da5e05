import { normalised } from './text.js';

/** The tones (thanh) in dictionary order: không dấu, huyền, hỏi, ngã, sắc, nặng. */
const TONES = ['', '\u0300', '\u0309', '\u0303', '\u0301', '\u0323'];
const VOWELS = 'aăâeêioôơuưy';

/** The 29 letters with f, j, w and z at their place in the Latin alphabet. Each is a letter of its own: ă never mixes with a. */
const LETTERS = 'aăâbcdđeêfghijklmnoôơpqrstuưvwxyz';

/**
 * The repertoire in the order of CLDR for Vietnamese (ICU 78, Unicode 17): space, punctuation, digits, letters.
 * Characters of one entry are alike at the first level and differ at the second: shapes of a quotation mark, tones of a vowel.
 */
const ORDER: readonly (readonly string[])[] = [
  ...Array.from(' _-–—,;:!?.', alone),
  ["'", '‘', '’'],
  ['"', '“', '”'],
  ...Array.from('()[]{}@*/\\&#%`^+<=>|~$0123456789', alone),
  ...Array.from(LETTERS, (letter) =>
    VOWELS.includes(letter) ? TONES.map((tone) => normalised(letter + tone)) : alone(letter),
  ),
];

/** Ends a level. It sorts below every weight, so that a text comes before its own continuation. */
const LEVEL = ' ';

/** Precedes a character outside the repertoire. It sorts above every weight. */
const FOREIGN = '~';

/** Printable ASCII in ascending order but for the two signs above and `"` and `\`, which JSON and shells escape. */
const WEIGHTS = Array.from({ length: 94 }, (_, n) => String.fromCharCode(0x21 + n)).filter(
  (sign) => !`"\\${FOREIGN}`.includes(sign),
);

/** The signs of a character at each level: its letter, its tone or shape, its case. Empty where there is only one. */
type Weight = readonly [first: string, second: string, third: string];

const REPERTOIRE: ReadonlyMap<string, Weight> = new Map(
  ORDER.flatMap((alike, place) =>
    alike.flatMap((character, nth) => weigh(character, place, alike.length > 1 ? nth : '')),
  ),
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
  let [letters, tones, cases] = ['', '', ''];
  for (const character of normalised(text)) {
    const [first, second, third] = REPERTOIRE.get(character) ?? foreign(character);
    letters += first;
    tones += second;
    cases += third;
  }
  return [letters, significant(tones), significant(cases)].join(LEVEL).trimEnd();
}

/** Without its trailing zeros: where the first level is equal, both texts have as many places on the others. */
function significant(level: string): string {
  let length = level.length;
  while (level[length - 1] === '0') length -= 1;
  return level.slice(0, length);
}

function alone(character: string): readonly string[] {
  return [character];
}

function weigh(character: string, place: number, second: number | ''): readonly (readonly [string, Weight])[] {
  const first = WEIGHTS[place];
  if (first === undefined) throw new RangeError(`More characters than weights: ${character}`);
  const upper = character.toUpperCase();
  if (upper === character) return [[character, [first, String(second), '']]];
  return [
    [character, [first, String(second), '0']],
    [upper, [first, String(second), '1']],
  ];
}

function foreign(character: string): Weight {
  const codePoint = (character.codePointAt(0) ?? 0).toString(16).padStart(6, '0');
  return [FOREIGN + codePoint, '', ''];
}
