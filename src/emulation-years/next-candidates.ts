import type { Step } from '../rulebooks/rulebook.values.js';
import type { EmulationYearCommand } from './emulation-year.commands.js';
import type { EmulationYear } from './emulation-year.fold.js';
import { dayOf, membersOn } from './frame/frame.fold.js';
import type { InYear } from './frame/frame.values.js';
import { doneSteps, isSkipped } from './frame/steps.values.js';
import { leadersDecided } from './leadership/leadership.fold.js';
import { hasSigned } from './pledge/pledge.fold.js';
import { rankingOn } from './ranking/ranking.fold.js';
import { cardOf } from './scoring/scoring.fold.js';
import type { Ballot } from './voting/voting.fold.js';

/**
 * A command that could come next, with what a caller decides itself left open: `x` stands for an id or a name of its own. `about`
 * names what it is done to.
 */
export type Candidate = Readonly<{
  command: EmulationYearCommand;
  step?: Step;
  about?: Readonly<Record<string, string>>;
}>;

/** An id or a name that the caller gives. */
export const OWN = 'x';

/** Members whose turn is asked for: the largest blocs have some dozens. */
const MOST_MEMBERS = 200;

/** What could come next in the year, in the order of its course. Whether it can, only the decider says. */
export function* candidatesIn(year: EmulationYear, { blocId, year: label, occurredOn }: InYear): Generator<Candidate> {
  const on = { blocId, year: label, occurredOn };
  const { frame } = year;
  if (frame.status === 'OPEN') {
    if (frame.rulebook === undefined) {
      yield { command: { type: 'AdoptRulebook', data: { ...on, rulebookId: OWN, version: 1 } } };
    }
    if (frame.leadership.head === undefined) yield { command: { type: 'RecordHeadOfYear', data: on } };
    yield* pledging(year, on);
    yield* scoring(year, on);
    yield* meeting(year, on);
    yield* voting(year, on);
    yield* proposing(year, on);
    yield* electing(year, on);
  }
  if (year.steps.awards.length === 0) {
    const nobody = { count: 0, named: [] };
    const terms = { awardId: OWN, form: OWN, grantor: { kind: 'UNKNOWN' }, exemplars: false } as const;
    const collectives = { count: 1, named: [] };
    yield {
      command: { type: 'ConferAward', data: { ...on, ...terms, collectives, individuals: nobody } },
      step: 'AWARDS',
    };
  }
  if (frame.status === 'OPEN') yield { command: { type: 'CloseEmulationYear', data: on } };
}

function* pledging({ frame, pledge }: EmulationYear, on: InYear): Generator<Candidate> {
  if (pledge.completed) return;
  const step = 'PLEDGE';
  if (pledge.version === 0) yield* agreeing(pledge, on);
  const [officeCode = OWN] = frame.rulebook?.content.pledge.authorisedOffices ?? [];
  const signatory = { name: OWN, office: OWN, officeCode };
  for (const unitId of membersOn(frame, dayOf(on)).slice(0, MOST_MEMBERS)) {
    if (!hasSigned(pledge, unitId)) yield { command: { type: 'SignPledge', data: { ...on, unitId, signatory } }, step };
  }
}

function* agreeing({ draft }: EmulationYear['pledge'], on: InYear): Generator<Candidate> {
  const step = 'PLEDGE';
  const contents = [{ number: 1, text: { vi: OWN } }];
  if (draft === undefined) yield { command: { type: 'DraftPledge', data: { ...on, contents, targets: [] } }, step };
  yield { command: { type: 'AgreePledgeContent', data: { ...on, agreedBy: 'MEMBERS' } }, step };
}

/** The next turn of each card of the whole year, and of the ranking. */
function* scoring(year: EmulationYear, on: InYear): Generator<Candidate> {
  if (isSkipped(year.steps, 'SCORING')) return;
  const step = 'SCORING';
  const units = year.frame.members.map(({ unitId }) => unitId).filter((id) => !Object.hasOwn(year.frame.exempt, id));
  for (const unitId of units.slice(0, MOST_MEMBERS)) {
    const type = TURN_OF_CARD[cardOf(year.scoring, { unitId, scope: {} }).status];
    if (type !== undefined) yield { command: { type, data: { ...on, unitId, scope: {}, lines: [] } }, step };
  }
  const ranking = rankingOn(year.ranking, {});
  if (ranking !== undefined && ranking.publishedVersion === ranking.version) return;
  yield { command: { type: 'ComputeRanking', data: { ...on, scope: {} } }, step };
  const ranks = ranking?.groups.map(({ rank }) => rank) ?? [];
  const parts = [{ part: 'RANKING' as const, scope: {}, ranks, pointsShown: false }];
  yield { command: { type: 'PublishResult', data: { ...on, parts } }, step };
}

const TURN_OF_CARD = {
  BLANK: 'SubmitSelfScore',
  RETURNED: 'ReviseSelfScore',
  SUBMITTED: 'AppraiseScore',
  APPRAISED: 'AgreeScore',
  AGREED: undefined,
} as const;

function* meeting({ frame, sessions }: EmulationYear, on: InYear): Generator<Candidate> {
  const all = Object.values(sessions);
  if (all.every(({ kind }) => kind !== 'CLOSING')) {
    const plan = { sessionId: OWN, kind: 'CLOSING', from: on.occurredOn, to: on.occurredOn, online: false } as const;
    yield { command: { type: 'ConveneSession', data: { ...on, ...plan, agenda: [] } }, step: 'CONFERENCE' };
  }
  for (const { sessionId, kind, attendees, closed } of all) {
    if (closed) continue;
    const of = { about: { sessionId }, ...(kind === 'CLOSING' ? { step: 'CONFERENCE' as const } : {}) };
    if (attendees.length === 0) {
      const present = membersOn(frame, dayOf(on)).slice(0, 1);
      const named = present.map((unitId) => ({ role: 'MEMBER' as const, unitId, person: { name: OWN } }));
      yield { command: { type: 'RecordAttendance', data: { ...on, sessionId, attendees: named } }, ...of };
    }
    yield { command: { type: 'CloseSession', data: { ...on, sessionId } }, ...of };
  }
}

function* voting(year: EmulationYear, on: InYear): Generator<Candidate> {
  const ballots = standingBallots(year);
  const isDone = isSkipped(year.steps, 'VOTE') || doneSteps(year.steps, []).includes('VOTE');
  if (!isDone && heldIn(year) !== undefined && ballots.every(({ terms }) => terms.purpose !== 'COMMENDATION')) {
    const question = { form: firstForm(year) };
    yield { command: opening(year, on, { purpose: 'COMMENDATION', question }), step: 'VOTE' };
  }
  for (const ballot of ballots.filter(({ closed }) => !closed)) yield* counting(ballot, on);
}

function* counting(ballot: Ballot, on: InYear): Generator<Candidate> {
  const { ballotId, purpose, questions } = ballot.terms;
  const step: Readonly<{ step?: Step }> = purpose === 'COMMENDATION' ? { step: 'VOTE' } : {};
  const of = { about: { ballotId }, ...step };
  const answers = questions.map(({ questionId }) => ({ questionId, choice: 'BLANK' as const }));
  for (const unitId of stillToVote(ballot)) {
    yield { command: { type: 'CastVote', data: { ...on, ballotId, unitId, voter: { name: OWN }, answers } }, ...of };
  }
  yield { command: { type: 'CloseBallot', data: { ...on, ballotId } }, ...of };
}

/** The highest form of the rulebook, where one is adopted. */
function firstForm({ frame }: EmulationYear): string {
  return frame.rulebook?.content.commendations.forms[0]?.id ?? OWN;
}

/** Of those in the hall, who has not raised a hand. Papers are given in the hall and counted together. */
function stillToVote({ terms, votes, recused }: Ballot): readonly string[] {
  if (terms.method !== 'SHOW_OF_HANDS') return [];
  const done = new Set([...Object.keys(votes), ...recused]);
  return (terms.present ?? terms.eligible).filter((unitId) => !done.has(unitId)).slice(0, MOST_MEMBERS);
}

type Opened = Readonly<{ purpose: 'COMMENDATION' | 'HEAD'; question: Readonly<{ form?: string; forYear?: string }> }>;

/** The session that is held: what is put to a vote is put in a session. */
function heldIn({ sessions }: EmulationYear): string | undefined {
  return Object.values(sessions).findLast(({ closed }) => !closed)?.sessionId;
}

function opening(year: EmulationYear, on: InYear, { purpose, question }: Opened): EmulationYearCommand {
  const sessionId = heldIn(year) ?? OWN;
  const { frame } = year;
  const [unitId = OWN] = membersOn(frame, dayOf(on));
  const questions = [{ questionId: OWN, unitId, ...question }];
  const terms = { ballotId: OWN, sessionId, purpose, method: 'SHOW_OF_HANDS', questions, seats: 1 } as const;
  return { type: 'OpenBallot', data: { ...on, ...terms } };
}

/** What a vote on commendations passed and no proposal cites; without any, what a proposal would be told. */
function* proposing(year: EmulationYear, on: InYear): Generator<Candidate> {
  const cited = citedIn(year);
  const passed = passedIn(year, 'COMMENDATION').filter((one) => !cited.includes(`${one.ballotId}/${one.questionId}`));
  const step = 'PROPOSALS';
  const terms = { ...on, proposalId: OWN, count: 1 };
  for (const { ballotId, questionId, unitId, form = firstForm(year) } of passed) {
    const data = { ...terms, form, nominees: [unitId], basis: { kind: 'BALLOT', ballotId, questionId } } as const;
    yield { command: { type: 'ProposeCommendation', data }, step, about: { ballotId, questionId } };
  }
  if (passed.length > 0 || year.steps.proposals.length > 0) return;
  const data = { ...terms, form: firstForm(year), nominees: [], basis: { kind: 'NONE' } } as const;
  yield { command: { type: 'ProposeCommendation', data }, step };
}

/** The questions of ballots that proposals of the year cite. */
function citedIn({ conferral: { proposals } }: EmulationYear): readonly string[] {
  return Object.values(proposals).flatMap(({ basis }) =>
    basis.kind === 'BALLOT' ? [`${basis.ballotId}/${basis.questionId}`] : [],
  );
}

/** The head of the coming year: a ballot, and the election that it carries. */
function* electing(year: EmulationYear, on: InYear): Generator<Candidate> {
  if (isSkipped(year.steps, 'ELECTION') || year.steps.electedFor.length > 0) return;
  const step = 'ELECTION';
  const passed = passedIn(year, 'HEAD');
  for (const { ballotId, questionId, unitId, forYear = OWN } of passed) {
    if (leadersDecided(year, forYear).head !== undefined) continue;
    const basis = { kind: 'BALLOT', ballotId, questionId } as const;
    yield {
      command: { type: 'ElectHead', data: { ...on, unitId, forYear, basis } },
      step,
      about: { ballotId, questionId },
    };
  }
  if (heldIn(year) === undefined || standingBallots(year).some(({ terms }) => terms.purpose === 'HEAD')) return;
  const forYear = String(Number(year.frame.period.to.slice(0, 4)) + 1);
  yield { command: opening(year, on, { purpose: 'HEAD', question: { forYear } }), step };
}

/** Ballots that were not found void: what a void one decided can be decided anew (D41). */
function standingBallots({ voting: { ballots } }: EmulationYear): readonly Ballot[] {
  return Object.values(ballots).filter(({ voided }) => voided === undefined);
}

function passedIn(year: EmulationYear, purpose: 'COMMENDATION' | 'HEAD') {
  return standingBallots(year)
    .filter(({ terms }) => terms.purpose === purpose)
    .flatMap(({ terms, tally = [] }) =>
      terms.questions
        .filter((one) => tally.some((count) => count.questionId === one.questionId && count.outcome === 'PASSED'))
        .map((question) => ({ ballotId: terms.ballotId, ...question })),
    );
}
