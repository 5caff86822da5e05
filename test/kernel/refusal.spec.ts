import { describe, it, expect } from '@jest/globals';
import { claimSurvives, messageOf, refusal, type Refusal } from '../../src/kernel/refusal.js';
import { DENIALS, ROLE_WORDS, SIGHT_WORDS, WHO_MAY } from '../../src/kernel/entitlement-words.js';
import { INPUT_WORDS } from '../../src/kernel/input-words.js';
import { RECIPIENT_WORDS } from '../../src/kernel/recipient-words.js';
import { KIND_WORDS } from '../../src/kernel/kind-words.js';
import { CONFLICT_WORDS, SHORTFALL_WORDS } from '../../src/kernel/leadership-words.js';
import { ORDER_WORDS } from '../../src/kernel/order-words.js';
import { REFUSALS, type RefusalCode } from '../../src/kernel/refusal-table.js';
import { SITUATION_WORDS, WAY_WORDS } from '../../src/kernel/situation-words.js';
import { STEP_WORDS } from '../../src/kernel/step-words.js';
import { strangeWordsIn } from '../support/vietnamese.js';

const CODES = Object.keys(REFUSALS) as RefusalCode[];

const places = (text: string) => new Set(text.match(/\{\w+\}/g));

describe('every reason to refuse', () => {
  it.each(CODES)('%s speaks Vietnamese and English, of the same facts', (code) => {
    const { vi, en } = REFUSALS[code];
    expect(vi).toMatch(/[àáảãạăâđèéêìíòóôơùúưỳý]|[\u1ea0-\u1ef9]/i);
    expect(vi).toBe(vi.normalize('NFC'));
    expect(en).toMatch(/^[\x20-\x7e]+$/);
    expect(places(vi)).toEqual(places(en));
  });

  it.each(CODES)('%s names the rule it stands on', (code) => {
    expect(REFUSALS[code].rule).toMatch(
      /^(R(0[1-9]|[1-4]\d|5[01])|D15|D26|D41|D43|H6|H9|b\.[34]|SHAPE|IDENTITY|UNKNOWN|EXISTS)$/,
    );
  });

  it('is told apart from every other by its words', () => {
    for (const language of ['vi', 'en'] as const) {
      expect(new Set(CODES.map((code) => REFUSALS[code][language])).size).toBe(CODES.length);
    }
  });
});

describe('a refusal in words', () => {
  const passed = refusal('THRESHOLD_NOT_MET', { votes: 5, base: 7, threshold: '4/5' });

  it('fills in what the rule saw', () => {
    expect(messageOf(passed, 'en')).toBe('Not carried: 5/7 does not reach 4/5');
    expect(messageOf(passed, 'vi')).toBe(
      'Chưa được thông qua: không đạt tỷ lệ phiếu tán thành tối thiểu, 5/7, cần 4/5',
    );
  });

  it('lists several units', () => {
    const reason = refusal('RANKING_INCOMPLETE', { units: ['Hà Giang', 'Sơn La'] });
    expect(messageOf(reason, 'vi')).toBe('Chưa đủ điểm của các đơn vị: Hà Giang; Sơn La');
  });

  it('calls a kind of thing by its word, and an unknown kind by itself', () => {
    const missing = refusal('UNKNOWN_REFERENCE', { kind: 'option', id: 'gioi' });
    expect(messageOf(missing, 'vi')).toBe('Không có phương án gioi trong hồ sơ này');
    expect(messageOf({ ...missing, facts: { kind: 'toString', id: 'x' } }, 'en')).toBe(
      'There is no toString x in this record',
    );
  });

  it.each([
    [
      { kind: 'session', id: 'tong-ket' },
      'Đã có phiên họp mã tong-ket',
      'Already on record: session with the id tong-ket',
    ],
    [{ kind: 'year', id: '2024', name: '2024' }, 'Đã có năm thi đua 2024', 'Already on record: year 2024'],
    [
      { kind: 'self-score', id: 'son-la', of: 'UBND tỉnh Sơn La' },
      'UBND tỉnh Sơn La đã có bản tự chấm',
      'Already on record of UBND tỉnh Sơn La: self-score',
    ],
    [
      { kind: 'leadership', id: '2025', ofYear: '2025' },
      'Năm 2025 đã có trưởng, phó cụm, khối',
      'Already on record of 2025: leadership',
    ],
  ])('says of what is there already whose it is or what it is called: %j', (facts, vi, en) => {
    const there = refusal('ALREADY_EXISTS', facts);
    expect([messageOf(there, 'vi'), messageOf(there, 'en')]).toEqual([vi, en]);
  });

  it('says of what is not there yet whose it would be', () => {
    const missing = refusal('NOT_ON_RECORD', { kind: 'ranking', id: '2024', ofYear: '2024' });
    expect(messageOf(missing, 'vi')).toBe('Năm 2024 chưa có kết quả xếp hạng');
  });

  it('says that an act misses what is known by a claim alone', () => {
    const missing = refusal('NOT_ON_RECORD', { kind: 'ranking', id: '2024', ofYear: '2024', knownBy: 'CLAIM' });
    expect(messageOf(missing, 'vi')).toBe('Năm 2024 chưa có kết quả xếp hạng; nội dung này mới có theo nguồn kê khai');
    expect(messageOf(missing, 'en')).toBe(
      'Not on record yet of 2024: ranking; a claim alone knows it and unlocks no act',
    );
  });

  it('shows a gap where a fact is missing', () => {
    expect(messageOf(refusal('ALREADY_VOTED'), 'en')).toBe('… has voted');
    expect(messageOf({ ...passed, facts: { votes: 0 } }, 'en')).toBe('Not carried: 0/… does not reach …');
  });

  it('says where a value stands and what would be right there', () => {
    const facts = { choice: 'co', field: '/questions/0/form', allowed: ['co-chinh-phu', 'bang-khen'] };
    const choice = refusal('INVALID_CHOICE', facts);
    expect(messageOf(choice, 'en')).toBe(
      'Invalid ballot choice: co (at /questions/0/form; right would be: co-chinh-phu; bang-khen)',
    );
    expect(messageOf(choice, 'vi')).toBe(
      'Phiếu không hợp lệ: co (tại /questions/0/form; hợp lệ: co-chinh-phu; bang-khen)',
    );
    expect(messageOf(refusal('INVALID_CHOICE', { choice: 'co' }), 'en')).toBe('Invalid ballot choice: co');
    const many = Array.from({ length: 500 }, (_, n) => `c${n}`);
    const missing = refusal('UNKNOWN_REFERENCE', { kind: 'criterion', id: 'x', allowed: many });
    expect(messageOf(missing, 'en')).toMatch(
      /^There is no criterion x in this record \(right would be: c0; .*; c19; \+480\)$/,
    );
  });

  it('says what was asked, why not by this caller, and who may', () => {
    const read = refusal('NOT_ENTITLED', { role: 'representative', reads: 'TRAIL', allowed: ['council', 'secretary'] });
    expect(messageOf(read, 'en')).toBe(
      'The role representative may not read the audit trail; who may: council; secretary',
    );
    expect(messageOf(read, 'vi')).toBe(
      'Vai trò đại diện đơn vị không được xem nhật ký kiểm tra; được phép: hội đồng; thư ký',
    );
    const of = {
      blocId: 'cum-7-tinh',
      unitId: 'son-la',
      own: 'khoi-khac',
      role: 'secretary',
      command: 'OpenEmulationYear',
    };
    for (const denied of Object.keys(DENIALS)) {
      for (const who of Object.keys(WHO_MAY)) {
        const facts = refusal('NOT_ENTITLED', { ...of, denied, who });
        expect(messageOf(facts, 'en')).toMatch(
          /OpenEmulationYear: [^{}…]*(khoi-khac|son-la)[^{}…]*; who may: [^{}…]+$/,
        );
        expect(messageOf(facts, 'vi')).toMatch(/thao tác này: [^{}…]*(khoi-khac|son-la)[^{}…]*; được phép: [^{}…]+$/);
      }
    }
    expect(messageOf(refusal('NOT_ENTITLED', { ...of, denied: 'OTHER_BLOC', who: 'CLAIM' }), 'en')).toBe(
      'The role secretary may not send OpenEmulationYear: it belongs to the bloc khoi-khac; who may: the council and the secretary of cum-7-tinh',
    );
    expect(messageOf(refusal('NOT_ENTITLED', { ...of, who: 'HEAD' }), 'vi')).toBe(
      'Vai trò thư ký không được thực hiện thao tác này; được phép: thư ký của cum-7-tinh và đơn vị trưởng',
    );
    const strange = { role: 'x', command: 'Y', denied: 'toString', who: 'valueOf' };
    expect(messageOf(refusal('NOT_ENTITLED', strange), 'en')).toBe('The role x may not send Y');
  });

  it('says which rule two dates break, of what is compared, and never of a session where there is none', () => {
    const dates = { first: '2024-01-02', second: '1903-11-15' };
    const said = (order: string, language: 'vi' | 'en'): string =>
      messageOf(refusal('INVALID_DATES', { ...dates, order }), language);
    expect(said('UNIT_ON_RECORD', 'en')).toBe(
      'Dates contradict each other: 2024-01-02 must not be after 1903-11-15 (where nothing says since when a unit exists, it is known from the day of its registration)',
    );
    expect(said('UNIT_ON_RECORD', 'vi')).toBe(
      'Ngày không hợp lệ: 2/1/2024 không được sau 15/11/1903 (đơn vị không ghi có từ ngày nào thì tính từ ngày đăng ký)',
    );
    expect(messageOf(refusal('INVALID_DATES', dates), 'vi')).toBe(
      'Ngày không hợp lệ: 2/1/2024 không được sau 15/11/1903',
    );
    const orders = Object.keys(ORDER_WORDS);
    const ofSessions = orders.filter((order) => /phiên/.test(said(order, 'vi')) || /session/.test(said(order, 'en')));
    expect(ofSessions).toEqual(['SESSION_DAYS', 'PREPARATORY', 'AT_SESSION', 'IN_SESSION']);
    for (const language of ['vi', 'en'] as const)
      expect(new Set(orders.map((order) => said(order, language))).size).toBe(orders.length);
  });

  it.each([
    ['2025-03-31', '31/3/2025'],
    ['2024-11', '11/2024'],
    ['2024', '2024'],
    ['<date>', '<date>'],
    ['a-b', 'a-b'],
  ])('writes the date %s as %s in Vietnamese, and as it is in English', (date, written) => {
    const closed = refusal('SCORING_CLOSED', { date });
    expect(messageOf(closed, 'vi')).toBe(`Đã hết hạn tự chấm điểm (${written})`);
    expect(messageOf(closed, 'en')).toBe(`Self-scoring closed on ${date}`);
  });

  it('takes facts literally, whatever signs they hold', () => {
    const reason = refusal('ALREADY_VOTED', { unit: '$& {unit} $1' });
    expect(messageOf(reason, 'en')).toBe('$& {unit} $1 has voted');
  });
});

describe('a refusal of what cannot be done now', () => {
  const said = (facts: Refusal['facts'], language: 'vi' | 'en'): string =>
    messageOf(refusal('INVALID_TRANSITION', facts), language);

  it.each([
    [{ step: 'SESSION_CLOSED' }, 'Không thực hiện được: phiên họp đã kết thúc', 'Not possible: the session is over'],
    [
      { step: 'SECRET_PAPER', allowed: ['SHOW_OF_HANDS'] },
      'Không thực hiện được: quy chế không cho bỏ phiếu kín; được: biểu quyết giơ tay',
      'Not possible: the rulebook does not offer a secret ballot; it offers a show of hands',
    ],
    [
      { step: 'HEAD_DECIDES', allowed: ['MORE_BONUS'] },
      'Không thực hiện được: quy chế không cho đơn vị trưởng quyết định khi đồng hạng',
      'Not possible: the rulebook does not offer a decision of the head on the tie',
    ],
    [
      { step: 'VOTE' },
      'Không thực hiện được: bước đã thực hiện (bỏ phiếu suy tôn)',
      'Not possible: it is done already (the vote)',
    ],
    [
      { step: 'DEPUTY', ordinal: 3, most: 2 },
      'Không thực hiện được: không có phó thứ 3, quy chế quy định số phó là 2',
      'Not possible: there is no deputy number 3, the rulebook knows 2',
    ],
  ])('says how things stand: %j', (facts, vi, en) => {
    expect([said(facts, 'vi'), said(facts, 'en')]).toEqual([vi, en]);
  });

  it('says each of them otherwise', () => {
    for (const language of ['vi', 'en'] as const) {
      const states = Object.keys({ ...SITUATION_WORDS, ...STEP_WORDS }).map((step) => said({ step }, language));
      const ways = Object.keys(WAY_WORDS).map((step) => said({ step, allowed: [] }, language));
      expect(new Set([...states, ...ways]).size).toBe(states.length + ways.length);
    }
  });
});

const NAMED = 'Điện Biên';
/** What a rule may have seen: a name with marks for whatever is named, and dates, numbers and codes. */
const FACTS: Refusal['facts'] = {
  ...Object.fromEntries(
    CODES.flatMap((code) => [...places(REFUSALS[code].vi)].map((place) => [place.slice(1, -1), NAMED])),
  ),
  ...{ id: NAMED, of: NAMED, blocId: NAMED, unitId: NAMED, own: NAMED, problemsVi: [NAMED], knownBy: 'CLAIM' },
  ...{ kind: 'ballot', step: 'DRAFT', steps: Object.keys(STEP_WORDS), role: 'council', command: 'OpenEmulationYear' },
  ...{ date: '2024-03-31', first: '2024-03-31', second: '2024-03-30' },
  ...{ value: '10.01', min: '0.00', max: '9.50', from: '9.75' },
};

const WAYS = Object.keys(WAY_WORDS);
const OF_A_KIND = ['UNKNOWN_REFERENCE', 'ALREADY_EXISTS', 'NOT_ON_RECORD', 'UNKNOWN_IN_ACT'] as const;
const told = (code: RefusalCode, codes: object, fact: string, more: Refusal['facts'] = {}): readonly Refusal[] =>
  Object.keys(codes).map((one) => refusal(code, { ...FACTS, ...more, [fact]: one }));

/** Each sentence, with each code that may stand in it. */
const EVERY_SENTENCE: readonly Refusal[] = [
  ...CODES.map((code) => refusal(code, FACTS)),
  ...OF_A_KIND.flatMap((code) => told(code, KIND_WORDS, 'kind')),
  ...told('INVALID_TRANSITION', { ...SITUATION_WORDS, ...STEP_WORDS }, 'step', { ordinal: 2, most: 1 }),
  ...told('INVALID_TRANSITION', WAY_WORDS, 'step', { allowed: WAYS }),
  ...told('INVALID_DATES', ORDER_WORDS, 'order'),
  ...told('ROLE_CONFLICT', CONFLICT_WORDS, 'conflict', { forYear: '2025', ordinal: 1, holder: NAMED, unit: NAMED }),
  ...told('THRESHOLD_NOT_MET', SHORTFALL_WORDS, 'outcome', { votes: 5, base: 7, threshold: '≥ 4/5' }),
  ...told('INVALID_INPUT', INPUT_WORDS, 'why'),
  ...told('RECIPIENT_COUNT_MISMATCH', RECIPIENT_WORDS, 'which', { count: 7 }),
  ...told('ALREADY_EXISTS', { member: 0, membership: 0 }, 'kind', { since: '2024-03-31', until: '2024-04-30' }),
  ...told('NOT_ENTITLED', ROLE_WORDS, 'role', { allowed: Object.keys(ROLE_WORDS) }),
  ...told('NOT_ENTITLED', WHO_MAY, 'who'),
  ...told('NOT_ENTITLED', DENIALS, 'denied'),
  ...told('NOT_ENTITLED', SIGHT_WORDS, 'reads'),
];

describe('every sentence in Vietnamese', () => {
  const sentences = EVERY_SENTENCE.map((one) => messageOf(one, 'vi'));

  it('has no code and no English word', () => {
    expect(strangeWordsIn(sentences)).toEqual([]);
  });

  it('writes dates and numbers as Vietnamese does', () => {
    expect(sentences.filter((sentence) => /\d{4}-\d{2}|\d\.\d/.test(sentence))).toEqual([]);
    expect(sentences).toContainEqual(expect.stringContaining('31/3/2024'));
    expect(sentences).toContainEqual(expect.stringContaining('10,01'));
  });

  it('says no noun twice', () => {
    expect(sentences.filter((sentence) => /([\p{L}]+ [\p{L}]+) \1/iu.test(sentence.replaceAll(NAMED, '')))).toEqual([]);
  });
});

describe('a refusal as a value', () => {
  it('stands on the rule of its code unless told which of two', () => {
    expect(refusal('REASON_REQUIRED')).toEqual({ code: 'REASON_REQUIRED', rule: 'R10', facts: {} });
    expect(refusal('REASON_REQUIRED', { subject: 'x' }, 'R11')).toEqual({
      code: 'REASON_REQUIRED',
      rule: 'R11',
      facts: { subject: 'x' },
    });
  });

  it('spares a claim but for shape, identity, the unknown, duplicates, contradictions and lost races', () => {
    const refusedEvenAsClaims = CODES.filter((code) => !claimSurvives(code));
    expect(refusedEvenAsClaims).toEqual([
      'NOT_ENTITLED',
      'INVALID_INPUT',
      'UNKNOWN_UNIT',
      'UNKNOWN_BLOC',
      'UNKNOWN_RULEBOOK',
      'UNKNOWN_YEAR',
      'UNKNOWN_REFERENCE',
      'ALREADY_EXISTS',
      'NOT_ON_RECORD',
      'UNKNOWN_IN_ACT',
      'RULEBOOK_INVALID',
      'DATE_IN_FUTURE',
      'ALREADY_SIGNED',
      'ALREADY_VOTED',
      'RECIPIENT_COUNT_MISMATCH',
      'ROLE_CONFLICT',
      'INVALID_PERIOD',
      'UNIT_NOT_ACTIVE',
      'DUPLICATE_COMMAND',
      'CONCURRENCY_CONFLICT',
      'RULEBOOK_NOT_ADOPTED',
      'INVALID_DATES',
    ]);
  });
});
