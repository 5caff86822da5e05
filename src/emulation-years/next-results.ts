import { defined } from '../kernel/defined.js';
import type { EmulationYear } from './emulation-year.fold.js';
import { dayOf, membersOn } from './frame/frame.fold.js';
import { presiding, type InYear } from './frame/frame.values.js';
import { doneSteps, isSkipped } from './frame/steps.values.js';
import { leadersDecided } from './leadership/leadership.fold.js';
import type { ElectionBasis } from './leadership/leadership.values.js';
import { type Candidate, MOST_OF_A_KIND, OWN } from './next-candidate.js';
import { deciding, firstForm, heldIn, standingAssents, standingBallots } from './next-voting.js';
import { nomineesFor } from './voting/voting.fold.js';
import type { Question } from './voting/voting.values.js';
import type { ProposalBasis } from './conferral/conferral.values.js';

/** A question that was decided, and what decided it. */
type Decided = Question & Readonly<{ basis: Extract<ElectionBasis, { kind: 'BALLOT' | 'ASSENT' }> }>;

/** What a proposal would say. */
type Proposable = Readonly<{ basis: ProposalBasis; form: string; nominees: readonly string[] }>;

/** What was decided about commendations and is not proposed; without any, what a proposal would be told. */
export function* proposing(year: EmulationYear, on: InYear): Generator<Candidate> {
  const terms = { ...on, proposalId: OWN, count: 1 };
  const step = 'PROPOSALS';
  const decided = proposable(year);
  const open = decided.filter((one) => !isProposed(year, one));
  for (const proposal of open.slice(0, MOST_OF_A_KIND)) {
    const command = { type: 'ProposeCommendation', data: { ...terms, ...proposal } } as const;
    yield { command, step, about: aboutBasis(proposal.basis), unitIds: proposal.nominees };
  }
  if (decided.length > 0 || year.steps.proposals.length > 0) return;
  const nothing = { form: firstForm(year), nominees: [], basis: { kind: 'NONE' } } as const;
  yield { command: { type: 'ProposeCommendation', data: { ...terms, ...nothing } }, step };
}

function proposable(year: EmulationYear): readonly Proposable[] {
  const voted = decidedOn(year, 'COMMENDATION').map(({ basis, unitId, form = firstForm(year) }) => {
    return { basis, form, nominees: [unitId] };
  });
  const listed = Object.values(year.voting.lists).flatMap(({ listId, entries }) =>
    entries.map(({ form, unitIds }): Proposable => {
      return { basis: { kind: 'AGREED_LIST', listId }, form, nominees: unitIds.slice(0, 1) };
    }),
  );
  return [...voted, ...listed];
}

function isProposed({ conferral }: EmulationYear, { basis, form, nominees }: Proposable): boolean {
  const cited = JSON.stringify(aboutBasis(basis));
  return Object.values(conferral.proposals).some(
    (one) =>
      one.form === form &&
      JSON.stringify(aboutBasis(one.basis)) === cited &&
      nominees.every((unitId) => one.named.includes(unitId)),
  );
}

/** The head of the coming year: the election that a vote or an assent carries, or how it can be settled. */
export function* electing(year: EmulationYear, on: InYear): Generator<Candidate> {
  if (isSkipped(year.steps, 'ELECTION') || doneSteps(year.steps, []).includes('ELECTION')) return;
  const decided = decidedOn(year, 'HEAD').filter(({ forYear = OWN }) => !isLed(year, forYear));
  for (const { basis, unitId, forYear = OWN } of decided.slice(0, MOST_OF_A_KIND)) {
    const data = { ...on, unitId, forYear, basis };
    yield { command: { type: 'ElectHead', data }, step: 'ELECTION', unitIds: [unitId], about: aboutBasis(basis) };
  }
  if (decided.length === 0 && isAtItsEnd(year)) yield* settling(year, on);
}

/** Who is named for it, a vote or an assent on it, or a designation without either; for the year that candidates are named for, else any. */
function* settling(year: EmulationYear, on: InYear): Generator<Candidate> {
  const step = 'ELECTION';
  const [member = OWN] = membersOn(year.frame, dayOf(on));
  const { forYear, nominee } = namedHead(year);
  if (nominee === undefined && asksForNominees(year)) {
    yield { command: { type: 'NominateHead', data: { ...on, forYear, unitId: member } }, step };
  }
  const isAsked = standingBallots(year).some(({ terms }) => terms.purpose === 'HEAD');
  if (heldIn(year) !== undefined && !isAsked) {
    yield* deciding(year, on, { purpose: 'HEAD', question: { forYear, unitId: nominee ?? member }, step });
  }
  yield { command: { type: 'DesignateHead', data: { ...on, forYear, unitId: member, method: 'IN_TURN' } }, step };
}

/** Who leads next is settled where the members meet, or once the year has come as far as its vote. */
function isAtItsEnd(year: EmulationYear): boolean {
  const done = doneSteps(year.steps, []);
  return heldIn(year) !== undefined || done.includes('VOTE') || done.includes('CONFERENCE');
}

/** The duty goes to whom the year elected or designated, after its close too. */
export function* handingOver(
  year: EmulationYear,
  { blocId, year: decidedIn, occurredOn }: InYear,
  passedOn: readonly string[],
): Generator<Candidate> {
  for (const { id: forYear } of year.steps.electedFor.filter(({ id }) => !passedOn.includes(id))) {
    const { head } = leadersDecided(year, forYear);
    if (head === undefined) continue;
    const data = { blocId, occurredOn, to: head, forYear, decidedIn, ...defined({ from: presiding(year.frame) }) };
    yield { command: { type: 'HandOverDuty', data }, step: 'HANDOVER', unitIds: [head], about: { forYear } };
  }
}

/** The first candidate for the head of a year that has none by this one's decision, and which year that is. */
function namedHead(year: EmulationYear): Readonly<{ forYear: string; nominee?: string }> {
  for (const forYear of Object.keys(year.leadership)) {
    const [nominee] = nomineesFor(year.leadership, 'HEAD', forYear);
    if (nominee !== undefined && !isLed(year, forYear)) return { forYear, nominee };
  }
  return { forYear: OWN };
}

function asksForNominees({ frame }: EmulationYear): boolean {
  return frame.rulebook?.content.leadership.nominationRequired === true;
}

function isLed(year: EmulationYear, forYear: string): boolean {
  return leadersDecided(year, forYear).head !== undefined;
}

/** Questions that a ballot passed, or that an assent carries. */
function decidedOn(year: EmulationYear, purpose: 'COMMENDATION' | 'HEAD'): readonly Decided[] {
  const passed = standingBallots(year)
    .filter(({ terms }) => terms.purpose === purpose)
    .flatMap(({ terms: { ballotId, questions }, tally = [] }) =>
      questions
        .filter(({ questionId }) => tally.some((one) => one.questionId === questionId && one.outcome === 'PASSED'))
        .map((question): Decided => ({
          ...question,
          basis: { kind: 'BALLOT', ballotId, questionId: question.questionId },
        })),
    );
  const assented = standingAssents(year)
    .filter((assent) => assent.purpose === purpose)
    .flatMap(({ assentId, questions }) =>
      questions.map((question): Decided => ({ ...question, basis: { kind: 'ASSENT', assentId } })),
    );
  return [...passed, ...assented];
}

/** The ids of what is cited. */
function aboutBasis(basis: ProposalBasis | ElectionBasis): Readonly<Record<string, string>> {
  const { kind: _, ...ids } = basis;
  return ids;
}
