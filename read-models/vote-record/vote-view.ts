import type { Question } from '../../src/emulation-years/voting/voting.values.js';
import { defined } from '../../src/kernel/defined.js';
import type { Origin } from '../../src/kernel/event.js';
import type { LocalizedText } from '../../src/kernel/text.js';
import { memberName, type YearRanking } from '../ranking/ranking.js';
import { audienceOf } from '../year-audience.js';
import type { Sourced } from '../recording.js';
import { isVoid, type NamedUnit, VOID, type VoteRecord } from './vote-record.js';
import type { OutcomeView, VoteView } from './vote-record.dto.js';

/** What units are called. */
type Naming = Readonly<{ nameOf: (unitId: string) => LocalizedText }>;

/** How that caller is shown a vote of the year; `undefined` when not at all. */
export function voteViewFor(
  year: YearRanking | undefined,
  blocId: string,
  caller: Origin,
): ((vote: VoteRecord) => VoteView) | undefined {
  const naming = namesIn(year);
  switch (audienceOf(year?.visibility, blocId, caller).sees('VOTES')) {
    case 'ALL':
      return (vote) => wholeVote(vote, naming);
    case 'NAMED':
      return (vote) => publicVote(vote, naming);
    case 'NOTHING':
      return undefined;
  }
}

/** The printed names of the members, the id where the year does not know it. */
export function namesIn(year: YearRanking | undefined): Naming {
  return { nameOf: (unitId) => (year === undefined ? { vi: unitId } : memberName(year, unitId)) };
}

/** The outcomes alone. */
export function publicVote(vote: VoteRecord, naming: Naming): VoteView {
  const { blocId, year, kind, voteId, heldOn } = vote;
  return { blocId, year, kind, voteId, heldOn, outcomes: outcomesOf(vote, naming) };
}

/** Everything on record. The record of a secret ballot holds no choices. */
export function wholeVote(vote: VoteRecord, naming: Naming): VoteView {
  return { ...publicVote(vote, naming), ...insideOf(vote), conflictsOfInterest: conflictsIn(vote, naming) };
}

function insideOf(vote: VoteRecord): Pick<VoteView, 'ballot' | 'assent' | 'agreedList'> {
  const { blocId: _bloc, year: _year, voteId: _id, heldOn: _day, ...inside } = vote;
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

function outcomesOf(vote: VoteRecord, naming: Naming): readonly OutcomeView[] {
  switch (vote.kind) {
    case 'BALLOT':
      return vote.terms.value.questions.flatMap((question) => {
        if (isVoid(vote)) return [decided(question, { outcome: VOID }, naming)];
        const counted = vote.tally?.value.questions.find(({ questionId }) => questionId === question.questionId);
        return counted === undefined ? [] : [decided(question, counted, naming)];
      });
    case 'ASSENT':
      return vote.assent?.value.questions.map((question) => decided(question, vote, naming)) ?? [];
    case 'AGREED_LIST':
      return vote.list.value.entries.map(({ form, count, unitIds }) => ({
        form,
        count,
        outcome: 'AGREED' as const,
        units: unitIds.map((unitId) => namedUnit(unitId, naming)),
      }));
  }
}

type Decided = Pick<OutcomeView, 'outcome' | 'reported'>;

function decided(question: Question, { outcome, reported }: Decided, naming: Naming): OutcomeView {
  const { questionId, unitId, form, classification, forYear, ordinal } = question;
  return {
    questionId,
    units: [namedUnit(unitId, naming)],
    ...defined({ form, classification, forYear, ordinal }),
    outcome,
    ...defined({ reported }),
  };
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
