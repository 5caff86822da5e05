import { describe, expect, it } from '@jest/globals';
import { type Answers, idOf, readAmount, readDate, type Reading } from '../../src/imports/readings.js';
import type { Cell } from '../../src/sheets/sheet.js';

const text = (words: string): Cell => ({ kind: 'TEXT', text: words });

function told<Value>(reading: Reading<Value>): Value | string {
  if ('value' in reading) return reading.value;
  return 'asked' in reading ? `asked ${reading.asked}` : 'wrong';
}

describe('a date in a sheet', () => {
  it.each([
    ['31/12/24', '2024-12-31'],
    ['31-12-2024', '2024-12-31'],
    ['31.12.2024', '2024-12-31'],
    ['5/5/2024', '2024-05-05'],
    ['13/1/2024', '2024-01-13'],
    ['1/13/2024', '2024-01-13'],
    ['11/6/1948', 'asked dates'],
    ['01/02/2024', 'asked dates'],
    ['ngày 5 tháng 1 năm 2024', 'asked dates'],
    ['Ngày 29 tháng 2 năm 2024', '2024-02-29'],
    ['2024-02-01', '2024-02-01'],
    ['12/2024', '2024-12'],
    ['Tháng 12 năm 2024', '2024-12'],
    ['tháng 3/2024', '2024-03'],
    ['2024', '2024'],
    ['năm 2024', '2024'],
    ['Chưa rõ', 'unknown'],
    ['không rõ', 'unknown'],
    ['31/2/2024', 'wrong'],
    ['32/13/2024', 'wrong'],
    ['quý I', 'wrong'],
    ['1/2', 'wrong'],
    ['1/2/3/4', 'wrong'],
  ])('%s is %s', (words, meaning) => {
    expect(told(readDate(text(words), {}))).toBe(meaning);
  });

  it('is read as the file is said to write them', () => {
    expect(told(readDate(text('1/2/2024'), { dates: 'DMY' }))).toBe('2024-02-01');
    expect(told(readDate(text('1/2/2024'), { dates: 'MDY' }))).toBe('2024-01-02');
    expect(told(readDate(text('13/2/2024'), { dates: 'MDY' }))).toBe('wrong');
  });

  it('is a day where the cell is one, and a year where it is a number', () => {
    expect(told(readDate({ kind: 'DAY', day: '2024-01-02' }, {}))).toBe('2024-01-02');
    expect(told(readDate({ kind: 'NUMBER', digits: '2024' }, {}))).toBe('2024');
    expect(told(readDate({ kind: 'NUMBER', digits: '45322' }, {}))).toBe('wrong');
    expect(told(readDate({ kind: 'BROKEN', shown: '#REF!' }, {}))).toBe('wrong');
  });
});

describe('a number in a sheet', () => {
  it.each<[string, string | { decimal: string; of: string }]>([
    ['968,5', '968.5'],
    ['968.50', '968.5'],
    ['1.234,5', '1234.5'],
    ['1,234.5', '1234.5'],
    ['1.000.000', '1000000'],
    ['1 234,5', '1234.5'],
    ['1.000', 'asked decimals'],
    ['1,000', 'asked decimals'],
    ['-12.345', 'asked decimals'],
    ['0.500', '0.5'],
    ['0,125', '0.125'],
    ['1.2345', '1.2345'],
    ['1234.567', '1234.567'],
    ['−5', '-5'],
    ['95%', { decimal: '95', of: '100' }],
    ['95,5 %', { decimal: '95.5', of: '100' }],
    ['9,5/10', { decimal: '9.5', of: '10' }],
    ['9½', '9.5'],
    ['½', '0.5'],
    ['1.23.4', 'wrong'],
    ['1.234.5', 'wrong'],
    ['1,2,3', 'wrong'],
    ['1.234,5,6', 'wrong'],
    ['9,5/', 'wrong'],
    ['mười', 'wrong'],
    ['1e5', 'wrong'],
    ['968,50', '968.5'],
    ['10,00', '10'],
    ['100', '100'],
    ['0,0', '0'],
    ['1 234 567,5', '1234567.5'],
    ["1'234", '1234'],
    ['9 5', 'wrong'],
    ['1 23', 'wrong'],
    ['12 3456', 'wrong'],
    ['9 5,5', 'wrong'],
    ['--5', 'wrong'],
  ])('%s is %j', (words, meaning) => {
    const read = told(readAmount(text(words), {}));
    const plain = typeof read === 'object' && read.of === undefined ? read.decimal : read;
    expect(plain).toEqual(meaning);
  });

  it.each<[string, Answers['decimals'], string]>([
    ['1.000', 'COMMA', '1000'],
    ['1.000', 'POINT', '1'],
    ['1,000', 'COMMA', '1'],
    ['1,000', 'POINT', '1000'],
    ['968,5', 'POINT', '968.5'],
  ])('%s with %s for decimals is %s', (words, decimals, meaning) => {
    expect(told(readAmount(text(words), { decimals }))).toEqual({ decimal: meaning });
  });
});

describe('the id that a name makes', () => {
  it.each([
    ['Tỉnh Điện Biên', 'tinh-dien-bien'],
    ['Sở GD&ĐT (cũ)', 'so-gd-dt-cu'],
    ['UBND  phường 1', 'ubnd-phuong-1'],
    ['Đ'.repeat(80), 'd'.repeat(64)],
    ['–', ''],
  ])('%s: %s', (name, id) => {
    expect(idOf(name)).toBe(id);
  });
});
