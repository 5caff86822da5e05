import { blocDirectory } from '../../projections/bloc-directory.projection.js';
import { blocHistory } from '../../projections/bloc-history/bloc-history.projection.js';
import { pledgeStatus } from '../../projections/pledge-status.projection.js';
import { proposals } from '../../projections/proposals/proposals.projection.js';
import { ranking } from '../../projections/ranking/ranking.projection.js';
import { voteRecord } from '../../projections/vote-record.projection.js';
import { blocOn } from '../../read-models/bloc-directory/bloc-view.js';
import { stepsOf } from '../../read-models/bloc-history/steps-of-year.js';
import type { BasisOutcome } from '../../read-models/proposals/proposals.js';
import { inForce } from '../../read-models/ranking/ranking.js';
import type { BallotRecord } from '../../read-models/vote-record/vote-record.js';
import { actingHeadOn, isMemberOn, type Bloc } from '../../src/blocs/bloc.fold.js';
import { blocReading } from '../../src/blocs/bloc.standing.js';
import { standingProposals } from '../../src/emulation-years/conferral/conferral.fold.js';
import type { EmulationYear } from '../../src/emulation-years/emulation-year.fold.js';
import { doneSteps, openSteps } from '../../src/emulation-years/frame/steps.values.js';
import { pledgeFolds } from '../../src/emulation-years/pledge/pledge.fold.js';
import { rankingOn } from '../../src/emulation-years/ranking/ranking.fold.js';
import type { QuestionTally } from '../../src/emulation-years/voting/voting.values.js';
import type { LocalDate } from '../../src/kernel/instant.js';
import type { AnyProjection, Projection } from '../../src/kernel/projection.js';
import type { Event } from '../../src/kernel/event.js';
import { fold } from '../support/history.js';
import { BLOC } from '../support/mothers/seven-provinces.js';
import { must, type Properties } from './checking.js';
import { placesIn } from './fresh.js';
import type { Life } from './lives.js';
import { UNITS, YEAR } from './turn.js';

const KEY = `${BLOC}/2024`;
const TODAY = '2025-12-01' as LocalDate;

function rowsOf<Row extends object, E extends Event>(projection: Projection<Row, E>, { log }: Life): readonly Row[] {
  const any: AnyProjection = projection;
  return [...fold(any, log).values()].flatMap(({ row }) => (row === undefined ? [] : [row as Row]));
}

function rowOf<Row extends object, E extends Event>(projection: Projection<Row, E>, life: Life, key: string): Row {
  const row = fold(projection, life.log).get(key)?.row;
  if (row === undefined) throw new Error(`${projection.name} has no row ${key}`);
  return row as Row;
}

function yearsOf({ ledger }: Life): Readonly<{ acts: EmulationYear; known: EmulationYear }> {
  const { acts, known } = ledger.state(YEAR);
  if (acts === undefined || known === undefined) throw new Error('The year is open');
  return { acts, known };
}

function isAllActs({ log }: Life): boolean {
  return log.every(({ metadata }) => metadata.mode.kind === 'ACT');
}

/** Which steps are done and open is what the close of the year would say: by acts, and by all that is known. */
function stepsOfTheRule(life: Life): void {
  const { acts, known } = yearsOf(life);
  if (known.frame.status === 'CLOSED') return;
  const page = stepsOf(rowOf(blocHistory, life, KEY));
  const bloc = life.ledger.state(blocReading(BLOC));
  for (const [year, leadership, shown] of [
    [known, bloc.known?.leadership, page],
    [acts, bloc.acts?.leadership, page.byActs ?? page],
  ] as const) {
    const done = doneSteps(year.steps, [...(leadership?.keys() ?? [])]);
    const [said, right] = [shown, { done, open: openSteps(year.steps, done) }].map(
      (steps) => `${steps.done.join()} / ${steps.open.join()}`,
    );
    must(said === right, `the page says ${said}, the rule ${right}`, life.log);
  }
}

/** Where acts alone speak of the pledge, it is complete on its page exactly where it was decided that it is. */
function pledgeAsTheRule(life: Life): void {
  const { pledge } = yearsOf(life).acts;
  const isClaimed = life.log.some(
    ({ type, metadata }) => metadata.mode.kind === 'CLAIM' && (type in pledgeFolds || type === 'YearMembersUpdated'),
  );
  if (isClaimed) return;
  const { status } = rowOf(pledgeStatus, life, KEY);
  must((status === 'COMPLETE') === pledge.completed, `the page says ${status}, the rule ${pledge.completed}`, life.log);
}

/** The order on the page has the places that decisions go by, ties and all. */
function placesAsTheRule(life: Life): void {
  const { acts, known } = yearsOf(life);
  for (const { scope, versions } of rowOf(ranking, life, KEY).scopes) {
    const order = rankingOn(acts.ranking, scope) ?? rankingOn(known.ranking, scope);
    const [shown, rule] = [placesIn(inForce(versions)?.value.groups ?? []), placesIn(order?.groups ?? [])];
    must(shown === rule, `the page ranks ${shown}, the rule ${rule}`, life.log);
  }
}

/** What came out of a ballot, broken ties and all, is on the page what decisions go by. */
function outcomesAsTheRule(life: Life): void {
  const { acts, known } = yearsOf(life);
  for (const row of rowsOf(voteRecord, life)) {
    if (row.kind !== 'BALLOT') continue;
    const made = acts.voting.ballots[row.voteId];
    const [shown, right] = [
      outcomesIn(deciding(row, made !== undefined)?.value.questions),
      outcomesIn((made ?? known.voting.ballots[row.voteId])?.tally),
    ];
    must(shown === right, `${row.voteId}: the page says ${shown}, the rule ${right}`, life.log);
  }
}

/** What a source tells of a ballot that was held here decides nothing, and is marked so on the page. */
function deciding({ tally }: BallotRecord, isMadeHere: boolean): BallotRecord['tally'] {
  return isMadeHere && tally?.recording.mode === 'CLAIM' ? undefined : tally;
}

function outcomesIn(questions: readonly Pick<QuestionTally, 'questionId' | 'outcome'>[] = []): string {
  return questions.map(({ questionId, outcome }) => `${questionId} ${outcome}`).join();
}

/** The proposals made here that stand on the page are those that stand for the quotas. */
function standingAsTheRule(life: Life): void {
  const { acts } = yearsOf(life);
  const page = rowOf(proposals, life, KEY).proposals.filter(
    ({ proposed, status, basis }) => proposed.recording.mode === 'ACT' && status === 'PROPOSED' && !isVoid(basis),
  );
  const rule = standingProposals(acts).length;
  must(page.length === rule, `the page has ${page.length} that stand, the rule ${rule}`, life.log);
}

/** By an act: a claim voids no decision for what was proposed here. */
function isVoid({ outcome, recording }: BasisOutcome): boolean {
  return (outcome === 'VOID' || outcome === 'OBJECTED') && recording?.mode === 'ACT';
}

/** Who acts as head and who is a member: on the page of the bloc as by its rules, as of today and as far as is known. */
function standingBloc(life: Life): void {
  const bloc = life.ledger.state(blocReading(BLOC)).acts;
  if (!isAllActs(life) || bloc === undefined) return;
  const row = rowOf(blocDirectory, life, BLOC);
  for (const day of [TODAY, '2025-01-10', '2024-06-30'] as LocalDate[]) {
    const page = blocOn(row, day);
    const [shown, rule] = [page.actingHead?.value.head, actingHeadOn(bloc, day)];
    must(shown === rule, `on ${day} the page has ${shown} as head, the rule ${rule}`, life.log);
    const [members, right] = [[...page.members].sort().join(), membersOfRule(bloc, day)];
    must(members === right, `on ${day} the page has ${members}, the rule ${right}`, life.log);
  }
}

function membersOfRule(bloc: Bloc, day: LocalDate): string {
  return UNITS.filter((unitId) => isMemberOn(bloc, unitId, day))
    .sort()
    .join();
}

export const PAGES: Properties = {
  'the steps on the page are those of the close (D36)': stepsOfTheRule,
  'a pledge is complete on the page where the rule says so (D36)': pledgeAsTheRule,
  'the places and ties on the page are those that decisions go by (D36)': placesAsTheRule,
  'the outcomes of ballots on the page are those that decisions go by (D36)': outcomesAsTheRule,
  'the proposals that stand on the page are those that quotas count (D36)': standingAsTheRule,
  'head and members on the page of the bloc are those of its rules (D36)': standingBloc,
};
