import { describe, expect, it } from '@jest/globals';
import { messageOf, refusal } from '../../src/kernel/refusal.js';

describe('a refusal', () => {
  it('says of what is there already when it held', () => {
    const member = { kind: 'member', id: 'son-la', name: 'UBND tỉnh Sơn La' };
    const there = (facts: object) => messageOf(refusal('ALREADY_EXISTS', { ...member, ...facts }), 'vi');
    expect(
      [{ since: '2021-01-01', until: '2022-12-31' }, { since: '2024-07-01' }, { until: '2022-12-31' }].map(there),
    ).toEqual([
      'Đã có thành viên UBND tỉnh Sơn La (từ 1/1/2021 đến 31/12/2022)',
      'Đã có thành viên UBND tỉnh Sơn La (từ 1/7/2024)',
      'Đã có thành viên UBND tỉnh Sơn La (đến 31/12/2022)',
    ]);
  });

  it('says when somebody was a member who is none any more', () => {
    const facts = {
      kind: 'membership',
      id: 'son-la',
      of: 'UBND tỉnh Sơn La',
      since: '2021-01-01',
      until: '2022-12-31',
    };
    expect(messageOf(refusal('ALREADY_EXISTS', facts), 'vi')).toBe(
      'UBND tỉnh Sơn La đã có thời gian là thành viên (từ 1/1/2021 đến 31/12/2022)',
    );
  });

  it('says what is wrong with a value that a rule refuses', () => {
    const into = refusal('INVALID_INPUT', { field: '/into', why: 'ITSELF' });
    expect(messageOf(into, 'vi')).toBe(
      'Dữ liệu vào không đúng khuôn dạng: phải là đơn vị, khối, cụm, phong trào hoặc văn bản khác (tại /into)',
    );
    expect(messageOf(into, 'en')).toBe('The input is not of the expected shape: it must be another one (at /into)');
  });

  it('says why recipients do not fit', () => {
    const nobody = refusal('RECIPIENT_COUNT_MISMATCH', { which: 'NOBODY' });
    expect(messageOf(nobody, 'vi')).toBe(
      'Danh sách khen thưởng, đề nghị không hợp lệ: phải có ít nhất một tập thể hoặc cá nhân',
    );
  });
});
