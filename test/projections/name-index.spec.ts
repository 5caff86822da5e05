import { describe, expect, it } from '@jest/globals';
import { nameIndex } from '../../projections/name-index.projection.js';
import { holdsAll, type NameEntry, nameOfBloc, nameOfUnit, wordsIn } from '../../read-models/name-index/name-index.js';
import { sortKey } from '../../src/kernel/vietnamese-order.js';
import { fold, historiesOf, recorded } from '../support/history.js';
import { ALIAS, established } from '../support/mothers/blocs.js';
import { BLOC, BLOC_NAME } from '../support/mothers/seven-provinces.js';
import { registered, TRANSPORT, transportName } from '../support/mothers/units.js';

describe('the words of a name', () => {
  it.each([
    ['Hoà Bình', 'Hòa Bình', 'hoa binh'],
    ['Điện Biên', 'dien bien', 'dien bien'],
    ['7 tỉnh miền núi, biên giới', ' "7 TỈNH  miền núi – biên giới". ', '7 tinh mien nui bien gioi'],
    [ALIAS, ALIAS.normalize('NFD'), '7 tinh mien nui bien gioi phia bac'],
    ['Đắk Lắk', 'ĐĂK LĂK', 'dak lak'],
    ['Bà Rịa - Vũng Tàu', 'bà rịa-vũng tàu', 'ba ria vung tau'],
    ['Ｓở Ｙ tế', 'SỞ Y TẾ', 'so y te'],
  ])('are the same of %s and %s', (one, other, words) => {
    expect([wordsIn(one).join(' '), wordsIn(other).join(' ')]).toEqual([words, words]);
  });

  it('are none when nothing of it is left', () => {
    expect(wordsIn(' – ')).toEqual([]);
  });

  it('are whole words, in any order', () => {
    const name = nameOfBloc({ vi: 'Cụm thi đua 7 tỉnh', en: 'Emulation cluster' });
    expect(holdsAll(name, wordsIn('tỉnh 7 cum'))).toBe(true);
    expect(holdsAll(name, wordsIn('cluster thi đua'))).toBe(true);
    expect(holdsAll(name, wordsIn('tin'))).toBe(false);
    expect(holdsAll(name, wordsIn('cụm 77'))).toBe(false);
  });
});

const entries = (...facts: Parameters<typeof recorded>[0]): readonly NameEntry[] =>
  [...fold(nameIndex, recorded(facts)).values()].map(({ row }) => row as NameEntry);

describe('the index of names', () => {
  it('has each word of a full and a short name once, all at the place of the full name', () => {
    const place = { of: 'unit', id: TRANSPORT, ...nameOfUnit(transportName) };
    expect(entries(registered())).toEqual(
      ['giao', 'gtvt', 'lang', 'so', 'son', 'tai', 'thong', 'van'].map((word) => ({ ...place, word })),
    );
    expect(place.sortKey).toBe(sortKey('Sở Giao thông vận tải Lạng Sơn'));
  });

  it('has a bloc by its name, by each alias, and by who organises it', () => {
    const found = (of: string, word: string) =>
      entries(established).filter((entry) => entry.of === of && entry.word === word);
    expect(found('bloc', '7').map(({ id, sortKey: key }) => [id, key])).toEqual([
      [BLOC, sortKey(BLOC_NAME.vi)],
      [BLOC, sortKey(ALIAS)],
    ]);
    expect(found('parent', 'khen').map(({ id }) => id)).toEqual([BLOC]);
    expect(found('bloc', 'khen')).toEqual([]);
  });

  it('told again is the same', () => {
    historiesOf(nameIndex)(established, registered()).isTheSameToldAgain();
  });
});
