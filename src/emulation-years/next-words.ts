import type { Actor } from '../kernel/decisions.js';
import { messageOf } from '../kernel/refusal.js';
import type { LocalizedText } from '../kernel/text.js';
import type { Deed } from './next.js';

type Words = Required<LocalizedText>;

/** What is done, for the commands that can come next. */
const DEED_WORDS: Readonly<Partial<Record<Deed['command'], Words>>> = {
  AdoptRulebook: { vi: 'áp dụng quy chế', en: 'adopt a rulebook' },
  RecordHeadOfYear: { vi: 'ghi nhận trưởng cụm, khối của năm', en: 'take the head of the year from the bloc' },
  DraftPledge: { vi: 'dự thảo nội dung giao ước', en: 'draft the pledge' },
  AgreePledgeContent: { vi: 'thống nhất nội dung giao ước', en: 'agree the content of the pledge' },
  SignPledge: { vi: 'ký giao ước thi đua', en: 'sign the pledge' },
  SubmitSelfScore: { vi: 'nộp bản tự chấm điểm', en: 'hand in the self-score' },
  ReviseSelfScore: { vi: 'nộp lại bản tự chấm điểm', en: 'hand in the self-score again' },
  NameGroupMembers: { vi: 'xếp các đơn vị vào nhóm', en: 'say which units are in the group' },
  AppraiseScore: { vi: 'thẩm định điểm', en: 'appraise the score' },
  AgreeScore: { vi: 'thống nhất điểm', en: 'agree the score' },
  ComputeRanking: { vi: 'tính kết quả xếp hạng', en: 'compute the ranking' },
  AgreeRanking: {
    vi: 'thống nhất kết quả xếp hạng của năm không chấm điểm',
    en: 'agree the ranking of a year without scores',
  },
  PublishResult: { vi: 'công bố kết quả xếp hạng', en: 'publish the ranking' },
  ConveneSession: { vi: 'triệu tập hội nghị tổng kết', en: 'convene the closing conference' },
  RecordAttendance: { vi: 'ghi thành phần dự họp', en: 'record who attends' },
  CloseSession: { vi: 'kết thúc phiên họp', en: 'close the session' },
  OpenBallot: { vi: 'mở cuộc bỏ phiếu', en: 'open a ballot' },
  RecordUnanimousAssent: { vi: 'ghi nhận kết quả nhất trí', en: 'record a unanimous assent' },
  RecordAgreedList: { vi: 'ghi danh sách thống nhất đề nghị', en: 'record the agreed list' },
  CastVote: { vi: 'biểu quyết', en: 'vote' },
  CloseBallot: { vi: 'kết thúc cuộc bỏ phiếu', en: 'close the ballot' },
  ProposeCommendation: { vi: 'đề nghị khen thưởng', en: 'propose a commendation' },
  NameProposalRecipient: { vi: 'nêu tên đơn vị được đề nghị khen thưởng', en: 'name who is proposed' },
  NameProposalGrantor: { vi: 'nêu cấp khen thưởng của đề nghị', en: 'name who is asked to grant the proposal' },
  WithdrawProposal: { vi: 'rút đề nghị khen thưởng', en: 'withdraw the proposal' },
  NameAwardRecipient: { vi: 'nêu tên đối tượng được khen thưởng', en: 'name who received the award' },
  ConferAward: { vi: 'trao khen thưởng', en: 'confer an award' },
  ElectHead: { vi: 'ghi kết quả bầu trưởng cụm, khối', en: 'record the election of the head' },
  NominateHead: { vi: 'giới thiệu trưởng cụm, khối năm sau', en: 'name a candidate for the head of the coming year' },
  DesignateHead: { vi: 'chỉ định trưởng cụm, khối năm sau', en: 'designate the head of the coming year' },
  HandOverDuty: { vi: 'bàn giao nhiệm vụ trưởng cụm, khối', en: 'hand over the duty of the head' },
  CloseEmulationYear: { vi: 'kết thúc năm thi đua', en: 'close the year' },
};

const ACTOR_WORDS: Readonly<Record<Actor, Words>> = {
  REGISTRAR: { vi: 'quản trị viên hoặc hội đồng', en: 'an administrator or the council' },
  COUNCIL: { vi: 'hội đồng', en: 'the council' },
  RULE_GIVER: { vi: 'hội đồng', en: 'the council' },
  COUNCIL_OR_SECRETARY: { vi: 'hội đồng hoặc thư ký', en: 'the council or the secretary' },
  COUNCIL_OR_HEAD: {
    vi: 'hội đồng, thư ký hoặc đơn vị trưởng',
    en: 'the council, the secretary or the unit that presides',
  },
  HEAD: { vi: 'thư ký hoặc đơn vị trưởng', en: 'the secretary or the unit that presides' },
  COUNCIL_OR_UNIT: { vi: 'hội đồng, thư ký hoặc đơn vị', en: 'the council, the secretary or the unit' },
  SUBMITTER: { vi: 'thư ký hoặc đơn vị được đề nghị', en: 'the secretary or the unit that is proposed' },
  UNIT: { vi: 'đơn vị', en: 'the unit' },
  SECRETARIAT: { vi: 'tổ giúp việc', en: 'the secretariat' },
  LAUNCHER: { vi: 'cấp phát động phong trào', en: 'who launched the movement' },
  PARTICIPANT: { vi: 'đơn vị, khối, cụm tham gia phong trào', en: 'who takes part in the movement' },
};

/** The same done for another step than it usually is. */
const DEED_WORDS_OF_ELECTION: typeof DEED_WORDS = {
  OpenBallot: { vi: 'mở cuộc bỏ phiếu bầu trưởng cụm, khối', en: 'open the ballot on the head of the coming year' },
  RecordUnanimousAssent: {
    vi: 'ghi nhận nhất trí bầu trưởng cụm, khối',
    en: 'record a unanimous assent to the head of the coming year',
  },
};

type Said = Readonly<{ deed: string; units: string; actor: string; reason: string }>;

/** How a deed is said: what cannot be done yet, what the caller can do, what others can. */
const SENTENCES: Readonly<
  Record<'notYet' | 'yours' | 'others', Readonly<Record<keyof Words, (said: Said) => string>>>
> = {
  notYet: {
    vi: ({ deed, units, reason }) => `Chưa thể ${deed}${units}. ${reason}.`,
    en: ({ deed, units, reason }) => `Not yet: ${deed}${units}. ${reason}.`,
  },
  yours: {
    vi: ({ deed, units }) => `Có thể ${deed}${units}.`,
    en: ({ deed, units }) => `You can ${deed}${units}.`,
  },
  others: {
    vi: ({ deed, units, actor }) => `Chờ ${actor} ${deed}${units}.`,
    en: ({ deed, units, actor }) => `Waits for ${actor} to ${deed}${units}.`,
  },
};

/** A deed as it is read aloud, of all these units together. */
export function sentenceOf(deed: Deed, units: readonly string[]): Words {
  const kind = deed.when === 'NOT_YET' ? 'notYet' : deed.yours ? 'yours' : 'others';
  return { vi: SENTENCES[kind].vi(said(deed, units, 'vi')), en: SENTENCES[kind].en(said(deed, units, 'en')) };
}

function wordsOf({ command, step }: Deed): Words | undefined {
  const ofElection = step === 'ELECTION' ? DEED_WORDS_OF_ELECTION[command] : undefined;
  return ofElection ?? DEED_WORDS[command];
}

function said(deed: Deed, units: readonly string[], language: keyof Words): Said {
  const { command, who, refusal } = deed;
  const named = units.join('; ');
  const byThem = isTheirTurn(deed) && named !== '';
  return {
    deed: wordsOf(deed)?.[language] ?? command,
    units: byThem || namesTold(deed) === named ? '' : ` (${named})`,
    actor: byThem ? named : ACTOR_WORDS[who][language],
    reason: refusal === undefined ? '' : messageOf(refusal, language),
  };
}

/** A unit whose own act it is, is who does it; of another's act the units are what it is done to. */
function isTheirTurn({ who, yours, when }: Deed): boolean {
  return who === 'UNIT' && when === 'NOW' && !yours;
}

/** The units that the reason of what cannot be done yet names itself. */
function namesTold({ when, refusal }: Deed): string {
  return when === 'NOT_YET' ? [refusal?.facts['unit'] ?? []].flat().join('; ') : '';
}
