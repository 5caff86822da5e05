import { defined } from '../../src/kernel/defined.js';
import type { Origin } from '../../src/kernel/event.js';
import type { LocalizedText } from '../../src/kernel/text.js';
import { memberName, type YearRanking } from '../ranking/ranking.js';
import { audienceOf } from '../year-audience.js';
import type { Stored } from '../read-model-store.js';
import type { Sourced } from '../recording.js';
import { type Answered, answered } from '../rows.js';
import { type NamedUnit, outcomesOf, type VoteOutcome, type VoteRecord } from './vote-record.js';
import type { OutcomeView, VoteView } from './vote-record.dto.js';

/** What units are called. */
type Naming = Readonly<{ nameOf: (unitId: string) => LocalizedText }>;

/** How that caller is shown a vote of the year; `undefined` when not at all. */
export function voteViewFor(
  year: YearRanking | undefined,
  blocId: string,
  caller: Origin,
): ((found: Stored<VoteRecord>) => Answered<VoteView> | undefined) | undefined {
  const naming = namesIn(year);
  switch (audienceOf(year?.visibility, blocId, caller).sees('VOTES')) {
    case 'ALL':
      return (found) => answered(found, (vote) => wholeVote(vote, naming));
    case 'NAMED':
      return ({ row }) => publishedVote(row, naming);
    case 'NOTHING':
      return undefined;
  }
}

/** The printed names of the members, the id where the year does not know it. */
export function namesIn(year: YearRanking | undefined): Naming {
  return { nameOf: (unitId) => (year === undefined ? { vi: unitId } : memberName(year, unitId)) };
}

/** The outcomes as they were published, with the publication that shows them; `undefined` of a vote that none named. */
export function publishedVote(vote: VoteRecord, naming: Naming): Answered<VoteView> | undefined {
  const { blocId, year, kind, voteId, published } = vote;
  if (published === undefined) return undefined;
  const { heldOn, outcomes, recording, position } = published;
  const { stream, revision } = recording.event;
  const row = { blocId, year, kind, voteId, outcomes: named(outcomes, naming), published: recording, ...held(heldOn) };
  return { row, position, provenance: { [stream]: `${revision}` } };
}

/** Everything on record. The record of a secret ballot holds no choices. */
export function wholeVote(vote: VoteRecord, naming: Naming): VoteView {
  const { blocId, year, kind, voteId, heldOn, published } = vote;
  return {
    ...{ blocId, year, kind, voteId, outcomes: named(outcomesOf(vote), naming), ...held(heldOn) },
    ...insideOf(vote),
    ...defined({ published: published?.recording }),
    conflictsOfInterest: conflictsIn(vote, naming),
  };
}

function insideOf(vote: VoteRecord): Pick<VoteView, 'ballot' | 'assent' | 'agreedList'> {
  const { blocId: _bloc, year: _year, voteId: _id, heldOn: _day, published: _published, ...inside } = vote;
  switch (inside.kind) {
    case 'BALLOT': {
      const { kind: _, ...ballot } = inside;
      return { ballot };
    }
    case 'ASSENT': {
      const { kind: _, outcome: __, ...assent } = inside;
      return { assent };
    }
    case 'AGREED_LIST': {
      const { kind: _, ...agreedList } = inside;
      return { agreedList };
    }
  }
}

function named(outcomes: readonly VoteOutcome[], naming: Naming): readonly OutcomeView[] {
  return outcomes.map(({ questionId, form, classification, forYear, ordinal, count, outcome, reported, units }) => ({
    ...defined({ questionId, form, classification, forYear, ordinal, count }),
    units: units.map((unitId) => namedUnit(unitId, naming)),
    outcome,
    ...defined({ reported }),
  }));
}

function conflictsIn(vote: VoteRecord, naming: Naming): readonly Sourced<NamedUnit>[] {
  if (vote.kind !== 'BALLOT') return [];
  return [...vote.hands, ...vote.written]
    .filter(({ recording }) => recording.warnings.some(({ code }) => code === 'CONFLICT_OF_INTEREST'))
    .map(({ value, recording }) => ({ value: namedUnit(value.unitId, naming), recording }));
}

function namedUnit(unitId: string, { nameOf }: Naming): NamedUnit {
  return { unitId, name: nameOf(unitId) };
}

/** Of a day that is not known nothing is shown. */
function held(heldOn: string): Readonly<{ heldOn?: string }> {
  return heldOn === '' ? {} : { heldOn };
}
