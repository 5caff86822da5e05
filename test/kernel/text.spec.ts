import { describe, it, expect } from '@jest/globals';
import fc from 'fast-check';
import { isAcceptableText, isNameLike, normalised, SLUG } from '../../src/kernel/text.js';

describe('text of a fact', () => {
  it.each([
    'Cụm thi đua 7 tỉnh miền núi, biên giới phía Bắc',
    'UBND tỉnh Lào Cai\n\ttrình Thủ tướng',
    '“Kỷ cương – trách nhiệm”',
    'Cao Bằng'.normalize('NFD'),
    '😀',
    '',
  ])('may be %j', (text) => {
    expect(isAcceptableText(text)).toBe(true);
  });

  it.each([
    ['a control character', 'Lào\u0000Cai'],
    ['a carriage return', 'Lào\r\nCai'],
    ['a control of the C1 block', 'Lào\u0085Cai'],
    ['a soft hyphen', 'Lào\u00adCai'],
    ['a zero-width space', 'Lào\u200bCai'],
    ['a zero-width joiner', 'Lào\u200dCai'],
    ['a right-to-left override', 'Lào\u202eiaC'],
    ['a byte order mark', '\ufeffLào Cai'],
    ['a tag character', 'Lào\u{e0041}Cai'],
    ['a private-use character', 'Lào\ue000Cai'],
    ['a character that is not assigned', 'Lào\u0378Cai'],
    ['a lone high surrogate', 'Lào\ud83dCai'],
    ['a lone low surrogate', 'Lào\ude00Cai'],
    ['a combining grapheme joiner', 'Lào\u034fCai'],
    ['a filler of Hangul alone', '\u3164'],
    ['the blank of Braille', '\u2800'],
    ['a selector of variation', 'Lào\ufe0fCai'],
    ['a separator of Mongolian vowels', 'Lào\u180bCai'],
    ['an inherent vowel of Khmer', 'Lào\u17b4Cai'],
    ['what stands for a lost character', 'L\ufffdo Cai'],
    ['what stands for a lost object', 'Lào Cai\ufffc'],
    ['a noncharacter', 'Lào\uffffCai'],
    ['a noncharacter of the Arabic block', 'Lào\ufdd0Cai'],
    ['a noncharacter of another plane', 'Lào\u{1fffe}Cai'],
  ])('may not hold %s', (_, text) => {
    expect(isAcceptableText(text)).toBe(false);
  });

  it('is refused wherever in it the bad character stands', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...'\u0000\u0007\u200b\u202e\ud800'),
        fc.string(),
        fc.string(),
        (bad, before, after) => {
          expect(isAcceptableText(`${before}${bad}${after}`)).toBe(false);
        },
      ),
    );
  });

  it('is one text however it was typed', () => {
    expect(normalised('Điện Biên'.normalize('NFD'))).toBe('Điện Biên');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(normalised(normalised(text))).toBe(normalised(text));
        expect(normalised(text.normalize('NFD'))).toBe(normalised(text));
      }),
    );
  });
});

describe('a name', () => {
  it.each(['UBND tỉnh Lào Cai', 'Sở Xây dựng – Đội 2', 'A'])('may be %j', (name) => {
    expect(isNameLike(name)).toBe(true);
  });

  it.each(['a\nb', 'a\tb', 'a\u2028b', ' a', 'a ', 'a  b', 'a\u00a0b', 'a\u3000b', 'a\u2009b', 'a\u202fb'])(
    'may not be %j',
    (name) => {
      expect(isNameLike(name)).toBe(false);
    },
  );
});

describe('a slug', () => {
  it.each(['2024', '2026-2027', 'cum-7-tinh', 'a', 'x'.repeat(64)])('may be %s', (slug) => {
    expect(SLUG.test(slug)).toBe(true);
  });

  it.each(['', '-a', 'a-', 'a--b', 'Cum', 'cụm', 'a_b', 'a b', 'a\n', 'x'.repeat(65)])('may not be %j', (slug) => {
    expect(SLUG.test(slug)).toBe(false);
  });
});
