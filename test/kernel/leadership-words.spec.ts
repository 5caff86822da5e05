import { describe, expect, it } from '@jest/globals';
import { messageOf, refusal, type Refusal } from '../../src/kernel/refusal.js';
import { DEFAULT_RULEBOOK } from '../../src/rulebooks/default-rulebook.js';

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

  it('says of a signature which offices may sign, or who is registered', () => {
    const { authorisedOffices: allowed } = DEFAULT_RULEBOOK.pledge;
    const said = (facts: Refusal['facts']) =>
      messageOf(refusal('SIGNATORY_NOT_AUTHORISED', { person: 'Trần B', unit: 'Sở Y tế', ...facts }), 'vi');
    expect(said({ allowed })).toBe(
      'Người ký Trần B không có thẩm quyền ký thay đơn vị Sở Y tế; chức vụ được ký theo quy chế: chủ tịch; phó chủ tịch; giám đốc; phó giám đốc',
    );
    expect(said({ registered: ['Lê Văn C'] })).toMatch(/; đã đăng ký: Lê Văn C$/);
    expect(said({ allowed: ['HEAD_OF_OFFICE'] })).toMatch(/: HEAD_OF_OFFICE$/);
  });
});
