import type { Step } from './story.js';

const on = (date: string) => ({ occurredOn: { date } });
const BY_BLOC = { launchedBy: { kind: 'BLOC', blocId: 'cum-7-tinh' } };
const PLAN = { kind: 'PLAN', number: '1255/SGTVT-VP', date: { date: '2021-09-20' } };
const OF_PROVINCE = { kind: 'PLAN', number: '58/KH-UBND', issuer: { kind: 'EXTERNAL', name: 'UBND tỉnh' } };

/** A movement of the bloc, from its launch to the one that goes on from it. */
export const MOVEMENT: readonly Step[] = [
  { id: 'LaunchMovement', body: { movementId: 'dien-hinh-2021-2025', ...BY_BLOC, ...on('2021-01-05') } },
  {
    id: 'LaunchMovement',
    body: {
      movementId: 'dien-hinh-2026-2030',
      ...BY_BLOC,
      person: { name: 'Lê Văn Vịnh', office: 'Giám đốc Sở' },
      nature: 'THEMATIC',
      theme: { vi: 'Đoàn kết, sáng tạo' },
      audience: 'Người lao động trong toàn ngành',
      period: { from: { date: '2026' }, to: { date: '2030' } },
      place: 'thành phố Thái Nguyên',
      predecessors: ['dien-hinh-2021-2025'],
      document: PLAN,
      ...on('2025-07-03'),
    },
  },
  {
    id: 'StateMovementPeriod',
    body: { period: { from: { date: '2021' }, to: { date: '2025' } }, document: PLAN, ...on('2021-01-06') },
  },
  {
    id: 'LinkDocument',
    body: { document: PLAN, relations: [{ relation: 'IMPLEMENTS', document: OF_PROVINCE }], ...on('2021-01-06') },
  },
  { id: 'JoinMovement', body: { participant: { kind: 'UNIT', unitId: 'dien-bien' }, ...on('2021-01-07') } },
  {
    id: 'ReviewMovement',
    body: {
      reviewId: 'tong-ket-2020',
      kind: 'FINAL',
      meeting: 'Hội nghị điển hình tiên tiến',
      place: 'thành phố Thái Nguyên',
      host: { kind: 'UNIT', unitId: 'dien-bien' },
      results: ['An toàn giao thông'],
      ratings: [
        {
          of: { kind: 'UNIT', unitId: 'dien-bien' },
          by: { kind: 'EXTERNAL', name: 'UBND tỉnh' },
          ratings: ['Hoàn thành tốt nhiệm vụ'],
          period: { from: { date: '2021' }, to: { date: '2024' } },
        },
      ],
      ...on('2025-07-03'),
    },
  },
  {
    id: 'ConferMovementAward',
    body: {
      awardId: 'bang-khen',
      form: 'Giấy khen',
      reviewId: 'tong-ket-2020',
      collectives: { count: 2, named: [], presenter: { name: 'Lê Văn Vịnh' } },
      individuals: { count: 15, named: [{ name: 'Nguyễn Văn A', office: 'Kỹ sư', unitId: 'dien-bien' }] },
      blocs: { count: 1, named: [] },
      exemplars: true,
      years: ['2021', '2023'],
      consecutiveYears: 5,
      partial: true,
      ...on('2025-07-03'),
    },
  },
  { id: 'NameMovementAwardRecipient', body: { recipient: { name: 'Phòng Kế hoạch' }, ...on('2025-07-04') } },
  { id: 'ReportMovementRecognitions', body: on('2025-07-04') },
  { id: 'NameMovementSuccessor', body: { successor: 'dien-hinh-2026-2030', ...on('2025-07-05') } },
  { id: 'CloseMovement', body: { reason: 'Theo văn bản', ...on('2025-12-31') } },
];
