import { describe, expect, it } from '@jest/globals';
import { nameIndex } from '../../projections/name-index.projection.js';
import { nameKey } from '../../read-models/name-index/name-index.js';
import { historiesOf } from '../support/history.js';
import { ALIAS, established } from '../support/mothers/blocs.js';
import { BLOC } from '../support/mothers/seven-provinces.js';
import { registered, TRANSPORT } from '../support/mothers/units.js';

const history = historiesOf(nameIndex);

describe('the key of a name', () => {
  it('is one for all spellings: case, punctuation, spaces and the form of Unicode do not count', () => {
    const spellings = [
      ALIAS,
      '7 tỉnh miền núi biên giới phía Bắc',
      '7 TỈNH MIỀN NÚI, BIÊN GIỚI PHÍA BẮC',
      ' "7 tỉnh  miền núi – biên giới phía Bắc". ',
      ALIAS.normalize('NFD'),
    ];
    expect(new Set(spellings.map(nameKey))).toEqual(new Set(['7 tỉnh miền núi biên giới phía bắc']));
  });

  it.each([
    ['Cụm 7', 'Cum 7'],
    ['Sơn La', 'Sơn Lạ'],
    ['Đà Nẵng', 'Da Nang'],
    ['Cụm 1 2', 'Cụm 12'],
  ])('tells %s and %s apart', (one, other) => {
    expect(nameKey(one)).not.toBe(nameKey(other));
  });

  it('is empty when nothing of the name is left', () => {
    expect(nameKey(' – ')).toBe('');
  });
});

describe('the index of names', () => {
  it('finds a bloc by its name and by each alias', () => {
    const told = history(established);
    told.shows({ unitIds: [], blocIds: [BLOC] }, nameKey(established.data.name.vi));
    told.shows({ unitIds: [], blocIds: [BLOC] }, nameKey(ALIAS));
  });

  it('finds every bloc and every unit of one name, each once, and merges none', () => {
    const other = { ...established, data: { ...established.data, blocId: 'cum-khac' } };
    const namesake = registered({ name: { full: { vi: ALIAS }, short: { vi: ALIAS } } });
    const told = history(other, established, established, namesake);
    told.shows({ unitIds: [TRANSPORT], blocIds: ['cum-7-tinh', 'cum-khac'] }, nameKey(ALIAS));
  });

  it('told again is the same', () => {
    history(established, registered()).isTheSameToldAgain();
  });
});
