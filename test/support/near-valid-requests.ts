import fc from 'fast-check';
import type { ConferralCommand } from '../../src/emulation-years/conferral/conferral.commands.js';
import { conferralDecisions } from '../../src/emulation-years/conferral/conferral.decider.js';
import type { ConferralEvent } from '../../src/emulation-years/conferral/conferral.events.js';
import type { EmulationYearEvent } from '../../src/emulation-years/emulation-year.events.js';
import { yearHistories, type EmulationYear } from '../../src/emulation-years/emulation-year.fold.js';
import type { LeadershipCommand } from '../../src/emulation-years/leadership/leadership.commands.js';
import { leadershipDecisions } from '../../src/emulation-years/leadership/leadership.decider.js';
import type { LeadershipEvent } from '../../src/emulation-years/leadership/leadership.events.js';
import type { VotingCommand } from '../../src/emulation-years/voting/voting.commands.js';
import { votingDecisions } from '../../src/emulation-years/voting/voting.decider.js';
import type { VotingEvent } from '../../src/emulation-years/voting/voting.events.js';
import { CHOICES, type BallotPurpose } from '../../src/emulation-years/voting/voting.values.js';
import { decider, type Circumstances, type Deciding, type Histories } from '../../src/kernel/decider.js';
import { decideBy } from '../../src/kernel/decisions.js';
import type { Mode } from '../../src/kernel/event.js';
import { PEOPLES_KEYS } from '../../src/rulebooks/rulebook.values.js';
import { DECIDED_AT, folded, type Known } from './given.js';
import { report, secretary } from './mothers/origins.js';
import { SEVEN } from './mothers/seven-provinces.js';
import { on } from './mothers/voting.js';

export type Sent = VotingCommand | LeadershipCommand | ConferralCommand;

/** The three parts that decide about people, in one history. */
export const subject = decider<Sent, EmulationYear | undefined, EmulationYearEvent>({
  fold: yearHistories,
  decide: decideAboutPeople,
});

function decideAboutPeople(
  command: Sent & Circumstances,
  year: EmulationYear | undefined,
): Deciding<VotingEvent | LeadershipEvent | ConferralEvent> {
  if (year === undefined) throw new Error('The year must be opened first');
  return decideBy({ ...votingDecisions, ...leadershipDecisions, ...conferralDecisions }, command, year);
}

const usual = { origin: secretary(), now: DECIDED_AT, gathered: [] };

export type Request = Readonly<{ command: Sent; mode: Mode['kind'] }>;
export type Step = Readonly<{ event: EmulationYearEvent; mode: Mode['kind'] }>;
type State = Histories<EmulationYear | undefined>;

/** Sends the requests one after another; what is accepted becomes history, what is refused leaves nothing. */
export function played(
  given: readonly Known<EmulationYearEvent>[],
  requests: readonly Request[],
): Readonly<{ history: readonly Step[]; state: State }> {
  const history: Step[] = [];
  let state: State = folded(subject, given);
  for (const { command, mode: kind } of requests) {
    const mode: Mode = kind === 'ACT' ? { kind } : { kind, source: report };
    const decision = subject.decide({ ...command, ...usual, mode }, state);
    if (!decision.accepted) continue;
    for (const event of decision.events) {
      const revision = given.length + history.length;
      state = subject.fold.evolve(state, { ...event, revision, metadata: { mode: { kind } } });
      history.push({ event, mode: kind });
    }
  }
  return { history, state };
}

const unitIds = fc.constantFrom(...SEVEN, 'yen-bai');
const ballotIds = fc.constantFrom('phieu-1', 'phieu-2');
const questionIds = fc.constantFrom('hoi-1', 'hoi-2');
const forms = fc.constantFrom('GOVERNMENT_FLAG', 'CHAIRMAN_CERTIFICATE');
const purposes = fc.constantFrom<BallotPurpose[]>('COMMENDATION', 'RANKING', 'HEAD', 'DEPUTY');
const small = fc.integer({ min: 0, max: 8 });
const choices = fc.constantFrom(...CHOICES);
/** Mostly one answer to each question, sometimes any answers. */
const answers = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(choices, choices)
      .map((both) => both.map((choice, nth) => ({ questionId: `hoi-${nth + 1}`, choice }))),
  },
  { weight: 1, arbitrary: fc.array(fc.record({ questionId: questionIds, choice: choices }), { maxLength: 2 }) },
);
const questions = fc
  .array(fc.record({ unitId: unitIds, form: forms, forYear: fc.constant('2025') }), { minLength: 2, maxLength: 2 })
  .map((both) => both.map((question, nth) => ({ ...question, questionId: `hoi-${nth + 1}` })));
const sessions = fc.constantFrom('tru-bi', 'tru-bi', 'tru-bi', 'khong-co');
const recipients = fc.record({ name: fc.constantFrom('A', 'B', 'C'), unitId: unitIds });
const batches = fc.record({ count: fc.integer({ min: 0, max: 2 }), named: fc.array(recipients, { maxLength: 2 }) });
const bases = fc.oneof(
  fc.record({ kind: fc.constant('BALLOT' as const), ballotId: ballotIds, questionId: questionIds }),
  fc.record({ kind: fc.constant('ASSENT' as const), assentId: fc.constant('nhat-tri') }),
);
const list = { kind: 'AGREED_LIST', listId: 'danh-sach' } as const;

const proposalIds = fc.constantFrom('de-nghi-1', 'de-nghi-2');
const person = { name: 'Chủ tọa' };

/** Near-valid requests over so few ids that they meet. */
export const commands: fc.Arbitrary<Sent> = fc.oneof(
  fc
    .record({
      ballotId: ballotIds,
      sessionId: sessions,
      purpose: purposes,
      questions,
      seats: fc.integer({ min: 1, max: 2 }),
      method: fc.constantFrom('SHOW_OF_HANDS' as const, 'SECRET_PAPER' as const),
    })
    .map((data) => ({ type: 'OpenBallot', data: { ...on, ...data } }) as const),
  fc
    .record({ ballotId: ballotIds, unitId: unitIds, answers })
    .map(
      (data) => ({ type: 'CastVote', data: { ...on, ...data, voter: { name: `Đại diện ${data.unitId}` } } }) as const,
    ),
  fc
    .record({ ballotId: ballotIds, unitId: unitIds, answers })
    .map((data) => ({ type: 'SubmitWrittenOpinion', data: { ...on, ...data } }) as const),
  fc
    .record({ ballotId: ballotIds, unitId: unitIds })
    .map((data) => ({ type: 'SubmitWrittenOpinion', data: { ...on, ...data } }) as const),
  fc
    .record({ ballotId: ballotIds, unitId: unitIds })
    .map((data) => ({ type: 'WithdrawFromBallot', data: { ...on, ...data, reason: 'Ứng viên' } }) as const),
  ballotIds.map(
    (ballotId) => ({ type: 'AppointTellers', data: { ...on, ballotId, tellers: [{ person, role: 'HEAD' }] } }) as const,
  ),
  ballotIds.map((ballotId) => ({ type: 'CloseBallot', data: { ...on, ballotId } }) as const),
  fc
    .record({
      ballotId: ballotIds,
      papers: fc.record({ issued: small, returned: small, written: small, valid: small, invalid: small }),
      counts: fc.array(fc.record({ questionId: questionIds, for: small, against: small, blank: small }), {
        maxLength: 2,
      }),
    })
    .map((data) => ({ type: 'CloseBallot', data: { ...on, ...data } }) as const),
  fc
    .record({ ballotId: ballotIds, questionId: questionIds, key: fc.constantFrom(...PEOPLES_KEYS) })
    .map((data) => ({ type: 'BreakBallotTie', data: { ...on, ...data, by: person, reason: 'Hòa phiếu' } }) as const),
  fc
    .record({ sessionId: sessions, purpose: purposes, questions })
    .map((data) => ({ type: 'RecordUnanimousAssent', data: { ...on, assentId: 'nhat-tri', ...data } }) as const),
  unitIds.map((unitId) => ({ type: 'RecordObjection', data: { ...on, assentId: 'nhat-tri', unitId } }) as const),
  fc
    .record({ unitId: unitIds, basis: bases })
    .map((data) => ({ type: 'ElectHead', data: { ...on, ...data, forYear: '2025' } }) as const),
  fc
    .record({ unitId: unitIds, basis: bases, ordinal: fc.integer({ min: 1, max: 2 }) })
    .map((data) => ({ type: 'ElectDeputy', data: { ...on, ...data, forYear: '2025' } }) as const),
  fc
    .record({
      proposalId: proposalIds,
      form: forms,
      count: fc.integer({ min: 1, max: 3 }),
      nominees: fc.array(unitIds, { maxLength: 1 }),
      basis: fc.oneof(bases, fc.constant(list)),
    })
    .map((data) => ({ type: 'ProposeCommendation', data: { ...on, ...data } }) as const),
  fc
    .record({ proposalId: proposalIds, unitId: unitIds })
    .map((data) => ({ type: 'NameProposalRecipient', data: { ...on, ...data } }) as const),
  fc.record({ collectives: batches, individuals: batches }).map(
    (data) =>
      ({
        type: 'ConferAward',
        data: { ...on, ...data, awardId: 'khen', form: 'Giấy khen', grantor: { kind: 'UNKNOWN' }, exemplars: false },
      }) as const,
  ),
  fc
    .record({ kind: fc.constantFrom('COLLECTIVE' as const, 'INDIVIDUAL' as const), recipient: recipients })
    .map((data) => ({ type: 'NameAwardRecipient', data: { ...on, ...data, awardId: 'khen' } }) as const),
);
