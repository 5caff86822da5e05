import { describe, expect, it } from '@jest/globals';
import { messageOf, refusal, type Refusal } from '../../src/kernel/refusal.js';

describe('a refusal of what a decision should carry', () => {
  it('says of a tie, an open ballot and another matter what it is, and no figures that were not counted', () => {
    const said = (facts: Refusal['facts']) => messageOf(refusal('THRESHOLD_NOT_MET', facts), 'vi');
    expect(said({ outcome: 'TIED', votes: 5, base: 5, threshold: '≥ 4/5' })).toBe(
      'Chưa được thông qua: có đơn vị khác được cùng số phiếu 5/5, chưa phân định',
    );
    expect(said({ outcome: 'NOT_COUNTED' })).toBe(
      'Chưa được thông qua: cuộc bỏ phiếu chưa kết thúc, chưa có kết quả kiểm phiếu',
    );
    expect(said({ outcome: 'OTHER_MATTER' })).toBe(
      'Chưa được thông qua: cuộc bỏ phiếu hoặc ý kiến nhất trí được dẫn là về việc khác',
    );
  });

  it('says of a duty who holds it, and not that two units are one', () => {
    const taken = { conflict: 'HEAD_TAKEN', forYear: '2025', unit: 'Sở Y tế', holder: 'Sở Tài chính' };
    expect(messageOf(refusal('ROLE_CONFLICT', taken), 'vi')).toBe(
      'Trưởng, phó không hợp lệ: năm 2025 đã có trưởng cụm, khối: Sở Tài chính',
    );
    expect(messageOf(refusal('ROLE_CONFLICT', taken), 'en')).toBe(
      'Not possible in the leadership: 2025 has a head already: Sở Tài chính',
    );
  });
});
