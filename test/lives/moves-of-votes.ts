import type { ProposeCommendation } from '../../src/emulation-years/conferral/conferral.commands.js';
import type { EmulationYearCommand } from '../../src/emulation-years/emulation-year.commands.js';
import { leadingUnits, standingRanking } from '../../src/emulation-years/ranking/ranking.fold.js';
import type { BallotPurpose, Question } from '../../src/emulation-years/voting/voting.values.js';
import type { ElectionBasis } from '../../src/emulation-years/leadership/leadership.values.js';
import type { InYear } from '../../src/emulation-years/frame/frame.values.js';
import { onDay } from '../../src/kernel/partial-date.js';
import type { Move } from './moves-of-bloc.js';
import { FORMS } from './rules.js';
import { SESSION, type Turn } from './turn.js';

const MEETING = '2025-01-10';
const BALLOTS = ['phieu-1', 'phieu-2', 'phieu-3'] as const;
const ASSENTS = ['nhat-tri-1', 'nhat-tri-2'] as const;
const PROPOSALS = ['de-nghi-1', 'de-nghi-2', 'de-nghi-3', 'de-nghi-4', 'de-nghi-5'] as const;
/** How many hands are raised for it: all, as many as are needed mostly, or one. */
const HANDS = [6, 6, 3, 1] as const;
const PERSON = { name: 'Chủ tọa' };

const formIds = FORMS.map(({ id }) => id) as [string, ...string[]];

/** An id of the list that is not used yet, mostly. */
function freeId(turn: Turn, ids: readonly [string, ...string[]], used: object = {}): string {
  const free = ids.find((id) => !Object.hasOwn(used, id));
  return turn.mostly(4, 6) && free !== undefined ? free : turn.pick(4, ids);
}

/** A question of each purpose about that unit. */
function asked(turn: Turn, purpose: BallotPurpose, unitId: string): Question {
  const question = { questionId: `${purpose}-${unitId}`, unitId };
  switch (purpose) {
    case 'COMMENDATION':
      return { ...question, form: turn.pick(2, formIds) };
    case 'HEAD':
      return { ...question, forYear: '2025' };
    case 'DEPUTY':
      return { ...question, forYear: '2025', ordinal: 1 };
    case 'CLASSIFICATION':
      return { ...question, classification: 'A' };
    case 'RANKING':
      return question;
  }
}

/** Whom the question is about: who leads where the highest form is asked for, mostly. */
function nomineeOf(turn: Turn): string {
  const leading = turn.year === undefined ? [] : leadingUnits(turn.year);
  return turn.mostly(3) ? (turn.some(0, leading) ?? turn.unit) : turn.unit;
}

type Held = Readonly<{ purpose: BallotPurpose; unitIds: readonly string[]; hands: number }>;

/** From the opening to the count: all but so many hands are for the first question, the others against all. */
function* balloted(turn: Turn, { purpose, unitIds, hands }: Held): Iterable<EmulationYearCommand> {
  const ballotId = freeId(turn, BALLOTS, turn.year?.voting.ballots);
  const questions = unitIds.map((unitId) => asked(turn, purpose, unitId));
  const on = turn.on(MEETING);
  const of = { ballotId, sessionId: SESSION, purpose, method: 'SHOW_OF_HANDS', questions, seats: 1 } as const;
  yield { type: 'OpenBallot', data: { ...on, ...of } };
  const opened = turn.year?.voting.ballots[ballotId];
  if (opened === undefined || opened.closed) return;
  if (!turn.mostly(4, 5)) yield* wronglyCast(turn, on, { ballotId, questions });
  for (const [nth, unitId] of opened.terms.eligible.entries()) {
    const answers = questions.map(({ questionId }, place) => {
      return { questionId, choice: nth < hands && place === 0 ? ('FOR' as const) : ('AGAINST' as const) };
    });
    yield { type: 'CastVote', data: { ...on, ballotId, unitId, voter: { name: `Đại diện ${unitId}` }, answers } };
  }
  yield { type: 'CloseBallot', data: { ...on, ballotId } };
}

/** A hand raised by who attends for another, and one that is for all. */
function* wronglyCast(
  turn: Turn,
  on: InYear,
  { ballotId, questions }: Readonly<{ ballotId: string; questions: readonly Question[] }>,
): Iterable<EmulationYearCommand> {
  const answers = questions.map(({ questionId }) => ({ questionId, choice: 'FOR' as const }));
  const of = { ...on, ballotId, unitId: turn.unit, answers };
  yield { type: 'CastVote', data: { ...of, voter: { name: `Đại diện ${turn.other}` } } };
  yield { type: 'CastVote', data: { ...of, voter: { name: `ĐẠI DIỆN ${turn.unit}` } } };
}

/** Those who share the first place that is shared, else any one. */
function tiedIn(turn: Turn): readonly string[] {
  const groups = (turn.year && standingRanking(turn.year, {})?.groups) ?? [];
  const tied = groups.find(({ subjects }) => subjects.length > 1)?.subjects ?? [];
  return tied.length === 0 ? [turn.unit] : tied.map(({ unitId }) => unitId);
}

/** What a proposal rests on: the decisions of the year in turn, or nothing. */
function basisOf(turn: Turn, form: string): ProposeCommendation['data']['basis'] {
  const { ballots = {}, assents = {}, lists = {} } = turn.year?.voting ?? {};
  const byBallot = Object.values(ballots).flatMap(({ terms: { ballotId, questions } }) =>
    questions
      .filter((question) => question.form === form)
      .map(({ questionId }) => ({ kind: 'BALLOT' as const, ballotId, questionId })),
  );
  const byAssent = Object.values(assents)
    .filter(({ questions }) => questions.some((question) => question.form === form))
    .map(({ assentId }) => ({ kind: 'ASSENT' as const, assentId }));
  const byList = Object.keys(lists).map((listId) => ({ kind: 'AGREED_LIST' as const, listId }));
  return turn.some(1, [...byBallot, ...byList, ...byAssent]) ?? { kind: 'NONE' };
}

function proposed(turn: Turn, form: string): EmulationYearCommand {
  const proposalId = freeId(turn, PROPOSALS, turn.year?.conferral.proposals);
  const basis = basisOf(turn, form);
  const byName = { count: 1, nominees: [candidateOf(turn, basis, form)] };
  const to = turn.pick(3, [byName, byName, byName, { count: 2, nominees: [] }, { allOthers: true, nominees: [] }]);
  return { type: 'ProposeCommendation', data: { ...turn.on('2025-01-11'), proposalId, form, basis, ...to } };
}

/** Whom the ballot was about; without one, for each form another member. */
function candidateOf(turn: Turn, basis: ProposeCommendation['data']['basis'], form: string): string {
  const ballot = basis.kind === 'BALLOT' ? turn.year?.voting.ballots[basis.ballotId] : undefined;
  const [another] = turn.membersOn(MEETING).slice(formIds.indexOf(form));
  return ballot?.terms.questions[0]?.unitId ?? (turn.mostly(4, 3) ? another : undefined) ?? nomineeOf(turn);
}

type Deciding = Readonly<{ basis: ElectionBasis; purpose: BallotPurpose; unitId: string | undefined }>;

/** The decisions of the year that were asked about a duty. */
function decisionsOn(turn: Turn, duty: BallotPurpose): readonly Deciding[] {
  const { ballots = {}, assents = {} } = turn.year?.voting ?? {};
  const byBallot = Object.values(ballots).flatMap(({ terms: { ballotId, purpose, questions } }) =>
    questions.map(({ questionId, unitId }): Deciding => {
      return { basis: { kind: 'BALLOT', ballotId, questionId }, purpose, unitId };
    }),
  );
  const byAssent = Object.values(assents).map(({ assentId, purpose, questions }): Deciding => {
    return { basis: { kind: 'ASSENT', assentId }, purpose, unitId: questions[0]?.unitId };
  });
  return [...byBallot, ...byAssent].filter(({ purpose }) => purpose === duty);
}

/** By a decision of the year about the head or a deputy of the next, mostly whom it was about. */
function electing(turn: Turn, type: 'ElectHead' | 'ElectDeputy'): EmulationYearCommand {
  const decision = turn.some(1, decisionsOn(turn, type === 'ElectHead' ? 'HEAD' : 'DEPUTY'));
  const { basis = { kind: 'ASSENT', assentId: ASSENTS[0] } } = decision ?? {};
  const unitId = turn.rather(2, decision?.unitId, turn.unit);
  const data = { ...turn.on(MEETING), forYear: '2025', unitId, basis };
  return type === 'ElectHead' ? { type, data } : { type, data: { ...data, ordinal: 1 } };
}

/** Sessions, ballots, assents, elections, proposals and awards. */
export const MOVES_OF_VOTES = {
  /** The conference of three days, attended by so many members. */
  meet: (turn) => {
    const members = turn.membersOn(MEETING);
    const came = members.slice(0, members.length - (turn.number(0) % 3));
    const days = { from: onDay(MEETING), to: onDay('2025-01-12') };
    return [
      {
        type: 'ConveneSession',
        data: { ...turn.on(MEETING), sessionId: SESSION, kind: 'CLOSING', ...days, online: false, agenda: [] },
      },
      {
        type: 'RecordAttendance',
        data: {
          ...turn.on(MEETING),
          sessionId: SESSION,
          attendees: came.map((unitId) => ({ person: { name: `Đại diện ${unitId}` }, unitId, role: 'MEMBER' })),
        },
      },
    ];
  },
  attend: (turn) => [
    {
      type: 'RecordAttendance',
      data: {
        ...turn.on(MEETING),
        sessionId: SESSION,
        attendees: [{ person: { name: `Đại diện ${turn.unit}` }, unitId: turn.unit, role: 'MEMBER' }],
      },
    },
  ],
  closeSession: (turn) => [{ type: 'CloseSession', data: { ...turn.on('2025-01-12'), sessionId: SESSION } }],
  commend: (turn) =>
    balloted(turn, { purpose: 'COMMENDATION', unitIds: [nomineeOf(turn)], hands: turn.pick(1, HANDS) }),
  voteOnHead: (turn) => balloted(turn, { purpose: 'HEAD', unitIds: [turn.unit], hands: turn.pick(1, HANDS) }),
  voteOnOrder: (turn) => balloted(turn, { purpose: 'RANKING', unitIds: tiedIn(turn), hands: turn.pick(1, HANDS) }),
  /** A vote that sets none of those who are tied before another, and then the head. */
  *headDecides(turn) {
    yield* balloted(turn, { purpose: 'RANKING', unitIds: tiedIn(turn), hands: 0 });
    const groups = (turn.year && standingRanking(turn.year, {})?.groups) ?? [];
    const tied = groups.find(({ subjects }) => subjects.length > 1);
    if (tied === undefined) return;
    const of = { scope: {}, rank: tied.rank, order: tied.subjects, key: 'HEAD_DECIDES', reason: 'Phân định' } as const;
    yield { type: 'BreakTie', data: { ...turn.on(MEETING), ...of } };
  },
  voidBallot: (turn) => [
    {
      type: 'VoidBallot',
      data: {
        ...turn.on('2025-01-15'),
        ballotId: turn.some(0, Object.keys(turn.year?.voting.ballots ?? {})) ?? BALLOTS[0],
        ground: 'Phát phiếu sai đối tượng',
        document: { number: '02/KL', date: onDay('2025-01-15') },
      },
    },
  ],
  assent: (turn) => {
    const purpose = turn.pick(1, ['COMMENDATION', 'HEAD', 'RANKING', 'DEPUTY']);
    const assentId = freeId(turn, ASSENTS, turn.year?.voting.assents);
    const questions = [asked(turn, purpose, purpose === 'COMMENDATION' ? nomineeOf(turn) : turn.unit)];
    return [
      {
        type: 'RecordUnanimousAssent',
        data: { ...turn.on(MEETING), assentId, sessionId: SESSION, purpose, questions },
      },
    ];
  },
  assentOnOrder: (turn) => {
    const assentId = freeId(turn, ASSENTS, turn.year?.voting.assents);
    const questions = [asked(turn, 'RANKING', turn.unit)];
    const of = { assentId, sessionId: SESSION, purpose: 'RANKING', questions } as const;
    return [{ type: 'RecordUnanimousAssent', data: { ...turn.on(MEETING), ...of } }];
  },
  /** A secret ballot on the head, first with papers that hold more names than seats. */
  countPapers: (turn) => {
    const ballotId = freeId(turn, BALLOTS, turn.year?.voting.ballots);
    const questions = [turn.unit, turn.other].map((unitId) => asked(turn, 'HEAD', unitId));
    const of = { ballotId, sessionId: SESSION, purpose: 'HEAD', method: 'SECRET_PAPER', questions } as const;
    const on = turn.on(MEETING);
    const seats = turn.mostly(4, 5) ? 1 : 2;
    const valid = turn.year?.sessions[SESSION]?.present.size ?? 3;
    const papers = { issued: valid, returned: valid, written: 0, valid, invalid: 0 };
    const closed = (second: number): EmulationYearCommand => {
      const counts = questions.map(({ questionId }, place) => {
        const chosen = place === 0 ? valid : second;
        return { questionId, for: chosen, against: valid - chosen, blank: 0 };
      });
      return { type: 'CloseBallot', data: { ...on, ballotId, papers, counts } };
    };
    return [
      { type: 'OpenBallot', data: { ...on, ...of, seats } },
      { type: 'AppointTellers', data: { ...on, ballotId, tellers: [{ person: PERSON, role: 'HEAD' }] } },
      closed(1),
      closed(0),
    ];
  },
  object: (turn) => [
    { type: 'RecordObjection', data: { ...turn.on('2025-01-15'), assentId: turn.pick(1, ASSENTS), unitId: turn.unit } },
  ],
  list: (turn) => {
    const entries = formIds.map((form) => ({ form, count: 2, unitIds: [] }));
    const of = {
      listId: 'danh-sach',
      sessionId: SESSION,
      entries,
      agreedBy: turn.membersOn(MEETING).slice(0, turn.pick(0, [6, 3])),
    };
    return [{ type: 'RecordAgreedList', data: { ...turn.on(MEETING), ...of } }];
  },
  electHead: (turn) => [electing(turn, 'ElectHead')],
  electDeputy: (turn) => [electing(turn, 'ElectDeputy')],
  designate: (turn) => [
    {
      type: 'DesignateHead',
      data: { ...turn.on('2025-01-12'), forYear: '2025', unitId: turn.unit, method: 'IN_TURN' },
    },
  ],
  propose: (turn) => [proposed(turn, turn.pick(2, formIds))],
  *proposeAll(turn) {
    for (const form of formIds) yield proposed(turn, form);
  },
  nameRecipient: (turn) => {
    const proposalId = turn.some(1, Object.keys(turn.year?.conferral.proposals ?? {})) ?? PROPOSALS[0];
    return [{ type: 'NameProposalRecipient', data: { ...turn.on('2025-01-15'), proposalId, unitId: turn.unit } }];
  },
  withdraw: (turn) => {
    const proposalId = turn.some(1, Object.keys(turn.year?.conferral.proposals ?? {})) ?? PROPOSALS[0];
    return [{ type: 'WithdrawProposal', data: { ...turn.on('2025-01-15'), proposalId, reason: 'Xem xét lại' } }];
  },
} satisfies Readonly<Record<string, Move>>;
