import type { Step } from './story.js';

export const KNOWN_OF_COMMENDATION = {
  commendationId: 'khen-thuong',
  complaintId: 'don-1',
  councilReviewId: 'hop-hoi-dong',
};
export const MADE_OF_COMMENDATION = {
  RegisterCommendation: 'commendationId',
  LodgeComplaint: 'complaintId',
  RecordCouncilReview: 'councilReviewId',
};

const on = (date: string) => ({ occurredOn: { date } });
const because = (date: string) => ({ reason: 'Theo văn bản', ...on(date) });
const HANOI = { kind: 'EXTERNAL', name: 'Sở Nội vụ' };
const paper = (number: string, date: string) => ({ number, date: { date }, issuer: HANOI });
const TERM = { days: 5, counted: 'WORKING_DAYS', daysOff: ['2025-04-07'], basis: { number: '311/QĐ-BNV' } };
const DOSSIER = [
  { kind: 'SUBMISSION', title: 'Tờ trình', document: { number: '15/TTr-UBND' }, sha256: 'a'.repeat(64) },
  { kind: 'ACHIEVEMENT_REPORT', title: 'Báo cáo thành tích' },
  { kind: 'MINUTES', vote: { kind: 'COUNTED', inFavour: 6, of: 7 } },
];
const FIRST = { name: 'Phòng Tổng hợp', office: 'Phòng', unitId: 'lao-cai' };

/** What became of a proposal, and a commendation known otherwise from its report to its recovery. */
export const COMMENDATION_STORY: readonly Step[] = [
  { id: 'TakeUpProposal', body: { unitId: 'dien-bien', document: { number: '1/CV' }, ...on('2025-03-23') } },
  {
    id: 'RegisterCommendation',
    body: {
      commendationId: 'khen-thuong',
      ...{ blocId: 'cum-7-tinh', year: '2024', form: 'Bằng khen', grantor: HANOI },
      recipients: {
        collectives: { count: 2, named: [FIRST] },
        individuals: { count: 1, named: [{ name: 'Nguyễn Văn A', office: 'Giám đốc', unitId: 'lao-cai' }] },
        blocs: { count: 1, named: [{ name: 'Khối các sở', office: 'Khối', unitId: 'lao-cai' }] },
      },
      achievement: { from: { date: '2020' }, to: { date: '2024' }, consecutiveYears: 5, wording: '5 năm liên tục' },
      document: { number: '2/CV' },
      ...on('2025-03-24'),
    },
  },
  {
    id: 'SubmitDossier',
    body: { to: HANOI, parts: DOSSIER.slice(0, 2), returnTerm: TERM, ...on('2025-04-01') },
  },
  { id: 'ReturnDossier', body: { by: HANOI, document: { number: '3/CV' }, ...because('2025-04-02') } },
  { id: 'SupplementDossier', body: { parts: DOSSIER, returnTerm: TERM, ...on('2025-04-03') } },
  {
    id: 'LodgeComplaint',
    body: {
      complaintId: 'don-1',
      ...{ about: 'COMPLAINT', by: HANOI, matter: 'Số liệu', document: { number: '4/CV' }, ...on('2025-04-04') },
    },
  },
  {
    id: 'ResolveComplaint',
    body: { outcome: 'DISMISSED', document: { number: '5/CV' }, ...because('2025-04-05') },
  },
  { id: 'RejectCommendation', body: { by: HANOI, document: { number: '6/CV' }, ...because('2025-04-06') } },
  {
    id: 'DecideCommendation',
    body: {
      document: { kind: 'DECISION', title: 'Quyết định khen thưởng', ...paper('7/QĐ', '2025-05-20') },
      signatory: { name: 'Nguyễn Văn B', office: 'Giám đốc' },
      legalBases: [{ number: '98/2023/NĐ-CP', title: 'Nghị định', article: 'Điều 30' }],
      form: 'Bằng khen',
      recipients: {
        collectives: { count: 2, named: [FIRST] },
        individuals: { count: 1, named: [{ name: 'Nguyễn Văn A', office: 'Giám đốc', unitId: 'lao-cai' }] },
        blocs: { count: 1, named: [{ name: 'Khối các sở', office: 'Khối', unitId: 'lao-cai' }] },
      },
      ...on('2025-05-20'),
    },
  },
  {
    id: 'NameCommendationRecipient',
    body: {
      kind: 'COLLECTIVE',
      recipient: { name: 'Phòng Kế hoạch', office: 'Phòng', unitId: 'cao-bang' },
      ...on('2025-05-21'),
    },
  },
  {
    id: 'ConferCommendation',
    body: {
      recipients: {
        collectives: { count: 1, named: [FIRST], presenter: { name: 'Nguyễn Văn C', office: 'Phó Giám đốc' } },
        individuals: {
          ...{ count: 1, named: [{ name: 'Nguyễn Văn A', office: 'Giám đốc', unitId: 'lao-cai' }] },
          presenter: { name: 'Nguyễn Văn D', office: 'Phó Giám đốc' },
        },
        blocs: {
          ...{ count: 1, named: [{ name: 'Khối các sở', office: 'Khối', unitId: 'lao-cai' }] },
          presenter: { name: 'Nguyễn Văn D', office: 'Phó Giám đốc' },
        },
      },
      presenter: { name: 'Nguyễn Văn C', office: 'Phó Giám đốc' },
      place: 'Lào Cai',
      document: { number: '8/KH' },
      ...on('2025-06-01'),
    },
  },
  {
    id: 'RevokeAward',
    body: {
      ...{
        ground: 'FALSE_DECLARATION',
        by: HANOI,
        of: { collectives: { count: 1, named: [FIRST] } },
        document: paper('9/QĐ', '2025-10-01'),
      },
      recovery: { by: HANOI, items: ['Bằng khen'], ifAny: true, condition: 'Sau khi bản án có hiệu lực' },
      ...because('2025-10-01'),
    },
  },
  {
    id: 'RecordRecovery',
    body: {
      by: HANOI,
      items: [{ item: 'Tiền thưởng', quantity: { value: '1', qualifier: 'EXACT', unit: 'triệu đồng' } }],
      note: 'Đã nộp',
      document: { number: '10/BB' },
      ...on('2025-11-01'),
    },
  },
  {
    id: 'RecordCouncilReview',
    body: {
      councilReviewId: 'hop-hoi-dong',
      ...{ council: HANOI, blocs: 2, document: paper('11/BB', '2025-03-24') },
      forms: [{ form: 'GOVERNMENT_FLAG', proposed: 9, agreed: 6, inFavour: 16, voters: 17 }],
      named: [
        {
          ...{
            form: 'GOVERNMENT_FLAG',
            outcome: 'AGREED',
            wording: 'Nhất trí',
            unitId: 'dien-bien',
            name: 'Điện Biên',
          },
          proposal: { blocId: 'cum-7-tinh', year: '2024', proposalId: 'de-nghi' },
        },
      ],
      ...on('2025-03-24'),
    },
  },
  {
    id: 'NameReviewOutcome',
    body: {
      named: {
        ...{ form: 'GOVERNMENT_FLAG', outcome: 'NOT_AGREED', wording: 'Không', unitId: 'lao-cai', name: 'Lào Cai' },
        proposal: { blocId: 'cum-7-tinh', year: '2024', proposalId: 'de-nghi' },
      },
      ...on('2025-03-25'),
    },
  },
];
