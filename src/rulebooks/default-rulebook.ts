import type { BallotRules, CriterionLine, NotApplicablePolicy, Rulebook } from './rulebook.values.js';

/**
 * The rulebook a bloc starts from where it has no regulation of its own: every parameter with its source.
 * *Law*: the document binds councils or fixes the form. *Practice*: a published regulation or report does it so.
 * *Custom*: widely done, no text found. *Default*: our choice where neither law nor practice decides; a council should
 * look at each of these before it publishes the rulebook as its own.
 */
export const DEFAULT_RULEBOOK: Rulebook = {
  title: { vi: 'Quy chế chấm điểm và bình xét thi đua (mẫu)', en: 'Scoring and voting regulation (template)' },
  legalBasis: [
    {
      number: '06/2022/QH15',
      date: { date: '2022-06-15' },
      issuer: { kind: 'EXTERNAL', name: 'Quốc hội' },
      title: 'Luật Thi đua, khen thưởng',
    },
    // In force from 1/7/2025; a year decided before stands on NĐ 98/2023/NĐ-CP.
    { number: '152/2025/NĐ-CP', date: { date: '2025-06-14' }, issuer: { kind: 'EXTERNAL', name: 'Chính phủ' } },
  ],

  pledge: {
    // Practice: leaders of the unit sign; members without one present sign later (S2).
    authorisedOffices: ['CHAIRMAN', 'VICE_CHAIRMAN', 'DIRECTOR', 'DEPUTY_DIRECTOR'],
    // Default: no deadline. Custom files late signatures by 31 March.
    // Custom: a unit without a signed pledge is not considered; 245-CT of 1981 already asked for a signed pledge.
    requiredForScoring: true,
  },

  scoring: {
    // Custom: the 1,000-point table of the provinces; weights vary.
    scale: '1000',
    // Practice: TP.HCM lets bonus points exceed the scale (97 + 10 = 107). Default: it does not.
    overflow: 'CAPPED',
    // Practice: results to 2 decimals (police of Quảng Trị). Default: half up, once at the end.
    rounding: { decimals: 2, mode: 'HALF_UP', stage: 'TOTAL' },
    // Default: no deadline. Practice: Bắc Ninh 86/2025/QĐ-UBND wants results filed before 10 December.
    criteria: [
      {
        kind: 'GROUP',
        id: 'phan-1',
        title: { vi: 'I. Phát triển kinh tế - xã hội, bảo đảm quốc phòng, an ninh' },
        max: '600',
        children: [
          // Custom: p % of target gives p % of the points; below half of the target nothing.
          proportional('chi-tieu-kinh-te', 'Các chỉ tiêu kinh tế được giao', '300'),
          proportional('chi-tieu-xa-hoi', 'Các chỉ tiêu văn hóa - xã hội được giao', '200'),
          judged('quoc-phong-an-ninh', 'Quốc phòng, an ninh, trật tự an toàn xã hội', '100'),
        ],
      },
      {
        kind: 'GROUP',
        id: 'phan-2',
        title: { vi: 'II. Chủ trương của Đảng, chính sách, pháp luật; xây dựng Đảng và hệ thống chính trị' },
        max: '200',
        children: [
          judged('chu-truong-chinh-sach', 'Thực hiện chủ trương của Đảng, chính sách, pháp luật', '80'),
          {
            ...line('cai-cach-hanh-chinh', 'Kết quả xếp loại cải cách hành chính', '70'),
            kind: 'OPTIONS',
            options: [
              { id: 'xuat-sac', title: { vi: 'Xuất sắc' }, points: '70' },
              { id: 'tot', title: { vi: 'Tốt' }, points: '60' },
              { id: 'kha', title: { vi: 'Khá' }, points: '45' },
              { id: 'trung-binh', title: { vi: 'Trung bình trở xuống' }, points: '0' },
            ],
          },
          judged('phong-chong-tham-nhung', 'Phòng, chống tham nhũng, lãng phí, tiêu cực', '50'),
        ],
      },
      {
        kind: 'GROUP',
        id: 'phan-3',
        title: { vi: 'III. Công tác thi đua, khen thưởng' },
        max: '150',
        children: [
          judged('phat-dong-phong-trao', 'Phát động, sơ kết, tổng kết các phong trào thi đua', '50'),
          {
            ...line('dien-hinh-tien-tien', 'Điển hình tiên tiến được phát hiện, nhân rộng', '30'),
            kind: 'COUNT',
            pointsEach: '5',
          },
          { ...line('dang-ky-thi-dua', 'Đăng ký thi đua đúng hạn', '20'), kind: 'PASS_FAIL' },
          // Practice: TP.HCM 2008 scores timely reports and attendance at the bloc's conferences.
          {
            ...line('bao-cao', 'Số báo cáo gửi chậm', '20'),
            kind: 'STEP',
            bands: [{ upTo: '0', points: '20' }, { upTo: '2', points: '10' }, { points: '0' }],
          },
          { ...line('tham-du-hoi-nghi', 'Tham dự các hội nghị của khối, cụm đúng thành phần', '30'), kind: 'MEAN' },
        ],
      },
      {
        kind: 'GROUP',
        id: 'diem-thuong',
        title: { vi: 'IV. Điểm thưởng' },
        max: '50',
        children: [
          { ...line('vuot-chi-tieu', 'Vượt các chỉ tiêu được giao', '25'), kind: 'BONUS' },
          { ...line('sang-kien', 'Sáng kiến, cách làm mới, hiệu quả', '15'), kind: 'BONUS' },
          { ...line('truong-pho-khoi', 'Hoàn thành nhiệm vụ đơn vị trưởng, phó', '10'), kind: 'BONUS' },
        ],
      },
      {
        kind: 'GROUP',
        id: 'diem-tru',
        title: { vi: 'V. Điểm trừ' },
        children: [
          { ...line('bao-cao-cham', 'Chậm báo cáo, hồ sơ', '20'), kind: 'DEDUCTION' },
          { ...line('vang-hoi-nghi', 'Vắng mặt tại hội nghị của khối, cụm', '10'), kind: 'DEDUCTION' },
          { ...line('ky-luat', 'Có cán bộ lãnh đạo bị kỷ luật', '50'), kind: 'DEDUCTION' },
        ],
      },
    ],
    // Custom: grounds that bar a unit from awards; it is still scored and ranked.
    knockOuts: [
      {
        id: 'vi-pham-nghiem-trong',
        title: { vi: 'Có lãnh đạo bị kỷ luật nghiêm trọng, truy cứu trách nhiệm hình sự hoặc tham nhũng' },
        excludesFrom: 'AWARDS',
        documentRequired: true,
      },
      {
        id: 'mat-doan-ket',
        title: { vi: 'Nội bộ mất đoàn kết' },
        excludesFrom: 'AWARDS',
        documentRequired: true,
      },
      {
        id: 'tai-nan-nghiem-trong',
        title: { vi: 'Để xảy ra tai nạn chết người do lỗi của đơn vị' },
        excludesFrom: 'AWARDS',
        documentRequired: true,
      },
    ],
  },

  ranking: {
    // Default (D12): ties are read on the exact totals.
    tiePrecision: 'EXACT',
    tieKeys: [
      // Custom: part I, then bonus, then fewer deductions, then the members, then the head.
      { key: 'CRITERION', criterionId: 'phan-1' },
      { key: 'MORE_BONUS' },
      { key: 'FEWER_DEDUCTIONS' },
      // Law: NĐ 152/2025/NĐ-CP Art. 4, in force from 1/7/2025.
      { key: 'WOMEN_SHARE' },
      { key: 'MEMBERS_VOTE' },
      { key: 'HEAD_DECIDES' },
    ],
    // Default (D10): excluding the first makes nobody else the leading unit.
    promoteNext: false,
    // Default: who is kept out of the order still sets the leader of a curve, and keys read points as they were given.
    curveLeaders: 'SCORED',
    rescaledKeys: 'AS_GIVEN',
  },

  voting: {
    // Law for councils: NĐ 98/2023/NĐ-CP Art. 30(7), 80 % of all members on flags. Default for blocs (D1, D2).
    commendation: ballot(['SECRET_PAPER'], { fraction: '4/5', comparison: 'AT_LEAST', base: 'ALL_MEMBERS' }),
    // Default (D2): more than half of all members. Practice: unanimous assent (S0), vote after nomination (S4).
    election: ballot(['UNANIMOUS_ASSENT', 'SHOW_OF_HANDS', 'SECRET_PAPER'], {
      fraction: '1/2',
      comparison: 'MORE_THAN',
      base: 'ALL_MEMBERS',
    }),
    // Default (D3): allowed, and the record shows the conflict of interest.
    selfVote: 'ALLOWED',
    // Default (R50): where every voter may be a candidate, candidates' persons may count.
    candidateTellers: 'ALLOWED',
  },

  leadership: {
    // Practice differs: S4 nominates before it elects, S0 does not. Default: no nomination needed.
    nominationRequired: false,
    // Practice: none (S0, S3) or one (S2, S4).
    deputies: { max: 1 },
  },

  // The highest first: what remains after higher forms is counted in this order.
  commendations: {
    forms: [
      {
        id: 'GOVERNMENT_FLAG',
        title: { vi: 'Cờ thi đua của Chính phủ' },
        kind: 'EMULATION_TITLE',
        grantor: { kind: 'OFFICE', office: 'Thủ tướng Chính phủ' },
        // Law: 06/2022/QH15 Art. 25, among the units that lead. Practice: one for each bloc (Quảng Ninh 1174/QĐ-UBND).
        quota: { kind: 'COUNT', count: 1 },
        nominee: 'LEADING',
      },
      {
        id: 'PROVINCE_FLAG',
        title: { vi: 'Cờ thi đua của Ủy ban nhân dân tỉnh' },
        kind: 'EMULATION_TITLE',
        grantor: { kind: 'EXTERNAL', name: 'Ủy ban nhân dân tỉnh' },
        // Practice: one for each bloc (Quảng Ninh 1174/QĐ-UBND); two in S4.
        quota: { kind: 'COUNT', count: 1 },
        nominee: 'ANY',
      },
      {
        id: 'CHAIRMAN_CERTIFICATE',
        title: { vi: 'Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh' },
        kind: 'COMMENDATION',
        grantor: { kind: 'OFFICE', office: 'Chủ tịch Ủy ban nhân dân tỉnh' },
        // Practice: at most half of the remaining units (Quảng Ninh 1174/QĐ-UBND). D10: floored.
        quota: { kind: 'SHARE', share: '1/2', base: 'REMAINING_AFTER_HIGHER' },
        nominee: 'ANY',
      },
    ],
    // Law: 06/2022/QH15 Art. 5, one achievement is not rewarded in several forms.
    severalForms: 'FORBIDDEN',
    // Practice: the minutes with the votes are part of the dossier (311/QĐ-BNV).
    decisionRequired: true,
  },

  // Default: a member sees the sheets of the others once all are agreed.
  visibility: { sheetsOfOthers: 'ONCE_ALL_AGREED' },

  // Default (D20).
  obligatorySteps: ['SCORING', 'VOTE', 'AWARDS'],
  // Default (D15): back-dating is unbounded, and shown.
  // Practice: secretaries record what members sign on paper.
  ownHandRequired: false,
};

function line(
  id: string,
  title: string,
  max: string,
  notApplicable: NotApplicablePolicy = 'FORBIDDEN',
): Pick<CriterionLine, 'id' | 'title' | 'max' | 'notApplicable'> {
  return { id, title: { vi: title }, max, notApplicable };
}

function judged(id: string, title: string, max: string): CriterionLine {
  return { ...line(id, title, max), kind: 'JUDGED' };
}

/** Custom: a criterion not assigned to a unit is left out and the rest rescaled. */
function proportional(id: string, title: string, max: string): CriterionLine {
  return { ...line(id, title, max, 'RESCALE'), kind: 'CURVE', curve: { shape: 'PROPORTIONAL', floor: '1/2' } };
}

/** Law for councils: two thirds present (NĐ 98/2023/NĐ-CP Art. 47), absent members asked in writing (Art. 30(7)). */
function ballot(methods: BallotRules['methods'], threshold: BallotRules['threshold']): BallotRules {
  return { methods, threshold, quorum: '2/3', writtenOpinions: 'ALLOWED' };
}
