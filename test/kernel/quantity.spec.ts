import { describe, it, expect } from '@jest/globals';
import { quantityText } from '../../src/kernel/quantity.js';

describe('a reported quantity', () => {
  it.each([
    [{ value: '113000', qualifier: 'AT_LEAST', unit: 'lao động' }, 'trên 113.000 lao động', 'over 113,000 lao động'],
    [{ value: '36000', qualifier: 'AT_LEAST', unit: 'tỷ đồng' }, 'trên 36.000 tỷ đồng', 'over 36,000 tỷ đồng'],
    [{ value: '10', qualifier: 'AT_LEAST', unit: 'tỷ USD' }, 'trên 10 tỷ USD', 'over 10 tỷ USD'],
    [{ value: '2291', qualifier: 'EXACT', unit: 'lượt tập thể' }, '2.291 lượt tập thể', '2,291 lượt tập thể'],
    [{ value: '7.25', qualifier: 'ABOUT', unit: '%' }, 'khoảng 7,25 %', 'about 7.25 %'],
    [{ value: '999', qualifier: 'AT_MOST', unit: 'hộ' }, 'không quá 999 hộ', 'at most 999 hộ'],
    [{ value: '1234567.1234', qualifier: 'EXACT', unit: '' }, '1.234.567,1234', '1,234,567.1234'],
    [{ value: '-113000', qualifier: 'EXACT', unit: 'tấn' }, '-113.000 tấn', '-113,000 tấn'],
  ] as const)('%j reads "%s" and "%s"', (quantity, vietnamese, english) => {
    expect(quantityText(quantity, 'vi')).toBe(vietnamese);
    expect(quantityText(quantity, 'en')).toBe(english);
  });
});
