import { proposals } from '../../projections/proposals/proposals.projection.js';
import type { ProposalRecord, YearProposals } from '../../read-models/proposals/proposals.js';
import type { EmulationYear } from '../../src/emulation-years/emulation-year.fold.js';
import { exclusionsOf, sheetOf } from '../../src/emulation-years/scoring/scoring.fold.js';
import { scopeKey } from '../../src/kernel/scope.js';
import { fold } from '../support/history.js';
import { BLOC } from '../support/mothers/seven-provinces.js';
import { must, type Properties } from './checking.js';
import type { Life } from './lives.js';
import { FORMS } from './rules.js';
import { UNITS, YEAR } from './turn.js';
import { actsOf, type Witnessed, type YearFact } from './witnesses.js';

/** What a proposal may rest on, by names of facts; what is not there says nothing. */
type Facts = Readonly<Record<string, string>>;

/** All that acts say of sheets, exclusions and members, read from the state that decides. */
function factsIn({ scoring, frame }: EmulationYear): Facts {
  const sheets = Object.values(scoring.sheets).flatMap(({ unitId, scope }) => {
    const agreed = sheetOf(scoring, { unitId, scope })?.agreed;
    const figures = agreed?.map(({ criterionId, mark }) => `${criterionId} ${mark}`).sort();
    return figures === undefined ? [] : [[`SCORE ${unitId} ${scopeKey(scope)}`, figures.join()]];
  });
  const exclusions = UNITS.flatMap((unitId) =>
    exclusionsOf(scoring, unitId).map(({ ground, scope = {}, from }) => {
      return [`EXCLUDED ${unitId} ${ground} ${scopeKey(scope)}`, from];
    }),
  );
  const members = frame.members.map(({ unitId }) => [`MEMBER ${unitId}`, 'MEMBER']);
  return Object.fromEntries([...sheets, ...exclusions, ...members]) as Facts;
}

/** Who is proposed here, with what acts said when it came to be; of who is proposed as the leading unit that is everybody. */
type Standing = Readonly<{ isForLeading: boolean; since: Map<string, Facts> }>;

type Watched = Readonly<{ standing: ReadonlyMap<string, Standing>; now: Facts; first: Facts }>;

/** Proposals made here by their ids, what acts say at the end, and what each sheet said first. */
function watched({ log }: Life): Watched {
  const standing = new Map<string, Standing>();
  let first: Facts = {};
  let now: Facts = {};
  let state = YEAR.fold.initial;
  for (const event of log.filter(({ stream }) => stream === YEAR.stream)) {
    const fact = event as YearFact;
    state = YEAR.fold.evolve(state, fact);
    if (state.acts === undefined || fact.metadata.mode.kind === 'CLAIM') continue;
    now = factsIn(state.acts);
    first = { ...now, ...first };
    noted(standing, fact, now);
  }
  return { standing, now, first };
}

function noted(standing: Map<string, Standing>, fact: YearFact, now: Facts): void {
  if (fact.type === 'CommendationProposed') {
    const { proposalId, form, nominees } = fact.data;
    const isForLeading = FORMS.some(({ id, nominee }) => id === form && nominee === 'LEADING');
    const units = isForLeading ? UNITS : nominees;
    standing.set(proposalId, { isForLeading, since: new Map(units.map((unitId) => [unitId, now])) });
  }
  if (fact.type !== 'ProposalRecipientNamed') return;
  const { since, isForLeading } = standing.get(fact.data.proposalId) ?? {};
  if (isForLeading === false) since?.set(fact.data.unitId, now);
}

/** A proposal is marked by exactly the sheets, exclusions and members that say something else now than when it was made (D24). */
function markedAsItIs(life: Life): void {
  const { standing, now, first } = watched(life);
  if (standing.size === 0) return;
  const shown = proposalsOf(life);
  for (const [proposalId, { since }] of standing) {
    const record = shown.find((one) => one.proposalId === proposalId);
    if (record?.proposed.recording.mode !== 'ACT') continue;
    const right = [...since].flatMap(([unitId, then]) => changedOf(unitId, { then, now, first })).sort();
    const marks = record.changedUnder
      .filter(({ of }) => !of.startsWith('TIE'))
      .map(({ of }) => of)
      .sort();
    must(
      marks.join() === right.join(),
      `${proposalId} is marked by ${marks.join()}, changed are ${right.join()}`,
      life.log,
    );
  }
}

/** A sheet that was agreed only later says what it said first. */
function changedOf(
  unitId: string,
  { then, now, first }: Readonly<{ then: Facts; now: Facts; first: Facts }>,
): readonly string[] {
  return [...new Set([...Object.keys(then), ...Object.keys(now)])].filter((of) => {
    if (of.split(' ')[1] !== unitId) return false;
    const before = of.startsWith('SCORE') ? (then[of] ?? first[of]) : then[of];
    return before !== now[of];
  });
}

function proposalsOf({ log }: Life): readonly ProposalRecord[] {
  const row = fold(proposals, log).get(`${BLOC}/2024`)?.row as YearProposals | undefined;
  return row?.proposals ?? [];
}

/** The event that a mark names is the last act that said anything of that very fact; of members, that changed who is one. */
function markedByTheLast(life: Life): void {
  const acts = actsOf(life);
  for (const { proposed, changedUnder } of proposalsOf(life)) {
    if (proposed.recording.mode !== 'ACT') continue;
    for (const { of, mark } of changedUnder) {
      const last = acts.findLast((one) => saysOf(one).some((known) => of.startsWith(known)))?.fact.id;
      must(
        last === mark.recording.event.id,
        `${of} is marked by ${mark.recording.event.id}, last is ${last}`,
        life.log,
      );
    }
  }
}

/** The names of the facts of which an event says something. */
function saysOf({ fact, copy }: Witnessed): readonly string[] {
  if (fact.type === 'RecordCorrected') return [`SCORE ${fact.data.unitId} ${scopeKey(fact.data.scope)}`];
  if (fact.type === 'UnitExcluded' || fact.type === 'ExclusionLifted') {
    return [`EXCLUDED ${fact.data.unitId} ${fact.data.ground} ${scopeKey(fact.data.scope ?? {})}`];
  }
  if (fact.type === 'TieBroken') {
    const { scope, version, rank, order } = fact.data;
    return order.map(({ unitId }) => `TIE ${scopeKey(scope)} ${version} ${rank} ${unitId}`);
  }
  if (fact.type !== 'YearMembersUpdated') return [];
  const [before, after] = [copy, fact.data].map(({ members }) => new Set(members.map(({ unitId }) => unitId)));
  return UNITS.filter((unitId) => before?.has(unitId) !== after?.has(unitId)).map((unitId) => `MEMBER ${unitId}`);
}

export const BASIS_MARKS: Properties = {
  'a proposal is marked by what says something else now than when it was made, and by nothing else (D24)': markedAsItIs,
  'a mark names the last event that changed what it is about (D24)': markedByTheLast,
};
