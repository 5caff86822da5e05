import { describe, it, expect } from '@jest/globals';
import fc from 'fast-check';
import { sortKey } from '../../src/kernel/vietnamese-order.js';

const icu = new Intl.Collator('vi').compare;
const byKey = (a: string, b: string) => order(sortKey(a), sortKey(b));
const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

const TONE_MARKS = ['', '\u0300', '\u0309', '\u0303', '\u0301', '\u0323'];
const VOWELS = [...'aăâeêioôơuưy'].flatMap((vowel) => TONE_MARKS.map((mark) => (vowel + mark).normalize('NFC')));
const CONSONANTS = [...'bcdđfghjklmnpqrstvwxz'];
const LETTERS = [...VOWELS, ...CONSONANTS].flatMap((letter) => [letter, letter.toUpperCase()]);
const SYMBOLS = [...' _-–—,;:!?.\'‘’"“”()[]{}@*/\\&#%`^+<=>|~$0123456789'];

const character = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...LETTERS) },
  { weight: 1, arbitrary: fc.constantFrom(...SYMBOLS) },
  { weight: 1, arbitrary: fc.constantFrom(' ', '-', '–', '.', ',', '(', ')') },
);
const characters = fc.array(character, { maxLength: 12 });
const text = characters.map((all) => all.join(''));

/** Two texts that differ only in tones, case or signs of some characters. */
const twins = fc.array(fc.tuple(character, fc.nat(), fc.integer({ min: 0, max: 5 })), { maxLength: 10 }).map((all) => {
  const one = all.map(([original]) => original);
  const other = all.map(([original, pick, chance]) => (chance === 0 ? sibling(original, pick) : original));
  return [one.join(''), other.join('')] as const;
});

function sibling(original: string, pick: number): string {
  const siblings = SYMBOLS.includes(original) ? SYMBOLS : LETTERS.filter((letter) => bare(letter) === bare(original));
  return siblings[pick % siblings.length] ?? original;
}

/** The letter without tone and case. */
function bare(letter: string): string {
  return letter
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300\u0301\u0303\u0309\u0323]/g, '')
    .normalize('NFC');
}

function sorted(texts: readonly string[]): string[] {
  return [...texts].reverse().sort(byKey);
}

describe('the Vietnamese sort key', () => {
  it('orders every single character of the repertoire as the collator does, before anything that follows it', () => {
    const all = [...LETTERS, ...SYMBOLS];
    const wrong = all.flatMap((a) =>
      all
        .flatMap((b) => [
          [a, b] as const,
          [`${a}b`, `${b}a`] as const,
          [`${a}á`, `${b}a`] as const,
          [`${a}A`, `${b}a`] as const,
        ])
        .filter(([one, other]) => byKey(one, other) !== icu(one, other)),
    );
    expect(wrong).toEqual([]);
  });

  it('orders any two texts as the collator does', () => {
    fc.assert(
      fc.property(text, text, (a, b) => expect(byKey(a, b)).toBe(icu(a, b))),
      { numRuns: 5_000 },
    );
  });

  it('orders two nearly equal texts as the collator does', () => {
    fc.assert(
      fc.property(twins, ([a, b]) => expect(byKey(a, b)).toBe(icu(a, b))),
      { numRuns: 10_000 },
    );
  });

  it('sorts whole lists as the collator does', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 20 }), (texts) =>
        expect([...texts].sort(byKey)).toEqual([...texts].sort(icu)),
      ),
      { numRuns: 1_000 },
    );
  });

  it('is the same for composed and decomposed text', () => {
    fc.assert(
      fc.property(text, (any) => expect(sortKey(any.normalize('NFD'))).toBe(sortKey(any))),
      { numRuns: 2_000 },
    );
  });

  it('is equal for two texts exactly when their NFC is equal, whatever they hold', () => {
    const any = fc.oneof(text, fc.string({ unit: 'binary', maxLength: 6 }));
    fc.assert(
      fc.property(any, any, (a, b) =>
        expect(sortKey(a) === sortKey(b)).toBe(a.normalize('NFC') === b.normalize('NFC')),
      ),
      { numRuns: 5_000 },
    );
    fc.assert(
      fc.property(twins, ([a, b]) => expect(sortKey(a) === sortKey(b)).toBe(a === b)),
      { numRuns: 5_000 },
    );
  });

  it('is printable ASCII that needs no escaping, at most three signs a character', () => {
    fc.assert(
      fc.property(text, (any) => {
        const key = sortKey(any);
        expect(key).toMatch(/^[ !#-[\]-~]*$/);
        expect(key.length).toBeLessThanOrEqual(3 * any.length + 2);
      }),
      { numRuns: 2_000 },
    );
  });

  it('orders bytes of UTF-8 as it orders code units, so that every engine agrees', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(Buffer.compare(Buffer.from(sortKey(a)), Buffer.from(sortKey(b)))).toBe(byKey(a, b));
      }),
      { numRuns: 2_000 },
    );
  });

  it('puts what lies outside the repertoire after everything else, by code point', () => {
    expect(sorted(['z', 'Z', '9', 'ß', 'ñ', 'ж', '中', '😀'])).toEqual(['9', 'z', 'Z', 'ß', 'ñ', 'ж', '中', '😀']);
    expect(sorted(['Lào Cai', 'Lào Cải', 'Lào\u00a0Cai'])).toEqual(['Lào Cai', 'Lào Cải', 'Lào\u00a0Cai']);
  });
});

describe('names in Vietnamese order', () => {
  it('lists the seven provinces of the northern mountain border', () => {
    const provinces = ['Cao Bằng', 'Điện Biên', 'Hà Giang', 'Lai Châu', 'Lạng Sơn', 'Lào Cai', 'Sơn La'];
    expect(sorted(provinces)).toEqual([
      'Cao Bằng',
      'Điện Biên',
      'Hà Giang',
      'Lai Châu',
      'Lạng Sơn',
      'Lào Cai',
      'Sơn La',
    ]);
  });

  it('puts đ after every d and before e', () => {
    expect(sorted(['Đà Nẵng', 'Đắk Lắk', 'Đồng Nai', 'Dung Quất', 'Duyên Hải', 'Ea Súp'])).toEqual([
      'Dung Quất',
      'Duyên Hải',
      'Đà Nẵng',
      'Đắk Lắk',
      'Đồng Nai',
      'Ea Súp',
    ]);
  });

  it('reads letters before tones, and tones before case', () => {
    expect(sorted(['ma', 'MA', 'mà', 'MÀ', 'mả', 'mã', 'má', 'mạ', 'mác', 'mă', 'mâ'])).toEqual([
      'ma',
      'MA',
      'mà',
      'MÀ',
      'mả',
      'mã',
      'má',
      'mạ',
      'mác',
      'mă',
      'mâ',
    ]);
  });

  it('keeps the two spellings of one syllable beside each other', () => {
    expect(sorted(['Hòa Bình', 'Hoà Bình', 'Hoa Lư', 'Hóa An', 'Hoằng Hóa'])).toEqual([
      'Hóa An',
      'Hoà Bình',
      'Hòa Bình',
      'Hoa Lư',
      'Hoằng Hóa',
    ]);
  });

  it('puts a name before its own continuation', () => {
    expect(sorted(['Sở Xây dựng', 'Sở', 'Sở Xây dựng tỉnh Lào Cai', 'Sở Xây dựng (mới)'])).toEqual([
      'Sở',
      'Sở Xây dựng',
      'Sở Xây dựng (mới)',
      'Sở Xây dựng tỉnh Lào Cai',
    ]);
  });

  it('reads numbers digit by digit', () => {
    expect(sorted(['Cụm 1', 'Cụm 2', 'Cụm 10'])).toEqual(['Cụm 1', 'Cụm 10', 'Cụm 2']);
  });
});
