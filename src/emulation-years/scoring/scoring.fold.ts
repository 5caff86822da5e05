import type { Folds } from '../../kernel/decisions.js';
import { defined } from '../../kernel/defined.js';
import type { LocalDate } from '../../kernel/instant.js';
import { laterOf, type PartialDate } from '../../kernel/partial-date.js';
import { scopeKey, type Scope } from '../../kernel/scope.js';
import type { Exclusion } from '../../rulebooks/rulebook.values.js';
import type { InYear } from '../frame/frame.values.js';
import type { PledgeYear } from '../pledge/pledge.fold.js';
import type { SessionsYear } from '../sessions/session.fold.js';
import type {
  BonusRecorded,
  RecordCorrected,
  ScoreAgreed,
  ScoringEvent,
  SelfScoreSubmitted,
} from './scoring.events.js';
import {
  isSameGround,
  type OfGround,
  type OfSheet,
  type RegisteredSubject,
  type ReviewedLine,
  type ScoredLine,
  type SelfLine,
  type Total,
} from './scoring.values.js';
import { withFigure } from './sheet-lines.js';

/** One unit's score card in one scope, with the three figures of each line that are known so far. */
export type Sheet = Readonly<{
  unitId: string;
  scope: Scope;
  /** BLANK: nothing but what the secretariat entered. */
  status: 'BLANK' | 'SUBMITTED' | 'RETURNED' | 'APPRAISED' | 'AGREED';
  /** Absent before it is handed in; it may be empty where the table has bonus lines alone. */
  self?: readonly ScoredLine<SelfLine>[];
  /** Bonuses and deductions the secretariat entered: they outlive a revised self-score and go into every appraisal. */
  recorded: readonly ScoredLine<ReviewedLine>[];
  appraised?: readonly ScoredLine<ReviewedLine>[];
  agreed?: readonly ScoredLine<ReviewedLine>[];
  total?: Total;
  /** Revision of the agreement or of its last correction. */
  agreedAt?: number;
  /** The latest day on which something was written on it; absent on a blank one. */
  latest?: PartialDate;
}>;

export type ExclusionOnRecord = OfGround & Readonly<{ from: Exclusion; reason?: string }>;

export type ScoringState = Readonly<{
  /** By {@link sheetKey}. */
  sheets: Readonly<Record<string, Sheet>>;
  exclusions: Readonly<Record<string, readonly ExclusionOnRecord[]>>;
  /** What members registered to be scored beside the whole, by its id. */
  subjects: Readonly<Record<string, Omit<RegisteredSubject, 'subjectId' | 'name'>>>;
  /** Units named as members of groups that the rulebook leaves open, by group. */
  groupMembers: Readonly<Record<string, readonly string[]>>;
  /** Units that may hand in after the deadline, until that day where it is known. */
  reopened: Readonly<Record<string, LocalDate | undefined>>;
  /** Versions of the score report adopted so far. */
  reports: number;
}>;

export const noScores: ScoringState = {
  sheets: {},
  exclusions: {},
  subjects: {},
  groupMembers: {},
  reopened: {},
  reports: 0,
};

function sheetKey({ unitId, scope }: OfSheet): string {
  return `${unitId}|${scopeKey(scope)}`;
}

export function sheetOf({ sheets }: ScoringState, of: OfSheet): Sheet | undefined {
  const key = sheetKey(of);
  return Object.hasOwn(sheets, key) ? sheets[key] : undefined;
}

/** The subjects that members registered. */
export function subjectsIn({ subjects }: ScoringState): readonly Omit<RegisteredSubject, 'name'>[] {
  return Object.entries(subjects).map(([subjectId, of]) => ({ subjectId, ...of }));
}

/** The unit's card, blank until something is written on it. */
export function cardOf(scoring: ScoringState, of: OfSheet): Sheet {
  return sheetOf(scoring, of) ?? { unitId: of.unitId, scope: of.scope, status: 'BLANK', recorded: [] };
}

/** The parts of a year that a decision about scores reads. */
export type ScoringYear = PledgeYear & SessionsYear & Readonly<{ scoring: ScoringState }>;

export const scoringFolds: Folds<ScoringState, ScoringEvent> = {
  SelfScoreSubmitted: handedIn,
  SelfScoreRevised: handedIn,
  ScoreReturned: (scoring, data) => withCard(scoring, data, (card) => ({ ...card, status: 'RETURNED' })),
  ScoreAppraised: (scoring, data) =>
    withCard(scoring, data, (card) => {
      return { ...card, status: 'APPRAISED', recorded: renewed(card.recorded, data.lines), appraised: data.lines };
    }),
  ScoreExplained: (scoring) => scoring,
  ScoreAgreed: agreed,
  RecordCorrected: agreed,
  DeductionRecorded: marked,
  BonusRecorded: marked,
  UnitExcluded: (scoring, { unitId, ground, scope, excludedFrom: from, reason }) => {
    const exclusion = { unitId, ground, from, ...defined({ scope, reason }) };
    return withExclusions(scoring, unitId, [...exclusionsButOf(scoring, exclusion), exclusion]);
  },
  ExclusionLifted: (scoring, lifted) => withExclusions(scoring, lifted.unitId, exclusionsButOf(scoring, lifted)),
  SubjectRegistered: (scoring, { subjectId, unitId, group }) => ({
    ...scoring,
    subjects: { ...scoring.subjects, [subjectId]: { unitId, ...defined({ group }) } },
  }),
  GroupMembersNamed: (scoring, { group, unitIds }) => ({
    ...scoring,
    groupMembers: { ...scoring.groupMembers, [group]: unitIds },
  }),
  ScoringReopened: (scoring, { unitId, until }) => ({
    ...scoring,
    reopened: { ...scoring.reopened, [unitId]: until },
  }),
  ScoreReportAdopted: (scoring, { version }) => ({ ...scoring, reports: version }),
  CrossInspectionRecorded: (scoring) => scoring,
};

function withCard(scoring: ScoringState, of: OfSheet & InYear, change: (card: Sheet) => Sheet): ScoringState {
  const card = cardOf(scoring, of);
  const changed = { ...change(card), latest: laterOf(card.latest, of.occurredOn) };
  return { ...scoring, sheets: { ...scoring.sheets, [sheetKey(of)]: changed } };
}

/** The unit's figures, whole: what was appraised before them is gone. */
function handedIn(scoring: ScoringState, data: SelfScoreSubmitted['data']): ScoringState {
  return withCard(scoring, data, ({ unitId, scope, recorded }) => {
    return { unitId, scope, status: 'SUBMITTED', self: data.lines, recorded };
  });
}

function agreed(
  scoring: ScoringState,
  data: ScoreAgreed['data'] | RecordCorrected['data'],
  revision: number,
): ScoringState {
  return withCard(scoring, data, ({ total: _, ...card }) => {
    return { ...card, status: 'AGREED', agreed: data.lines, ...defined({ total: data.total }), agreedAt: revision };
  });
}

function marked(scoring: ScoringState, data: BonusRecorded['data']): ScoringState {
  const { criterionId, mark, reason } = data;
  const line = { criterionId, mark, points: mark, ...defined({ reason }) };
  return withCard(scoring, data, (card) => ({
    ...card,
    recorded: withFigure(card.recorded, line),
    ...defined({ appraised: card.appraised && withFigure(card.appraised, line) }),
  }));
}

type Reviewed = ScoredLine<ReviewedLine>;

/** The appraiser may have changed what was entered before. */
function renewed(recorded: readonly Reviewed[], appraised: readonly Reviewed[]): readonly Reviewed[] {
  return recorded.map((line) => appraised.find(({ criterionId }) => criterionId === line.criterionId) ?? line);
}

function withExclusions(scoring: ScoringState, unitId: string, exclusions: readonly ExclusionOnRecord[]): ScoringState {
  return { ...scoring, exclusions: { ...scoring.exclusions, [unitId]: exclusions } };
}

function exclusionsButOf(scoring: ScoringState, of: OfGround): readonly ExclusionOnRecord[] {
  return exclusionsOf(scoring, of.unitId).filter((exclusion) => !isSameGround(exclusion, of));
}

/** Exclusions of the unit that stand. */
export function exclusionsOf({ exclusions }: ScoringState, unitId: string): readonly ExclusionOnRecord[] {
  return (Object.hasOwn(exclusions, unitId) ? exclusions[unitId] : undefined) ?? [];
}

/** The first exclusion that bars the unit: a unit out of the ranking is out of awards too (R25). */
export function exclusionFrom(scoring: ScoringState, unitId: string, from: Exclusion): ExclusionOnRecord | undefined {
  return exclusionsOf(scoring, unitId).find((exclusion) => exclusion.from === from || exclusion.from === 'RANKING');
}
