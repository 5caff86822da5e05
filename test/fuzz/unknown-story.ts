import type { Step } from './story.js';

/**
 * Every command once, as a claim whose source tells what happened and nothing else: no step says what may be left out, nor when it
 * was. What must be there is named by an id without digits, or says UNKNOWN, so that each number an answer shows was made by us.
 */
export const UNKNOWN_STORY: readonly Step[] = [
  ...['dien-bien', 'lao-cai', 'cao-bang', 'so-moi', 'so-cu', 'tan-ra'].map((unitId) => ({
    id: 'RegisterUnit',
    body: { unitId, kind: 'OTHER' },
  })),
  { id: 'RenameUnit' },
  { id: 'AppointRepresentative' },
  { id: 'RelieveRepresentative' },
  { id: 'DissolveUnit', path: { unitId: 'tan-ra' } },
  { id: 'EstablishBloc', body: { blocId: 'cum', aliases: [], labels: {}, parent: { kind: 'UNKNOWN' } } },
  { id: 'RenameBloc' },
  { id: 'AddBlocAlias', body: { alias: 'Cụm miền núi' } },
  ...['dien-bien', 'lao-cai', 'cao-bang', 'so-cu'].map((unitId) => ({ id: 'AdmitMember', body: { unitId } })),
  { id: 'EstablishFirstLeadership', body: { forYear: 'nay', deputies: [] } },
  { id: 'OpenEmulationYear', body: { year: 'nay', label: { vi: 'Năm thi đua' } } },
  { id: 'UpdateYearMembers' },
  { id: 'DraftPledge', body: { contents: [{ number: 1, text: { vi: 'Thi đua' } }] } },
  { id: 'AgreePledgeContent' },
  { id: 'DeferPledgeSigning' },
  { id: 'WaivePledgeDeadline' },
  { id: 'SignPledge' },
  { id: 'CompletePledge' },
  { id: 'AmendPledge', body: { contents: [{ number: 1, text: { vi: 'Thi đua' } }] } },
  { id: 'RegisterTitles', body: { forms: ['CO'] } },
  { id: 'RegisterSubject', body: { subjectId: 'khu' } },
  { id: 'ReopenScoring' },
  { id: 'AdoptScoreReport', body: { title: 'Báo cáo kết quả chấm điểm' } },
  { id: 'RecordCrossInspection' },
  { id: 'ExemptUnit', body: { unitId: 'so-cu' } },
  {
    id: 'AgreeRanking',
    body: {
      basis: 'SELF_SCORE',
      groups: [{ rank: 1, subjects: [{ unitId: 'dien-bien' }], orderKnown: false }],
      partial: true,
    },
  },
  { id: 'ClassifyUnit', body: { classes: [{ unitId: 'dien-bien', classification: 'Xuất sắc' }] } },
  { id: 'ConveneSession', body: { sessionId: 'hop', kind: 'CLOSING', from: unknown(), to: unknown() } },
  { id: 'RecordAttendance', body: { attendees: [{ unitId: 'dien-bien', role: 'UNKNOWN' }] } },
  { id: 'RecordRecommendation', body: { to: { kind: 'UNKNOWN' }, text: 'Kiến nghị' } },
  { id: 'OpenBallot', body: { ballotId: 'phieu', purpose: 'COMMENDATION', method: 'UNKNOWN', questions: [] } },
  { id: 'OpenBallot', body: { ballotId: 'gio-tay', purpose: 'HEAD', method: 'SHOW_OF_HANDS', questions: [head()] } },
  { id: 'CastVote', path: { ballotId: 'gio-tay' }, body: { answers: [{ questionId: 'truong', choice: 'FOR' }] } },
  { id: 'SubmitWrittenOpinion', body: { unitId: 'cao-bang' } },
  { id: 'WithdrawFromBallot', body: { unitId: 'lao-cai' } },
  { id: 'AppointTellers', body: { tellers: [{ person: { name: 'Nguyễn Văn A' } }] } },
  { id: 'CloseBallot' },
  { id: 'CloseBallot', path: { ballotId: 'gio-tay' } },
  { id: 'VoidBallot' },
  { id: 'RecordUnanimousAssent', body: { assentId: 'nhat-tri', purpose: 'COMMENDATION', questions: [] } },
  { id: 'RecordObjection' },
  { id: 'RecordAgreedList', body: { listId: 'danh-sach', entries: [{ form: 'CO', unitIds: [] }] } },
  { id: 'CloseSession' },
  { id: 'NominateHead' },
  { id: 'NominateDeputy', body: { unitId: 'lao-cai' } },
  { id: 'ElectHead', body: { basis: { kind: 'UNKNOWN' } } },
  { id: 'ElectDeputy', body: { unitId: 'lao-cai', basis: { kind: 'UNKNOWN' } } },
  { id: 'DesignateHead', body: { forYear: 'toi', method: 'UNKNOWN' } },
  { id: 'DesignateDeputy', body: { forYear: 'toi', method: 'UNKNOWN' } },
  {
    id: 'ProposeCommendation',
    body: { proposalId: 'de-nghi', form: 'CO', nominees: [], basis: { kind: 'NONE' } },
  },
  { id: 'NameProposalGrantor', body: { grantor: { kind: 'EXTERNAL', name: 'Thủ tướng' } } },
  { id: 'NameProposalRecipient' },
  {
    id: 'ConferAward',
    body: { awardId: 'khen', grantor: { kind: 'UNKNOWN' }, collectives: { named: [] }, individuals: { named: [] } },
  },
  { id: 'NameAwardRecipient', body: { kind: 'INDIVIDUAL', recipient: { office: 'Giám đốc' } } },
  { id: 'HandOverDuty', body: { to: 'cao-bang', forYear: 'sau' } },
  { id: 'HandOverFlag', body: { to: 'cao-bang' } },
  { id: 'SkipStep', body: { step: 'VOTE' } },
  { id: 'PublishResult', body: { parts: [{ part: 'PROPOSALS' }, { part: 'VOTES' }, { part: 'CLASSES', scope: {} }] } },
  { id: 'WithdrawProposal' },
  { id: 'CloseEmulationYear' },
  { id: 'MergeUnit', path: { unitId: 'so-cu' }, body: { into: 'so-moi' } },
  { id: 'WithdrawMember', path: { unitId: 'so-cu' } },
  { id: 'DissolveBloc', body: { successors: [] } },
];

/** Commands of which every part is a figure, or which are about figures alone: a source that tells none tells nothing. */
export const ABOUT_FIGURES: readonly string[] = [
  'PublishRulebook',
  'AdoptRulebook',
  'DeclareBlocSize',
  'SubmitSelfScore',
  'ReviseSelfScore',
  'AppraiseScore',
  'ReturnScore',
  'ExplainScore',
  'AgreeScore',
  'AgreeScores',
  'CorrectRecord',
  'RecordDeduction',
  'RecordBonus',
  'ExcludeUnit',
  'LiftExclusion',
  'NameGroupMembers',
  'ComputeRanking',
  'BreakTie',
  'BreakBallotTie',
  'RecordCommendationSummary',
  'RecordPlacements',
  'RecordStatistic',
  'SucceedDuty',
  'SucceedFlag',
  'RecordHeadOfYear',
];

function unknown() {
  return { date: 'unknown' };
}

function head() {
  return { questionId: 'truong', unitId: 'cao-bang', forYear: 'sau' };
}
