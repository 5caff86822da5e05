import { COMMENDATION_STORY, KNOWN_OF_COMMENDATION, MADE_OF_COMMENDATION } from './commendation-story.js';
import { MOVEMENT } from './movement-story.js';
import { TIED_BALLOT } from './tied-ballot-story.js';

/** A step of the story: an operation with the values that replace the examples in its body and path. */
export type Step = Readonly<{
  id: string;
  body?: Readonly<Record<string, unknown>>;
  path?: Readonly<Record<string, string>>;
}>;

/** Ids of the seeded ledger by the name of their field or parameter. */
export const KNOWN: Readonly<Record<string, string | number>> = {
  unitId: 'dien-bien',
  blocId: 'cum-7-tinh',
  year: '2024',
  rulebookId: 'quy-che',
  version: 1,
  sessionId: 'tru-bi',
  ballotId: 'suy-ton',
  questionId: 'co-chinh-phu',
  assentId: 'nhat-tri',
  listId: 'danh-sach',
  proposalId: 'de-nghi',
  awardId: 'bang-khen',
  movementId: 'dien-hinh-2021-2025',
  reviewId: 'tong-ket-2020',
  ...KNOWN_OF_COMMENDATION,
  criterionId: 'phan-1',
  mark: '500.25',
  form: 'GOVERNMENT_FLAG',
  forms: 'GOVERNMENT_FLAG',
  forYear: '2025',
  seats: 1,
  sheetKind: 'members',
};

/** The field that names what an operation makes. A repetition uses a new id. */
export const MAKES: Readonly<Record<string, string>> = {
  RegisterUnit: 'unitId',
  EstablishBloc: 'blocId',
  OpenEmulationYear: 'year',
  ConveneSession: 'sessionId',
  RegisterSubject: 'subjectId',
  OpenBallot: 'ballotId',
  RecordUnanimousAssent: 'assentId',
  RecordAgreedList: 'listId',
  ProposeCommendation: 'proposalId',
  ConferAward: 'awardId',
  RecordCommendationSummary: 'summaryId',
  LaunchMovement: 'movementId',
  ReviewMovement: 'reviewId',
  ConferMovementAward: 'awardId',
  ReportMovementRecognitions: 'summaryId',
  ...MADE_OF_COMMENDATION,
};

const on = (date: string) => ({ occurredOn: { date } });
const because = (date: string) => ({ reason: 'Theo văn bản', ...on(date) });
const FOUND = { findings: 'Tốt', ...on('2025-01-15') };
const BROKEN = { key: 'MEMBERS_VOTE', ...because('2025-02-06') };
const questions = [{ questionId: 'co-chinh-phu', unitId: 'dien-bien', form: 'GOVERNMENT_FLAG' }];
const lines = ['phan-1', 'phan-2', 'phan-3'].map((criterionId, part) => ({
  criterionId,
  mark: ['500.25', '250', '90.5'][part],
}));
const unit = (unitId: string): Step => ({
  id: 'RegisterUnit',
  body: { unitId, kind: 'PROVINCE', ...on('2008-01-01') },
});
const member = (unitId: string): Step => ({ id: 'AdmitMember', body: { unitId, ...on('2008-01-02') } });

const MEMBERS = ['lao-cai', 'cao-bang', 'dien-bien'];
const SIDE = { path: { blocId: 'khoi-phu', year: '2024' } };

/** Every command once, as a claim about one short year, so that each gets a receipt. */
export function storyOf(rulebook: object): readonly Step[] {
  return [
    ...[...MEMBERS, 'so-xay-dung-lang-son', 'so-gtvt-lang-son', 'tan-ra', 'chia-ra'].map(unit),
    { id: 'RenameUnit', body: { ...on('2020-01-01'), name: { full: { vi: 'Sở Xây dựng' }, short: { vi: 'SXD' } } } },
    { id: 'AppointRepresentative', body: { officeCode: 'DIRECTOR', ...on('2020-01-02') } },
    { id: 'RelieveRepresentative', body: { officeCode: 'DIRECTOR', ...on('2021-01-02') } },
    { id: 'DissolveUnit', path: { unitId: 'tan-ra' }, body: { reason: 'Sắp xếp bộ máy', ...on('2021-01-01') } },
    {
      id: 'SplitUnit',
      path: { unitId: 'chia-ra' },
      body: { into: ['so-xay-dung-lang-son'], ends: false, ...on('2021-01-01') },
    },
    { id: 'PublishRulebook', body: { content: rulebook, ...on('2023-01-01') } },
    {
      id: 'EstablishBloc',
      body: {
        blocId: 'cum-7-tinh',
        labels: { head: { vi: 'Trưởng cụm' }, deputy: { vi: 'Phó Trưởng cụm' } },
        ...on('2008-01-01'),
      },
    },
    { id: 'RenameBloc', body: { ...on('2010-01-01'), name: { vi: 'Cụm thi đua 7 tỉnh phía Bắc' } } },
    { id: 'AddBlocAlias', body: on('2010-01-02') },
    { id: 'DeclareBlocSize', body: { size: 4, from: { date: '2010' }, ...on('2010-01-03') } },
    ...[...MEMBERS, 'so-gtvt-lang-son'].map(member),
    {
      id: 'EstablishFirstLeadership',
      body: { forYear: '2024', head: 'lao-cai', deputies: [], flagHolder: 'lao-cai', ...on('2024-01-02') },
    },
    { id: 'OpenEmulationYear', body: { year: '2024', ...on('2024-01-03') } },
    { id: 'UpdateYearMembers', body: on('2024-01-04') },
    { id: 'AdoptRulebook', body: on('2024-01-04') },
    { id: 'DraftPledge', body: on('2024-02-01') },
    { id: 'AgreePledgeContent', body: { agreedBy: 'MEMBERS', ...on('2024-02-02') } },
    { id: 'DeferPledgeSigning', body: { reason: 'NO_UBND_LEADER_PRESENT', ...on('2024-02-03') } },
    { id: 'WaivePledgeDeadline', body: { ...on('2024-02-03'), until: '2024-03-22', reason: 'Đi công tác' } },
    ...MEMBERS.map((unitId) => ({ id: 'SignPledge', body: { unitId, ...on('2024-02-04') } })),
    { id: 'CompletePledge', body: { signatures: MEMBERS.length, ...on('2024-02-04') } },
    { id: 'AmendPledge', body: { reason: 'Điều chỉnh chỉ tiêu', ...on('2024-03-01') } },
    { id: 'RegisterTitles', body: on('2024-03-02') },
    { id: 'RegisterSubject', body: on('2024-03-02') },
    { id: 'NameGroupMembers', body: on('2024-03-02') },
    ...MEMBERS.flatMap((unitId) => [
      { id: 'SubmitSelfScore', body: { unitId, lines, ...on('2025-01-10') } },
      { id: 'ReviseSelfScore', body: { unitId, lines, ...on('2025-01-11') } },
      { id: 'AppraiseScore', body: { unitId, lines, ...on('2025-01-12') } },
    ]),
    { id: 'ReturnScore', body: because('2025-01-13') },
    {
      id: 'ExplainScore',
      body: { explanations: [{ criterionId: 'phan-1', text: 'Giải trình' }], ...on('2025-01-14') },
    },
    { id: 'RecordDeduction', body: { criterionId: 'diem-tru', mark: '-2.00', ...because('2025-01-14') } },
    { id: 'RecordBonus', body: { criterionId: 'diem-thuong', mark: '2.00', ...because('2025-01-14') } },
    { id: 'ReopenScoring', body: { until: '2025-03-01', ...because('2025-01-15') } },
    { id: 'RecordCrossInspection', body: { inspector: 'cao-bang', inspected: 'lao-cai', ...FOUND } },
    { id: 'AdoptScoreReport', body: { text: 'Đã thẩm định', ...on('2025-02-01') } },
    { id: 'AgreeScore', body: { unitId: 'lao-cai', lines, ...on('2025-02-02') } },
    {
      id: 'AgreeScores',
      body: { sheets: ['cao-bang', 'dien-bien'].map((unitId) => ({ unitId, lines })), ...on('2025-02-02') },
    },
    {
      id: 'CorrectRecord',
      body: { lines: [lines[0]], document: { number: '1', date: { date: '2025-02-03' } }, ...because('2025-02-03') },
    },
    { id: 'ExemptUnit', body: { unitId: 'so-gtvt-lang-son', reason: 'Sáp nhập', ...on('2025-01-09') } },
    { id: 'ExemptUnit', body: { unitId: 'lao-cai', scope: { subject: 'khu-1' }, ...because('2025-01-09') } },
    { id: 'ExcludeUnit', body: because('2025-02-04') },
    { id: 'LiftExclusion', body: because('2025-02-05') },
    { id: 'ComputeRanking', body: on('2025-02-06') },
    { id: 'BreakTie', body: { rank: 1, order: MEMBERS.map((unitId) => ({ unitId })), ...BROKEN } },
    {
      id: 'AgreeRanking',
      body: {
        groups: [{ rank: 1, subjects: [{ unitId: 'dien-bien' }], orderKnown: true }],
        partial: true,
        ...on('2025-02-07'),
      },
    },
    {
      id: 'ClassifyUnit',
      body: {
        classes: [
          { unitId: 'dien-bien', classification: 'Hoàn thành xuất sắc nhiệm vụ', reason: 'Thành tích đột xuất' },
          { unitId: 'lao-cai', subjectId: 'khu-1', classification: 'Hoàn thành tốt nhiệm vụ' },
        ],
        ...on('2025-02-07'),
      },
    },
    {
      id: 'PublishResult',
      body: { parts: [{ part: 'RANKING', scope: {}, ranks: [1], pointsShown: true }], ...on('2025-02-08') },
    },
    { id: 'ConveneSession', body: { sessionId: 'tru-bi', online: false, ...on('2025-03-21') } },
    {
      id: 'RecordAttendance',
      body: {
        attendees: [
          ...MEMBERS.map((unitId) => ({ person: { name: unitId }, unitId, role: 'MEMBER' })),
          { office: 'Lãnh đạo các đơn vị thành viên', role: 'UNKNOWN' },
        ],
        ...on('2025-03-21'),
      },
    },
    { id: 'RecordRecommendation', body: { ...on('2025-03-21') } },
    { id: 'OpenBallot', body: { ballotId: 'suy-ton', sessionId: 'tru-bi', seats: 1, questions, ...on('2025-03-21') } },
    {
      id: 'CastVote',
      body: {
        voter: { name: 'dien-bien' },
        answers: [{ questionId: 'co-chinh-phu', choice: 'FOR' }],
        ...on('2025-03-21'),
      },
    },
    {
      id: 'SubmitWrittenOpinion',
      body: { unitId: 'cao-bang', answers: [{ questionId: 'co-chinh-phu', choice: 'FOR' }], ...on('2025-03-21') },
    },
    { id: 'WithdrawFromBallot', body: { unitId: 'lao-cai', reason: 'Là ứng viên', ...on('2025-03-21') } },
    {
      id: 'AppointTellers',
      body: { tellers: [{ person: { name: 'Nguyễn Văn B' }, role: 'HEAD' }], ...on('2025-03-21') },
    },
    { id: 'CloseBallot', body: on('2025-03-21') },
    {
      id: 'RecordUnanimousAssent',
      body: { assentId: 'nhat-tri', sessionId: 'tru-bi', questions, ...on('2025-03-21') },
    },
    { id: 'RecordObjection', body: { unitId: 'dien-bien', ...on('2025-03-21') } },
    {
      id: 'RecordAgreedList',
      body: {
        listId: 'danh-sach',
        sessionId: 'tru-bi',
        agreedBy: MEMBERS,
        entries: [{ form: 'GOVERNMENT_FLAG', count: 1, unitIds: ['dien-bien'] }],
        ...on('2025-03-21'),
      },
    },
    { id: 'CloseSession', body: on('2025-03-21') },
    { id: 'NominateHead', body: { unitId: 'cao-bang', ...on('2025-03-21') } },
    { id: 'NominateDeputy', body: { unitId: 'dien-bien', ordinal: 1, ...on('2025-03-21') } },
    { id: 'ElectHead', body: { unitId: 'cao-bang', ...on('2025-03-21') } },
    { id: 'ElectDeputy', body: { unitId: 'dien-bien', ordinal: 1, ...on('2025-03-21') } },
    { id: 'DesignateHead', body: { unitId: 'cao-bang', forYear: '2026', ...on('2025-03-21') } },
    { id: 'DesignateDeputy', body: { unitId: 'dien-bien', forYear: '2026', ordinal: 1, ...on('2025-03-21') } },
    {
      id: 'ProposeCommendation',
      body: { proposalId: 'de-nghi', count: 1, nominees: [], grantor: { kind: 'UNKNOWN' }, ...on('2025-03-22') },
    },
    { id: 'NameProposalGrantor', body: on('2025-03-22') },
    { id: 'NameProposalRecipient', body: { unitId: 'dien-bien', ...on('2025-03-23') } },
    {
      id: 'PublishResult',
      body: {
        parts: [
          { part: 'CLASSES', scope: {}, of: [{ unitId: 'lao-cai', subjectId: 'khu-1' }, { unitId: 'dien-bien' }] },
          { part: 'PROPOSALS', proposalIds: ['de-nghi'] },
          { part: 'VOTES', votes: [{ kind: 'ASSENT', voteId: 'nhat-tri' }] },
        ],
        ...on('2025-03-23'),
      },
    },
    {
      id: 'ConferAward',
      body: {
        awardId: 'bang-khen',
        form: 'Bằng khen',
        collectives: { count: 7, named: [] },
        individuals: { count: 7, named: [{ office: 'Giám đốc', unitId: 'lao-cai' }] },
        blocs: { count: 1, named: [] },
        exemplars: true,
        ...on('2025-03-22'),
      },
    },
    { id: 'NameAwardRecipient', body: { recipient: { name: 'Công an tỉnh' }, ...on('2025-03-23') } },
    { id: 'RecordCommendationSummary', body: on('2025-03-23') },
    { id: 'RecordPlacements', body: on('2025-03-23') },
    { id: 'RecordStatistic', body: on('2025-03-23') },
    ...COMMENDATION_STORY,
    { id: 'WithdrawProposal', body: { reason: 'Đơn vị có vi phạm', ...on('2025-03-24') } },
    { id: 'HandOverDuty', body: { from: 'lao-cai', to: 'cao-bang', ...on('2025-03-25') } },
    { id: 'HandOverFlag', body: { from: 'lao-cai', to: 'cao-bang', ...on('2025-03-25') } },
    {
      id: 'OpenEmulationYear',
      body: { year: '2025', period: { from: '2025-01-01', to: '2025-12-31' }, ...on('2025-03-26') },
    },
    { id: 'RecordHeadOfYear', path: { year: '2025' }, body: on('2025-03-27') },
    { id: 'SkipStep', path: { year: '2025' }, body: { reason: 'Không tổ chức', ...on('2025-12-01') } },
    { id: 'CloseEmulationYear', path: { year: '2025' }, body: on('2026-01-10') },
    { id: 'EstablishBloc', body: { blocId: 'khoi-phu', predecessors: ['cum-7-tinh'], ...on('2008-01-01') } },
    { id: 'EstablishBloc', body: { blocId: 'khoi-cu', predecessors: [], ...on('2008-01-01') } },
    {
      id: 'DissolveBloc',
      path: { blocId: 'khoi-cu' },
      body: { successors: ['khoi-phu'], ...because('2020-01-01') },
    },
    { ...member('so-gtvt-lang-son'), ...SIDE },
    { ...member('lao-cai'), ...SIDE },
    { id: 'AdmitMembersOf', ...SIDE, body: { from: 'cum-7-tinh', ...on('2008-01-03') } },
    {
      id: 'WithdrawMember',
      path: { blocId: 'khoi-phu', unitId: 'lao-cai' },
      body: { reason: 'Chuyển khối', ...on('2020-01-01') },
    },
    {
      id: 'EstablishFirstLeadership',
      ...SIDE,
      body: {
        forYear: '2024',
        head: 'so-gtvt-lang-son',
        deputies: [],
        flagHolder: 'so-gtvt-lang-son',
        ...on('2024-01-02'),
      },
    },
    {
      id: 'MergeUnit',
      path: { unitId: 'so-gtvt-lang-son' },
      body: { into: 'so-xay-dung-lang-son', ...on('2025-03-01') },
    },
    { id: 'SucceedDuty', ...SIDE, body: { from: 'so-gtvt-lang-son', to: 'so-xay-dung-lang-son', ...on('2025-03-02') } },
    { id: 'SucceedFlag', ...SIDE, body: { from: 'so-gtvt-lang-son', to: 'so-xay-dung-lang-son', ...on('2025-03-02') } },
    ...TIED_BALLOT,
    ...MOVEMENT,
  ];
}
