import type { ProposeCommendation } from '../../../src/emulation-years/conferral/conferral.commands.js';
import type { AwardConferred, CommendationProposed } from '../../../src/emulation-years/conferral/conferral.events.js';
import type { EmulationYearEvent } from '../../../src/emulation-years/emulation-year.events.js';
import type { StepSkipped } from '../../../src/emulation-years/frame/frame.events.js';
import type { InYear } from '../../../src/emulation-years/frame/frame.values.js';
import type { RankingAgreed } from '../../../src/emulation-years/ranking/ranking.events.js';
import type { ScoreAgreed, UnitExcluded } from '../../../src/emulation-years/scoring/scoring.events.js';
import type { AttendanceRecorded, SessionConvened } from '../../../src/emulation-years/sessions/session.events.js';
import type {
  CastVote,
  CloseBallot,
  OpenBallot,
  RecordUnanimousAssent,
} from '../../../src/emulation-years/voting/voting.commands.js';
import type {
  AgreedListRecorded,
  AssentRecorded,
  BallotOpened,
  VoteCast,
  VoteTallied,
  WrittenOpinionReceived,
} from '../../../src/emulation-years/voting/voting.events.js';
import type { Choice, Question, QuestionTally } from '../../../src/emulation-years/voting/voting.values.js';
import { onDay } from '../../../src/kernel/partial-date.js';
import { PEOPLES_KEYS, type Rulebook } from '../../../src/rulebooks/rulebook.values.js';
import { inYear, rulebook, SEVEN, year2024 } from './seven-provinces.js';

/** The preparatory session (phiên họp trù bị) of S2, one day before the conference. */
export const on = inYear('2025-03-21');
export const SESSION = 'tru-bi';

export function convened(about: InYear = on, sessionId = SESSION): SessionConvened {
  const { date } = about.occurredOn;
  return {
    type: 'SessionConvened',
    data: { ...about, sessionId, kind: 'PREPARATORY', from: onDay(date), to: onDay(date), online: false, agenda: [] },
  };
}

/** One person speaks for each unit; the other attendees are guests. */
export function attended(
  units: readonly string[],
  guests: readonly string[] = [],
  about: InYear = on,
): AttendanceRecorded {
  return {
    type: 'AttendanceRecorded',
    data: {
      ...about,
      sessionId: SESSION,
      attendees: [
        ...units.map((unitId) => ({ person: { name: `Đại diện ${unitId}` }, unitId, role: 'MEMBER' as const })),
        ...guests.map((name) => ({ person: { name }, role: 'GUEST' as const })),
      ],
    },
  };
}

export function scoringSkipped(about: InYear = on): StepSkipped {
  return { type: 'StepSkipped', data: { ...about, step: 'SCORING', reason: 'Năm nay không chấm điểm' } };
}

export function agreed(unitId: string): ScoreAgreed {
  return { type: 'ScoreAgreed', data: { ...on, unitId, scope: {}, lines: [] } };
}

export function excluded(unitId: string): UnitExcluded {
  const ground = 'vi-pham-phap-luat';
  return { type: 'UnitExcluded', data: { ...on, unitId, ground, excludedFrom: 'AWARDS', reason: 'Có kết luận' } };
}

/** These units on ranks 1, 2, 3 …; the ranks of all others are unknown. */
export function ranked(...unitIds: readonly string[]): RankingAgreed {
  return {
    type: 'RankingAgreed',
    data: {
      ...on,
      version: 1,
      scope: {},
      basis: 'ASSENT',
      groups: unitIds.map((unitId, place) => ({ rank: place + 1, subjects: [{ unitId }], orderKnown: true })),
      partial: true,
    },
  };
}

/** Given: the year without scores, its session, and the attendance. */
export function meeting(
  present: readonly string[] = SEVEN,
  changes: Partial<Rulebook> = {},
): readonly EmulationYearEvent[] {
  return [...year2024(changes), scoringSkipped(), convened(), attended(present, ['Trần Việt Hà'])];
}

/** Điện Biên for the government flag: the vote of A5. */
export const FLAG: Question = { questionId: 'co-chinh-phu', unitId: 'dien-bien', form: 'GOVERNMENT_FLAG' };
export const CERTIFICATE: Question = { questionId: 'bang-khen', unitId: 'lao-cai', form: 'PM_CERTIFICATE' };

export function opening(changes: Partial<OpenBallot['data']> = {}): OpenBallot {
  const { questions = [FLAG] } = changes;
  return {
    type: 'OpenBallot',
    data: {
      ...on,
      ballotId: 'suy-ton',
      sessionId: SESSION,
      purpose: 'COMMENDATION',
      method: 'SHOW_OF_HANDS',
      questions,
      seats: questions.length,
      ...changes,
    },
  };
}

/** A ballot by the rulebook of the seven provinces: 80 % of all seven, at least five present. */
export function ballot(changes: Partial<BallotOpened['data']> = {}): BallotOpened {
  const { threshold, quorum, writtenOpinions } = rulebook.voting.commendation;
  const { selfVote, candidateTellers } = rulebook.voting;
  const tieKeys = PEOPLES_KEYS.filter((key) => rulebook.ranking.tieKeys.some((listed) => listed.key === key));
  return {
    type: 'BallotOpened',
    data: {
      ...opening(changes).data,
      ...{ eligible: SEVEN, members: 7, quorumNeeded: 5, present: SEVEN },
      ...{ threshold, quorum, writtenOpinions, selfVote, candidateTellers, tieKeys },
      ...changes,
    },
  };
}

export function voting(unitId: string, choice: Choice = 'FOR', changes: Partial<CastVote['data']> = {}): CastVote {
  return {
    type: 'CastVote',
    data: {
      ...on,
      ballotId: 'suy-ton',
      unitId,
      voter: { name: `Đại diện ${unitId}` },
      answers: [{ questionId: FLAG.questionId, choice }],
      ...changes,
    },
  };
}

export function voted(unitId: string, choice: Choice = 'FOR', questions: readonly Question[] = [FLAG]): VoteCast {
  const answers = questions.map(({ questionId }) => ({ questionId, choice }));
  return { type: 'VoteCast', data: voting(unitId, choice, { answers }).data };
}

/** So many hands FOR, so many AGAINST, in the order of the bloc. */
export function hands(inFavour: number, against: number, questions: readonly Question[] = [FLAG]): readonly VoteCast[] {
  return SEVEN.slice(0, inFavour + against).map((unitId, nth) =>
    voted(unitId, nth < inFavour ? 'FOR' : 'AGAINST', questions),
  );
}

export function wrote(unitId: string, choice?: Choice): WrittenOpinionReceived {
  const answers = choice === undefined ? {} : { answers: [{ questionId: FLAG.questionId, choice }] };
  return { type: 'WrittenOpinionReceived', data: { ...on, ballotId: 'suy-ton', unitId, ...answers } };
}

export function closing(changes: Partial<CloseBallot['data']> = {}): CloseBallot {
  return { type: 'CloseBallot', data: { ...on, ballotId: 'suy-ton', ...changes } };
}

export const closed: EmulationYearEvent = { type: 'BallotClosed', data: { ...on, ballotId: 'suy-ton' } };

export function tallied(questions: readonly QuestionTally[], changes: Partial<VoteTallied['data']> = {}): VoteTallied {
  return {
    type: 'VoteTallied',
    data: { ...on, ballotId: 'suy-ton', present: 7, voted: 7, written: 0, questions, ...changes },
  };
}

/** `6/7, needed 6`: the count of one question against all seven members. */
export function count(
  inFavour: number,
  against: number,
  outcome: QuestionTally['outcome'],
  changes: Partial<QuestionTally> = {},
): QuestionTally {
  return { questionId: FLAG.questionId, for: inFavour, against, blank: 0, base: 7, needed: 6, outcome, ...changes };
}

export function assenting(changes: Partial<RecordUnanimousAssent['data']> = {}): RecordUnanimousAssent {
  return {
    type: 'RecordUnanimousAssent',
    data: { ...on, assentId: 'nhat-tri', sessionId: SESSION, purpose: 'COMMENDATION', questions: [FLAG], ...changes },
  };
}

export function assented(changes: Partial<AssentRecorded['data']> = {}): AssentRecorded {
  const attendance = { present: SEVEN, members: 7, quorumNeeded: 5 };
  return { type: 'AssentRecorded', data: { ...assenting(changes).data, ...attendance, ...changes } };
}

export function objected(unitId: string): EmulationYearEvent {
  return { type: 'ObjectionRecorded', data: { ...on, assentId: 'nhat-tri', unitId } };
}

export function listed(
  entries: AgreedListRecorded['data']['entries'],
  changes: Partial<AgreedListRecorded['data']> = {},
): AgreedListRecorded {
  return {
    type: 'AgreedListRecorded',
    data: { ...on, listId: 'danh-sach', sessionId: SESSION, entries, agreedBy: SEVEN, ...changes },
  };
}

export function proposed(changes: Partial<CommendationProposed['data']> = {}): CommendationProposed {
  return {
    type: 'CommendationProposed',
    data: {
      ...on,
      proposalId: 'de-nghi-1',
      form: 'GOVERNMENT_FLAG',
      grantor: { kind: 'OFFICE', office: 'Thủ tướng Chính phủ' },
      count: 1,
      nominees: ['dien-bien'],
      basis: { kind: 'BALLOT', ballotId: 'suy-ton', questionId: FLAG.questionId },
      ...changes,
    },
  };
}

/** The command that led to this proposal, without the grantor, which the rulebook gives. */
export function proposing({ data }: CommendationProposed): ProposeCommendation {
  const { grantor: _, ...rest } = data;
  return { type: 'ProposeCommendation', data: rest };
}

/** The vote of S2: the flag 6 of 7 for Điện Biên, the certificate 7 of 7 for Lào Cai. */
export const bothPassed = [
  ballot({ questions: [FLAG, CERTIFICATE], seats: 2 }),
  tallied([count(6, 1, 'PASSED'), count(7, 0, 'PASSED', { questionId: CERTIFICATE.questionId })]),
] as const;

/** Given: ranked and voted on. */
export const decided: readonly EmulationYearEvent[] = [
  ...meeting(),
  ranked('dien-bien', 'lao-cai', 'cao-bang'),
  ...bothPassed,
];

/** A10: seven collectives and seven persons, by the chairman of Lào Cai; handed over by others. */
export function conferred(changes: Partial<AwardConferred['data']> = {}): AwardConferred {
  return {
    type: 'AwardConferred',
    data: {
      ...inYear('2025-03-22'),
      awardId: 'bang-khen-lao-cai',
      form: 'Bằng khen của Chủ tịch UBND tỉnh Lào Cai',
      grantor: { kind: 'OFFICE', office: 'Chủ tịch UBND tỉnh Lào Cai', unitId: 'lao-cai' },
      collectives: { count: 7, named: [], presenter: { name: 'Trịnh Xuân Trường' } },
      individuals: { count: 7, named: [], presenter: { name: 'Nguyễn Bích Ngọc' } },
      exemplars: true,
      ...changes,
    },
  };
}
