import { describe, expect, it } from '@jest/globals';
import { messageOf } from '../../src/kernel/refusal.js';
import { REMARKS } from '../../src/kernel/remark-table.js';
import { strangeWordsIn } from '../support/vietnamese.js';

const places = (text: string) => new Set(text.match(/\{\w+\}/g));

describe('every remark that refuses nothing', () => {
  it.each(Object.entries(REMARKS))('%s speaks Vietnamese and English, of the same facts', (_, { vi, en }) => {
    expect(strangeWordsIn([vi.replaceAll(/\{\w+\}/g, '')])).toEqual([]);
    expect(vi).toBe(vi.normalize('NFC'));
    expect(en).toMatch(/^[\x20-\x7e]+$/);
    expect(places(vi)).toEqual(places(en));
  });

  it('is said of the facts that it has', () => {
    const facts = { units: ['Hà Giang', 'Sơn La'], rank: 3 };
    expect(messageOf({ code: 'TIE_BREAK_LAPSED', facts }, 'vi')).toBe(
      'Thứ tự đã quyết định ở hạng 3 giữa Hà Giang; Sơn La không còn áp dụng vì điểm đã thay đổi',
    );
  });
});
