import type { FractionText } from '../kernel/fraction.js';
import type { LocalDate } from '../kernel/instant.js';
import type { Party, ReferenceDocument } from '../kernel/party.js';
import type { Points, Rounding } from '../kernel/points.js';
import type { LocalizedText } from '../kernel/text.js';
import type { Threshold } from '../kernel/threshold.js';
import type { FormNames } from './form-names.values.js';

/**
 * A rulebook (quy chế): the scoring and voting regulation of a bloc as data, versioned and never edited.
 * Every threshold, scale, quota, deadline and tie-break is here and nowhere in code. A year takes a whole copy.
 */
export type Rulebook = Readonly<{
  title: LocalizedText;
  legalBasis: readonly ReferenceDocument[];
  pledge: PledgeRules;
  scoring: ScoringRules;
  ranking: RankingRules;
  voting: VotingRules;
  leadership: LeadershipRules;
  commendations: CommendationRules;
  /** Classes (xếp loại) beside or instead of ranks (H9); absent: a class is what people say it is. */
  classification?: ClassificationRules;
  /** What members see of each other; absent: the own sheet always, those of the others once all are agreed. */
  visibility?: VisibilityRules;
  /** Steps that must be done or skipped with a reason before the year closes (D20). */
  obligatorySteps: readonly Step[];
  /** How many days back `occurredOn` of an act may lie; absent: unbounded (D15). */
  backdatingDays?: number;
  /** Whether a unit must act by its own hand: nothing may be recorded on its behalf. */
  ownHandRequired: boolean;
}>;

/** One published version of a rulebook. */
export type RulebookReference = Readonly<{ rulebookId: string; version: number }>;
export type RulebookVersion = RulebookReference & Readonly<{ content: Rulebook }>;

export const STEPS = [
  'PLEDGE',
  'SCORING',
  'VOTE',
  'PROPOSALS',
  'AWARDS',
  'CONFERENCE',
  'ELECTION',
  'HANDOVER',
] as const;
/** The steps of a year, in their usual order. SCORING includes the ranking. */
export type Step = (typeof STEPS)[number];

export const SHEETS_OF_OTHERS = ['ALWAYS', 'ONCE_ALL_AGREED', 'ONCE_PUBLISHED', 'NEVER'] as const;
/** When the members see the sheets of each other: while they are worked on, once all are agreed, once places are published, or never. */
export type SheetsOfOthers = (typeof SHEETS_OF_OTHERS)[number];

/** Who of the members sees what, and when. Each sees its own sheet. */
export type VisibilityRules = Readonly<{ sheetsOfOthers: SheetsOfOthers }>;

export type PledgeRules = Readonly<{
  /** Codes of offices that may sign for a unit (R04), e.g. `CHAIRMAN`; empty: any office. */
  authorisedOffices: readonly string[];
  /** Last day to sign (R05); absent: none. */
  deadline?: LocalDate;
  /** Whether a self-score needs a signed pledge (R07). */
  requiredForScoring: boolean;
}>;

export type ScoringRules = Readonly<{
  /** The scale, e.g. `1000`. */
  scale: Points;
  /** Whether a total may exceed the scale (TP.HCM: 97 + 10 = 107). */
  overflow: Overflow;
  rounding: Rounding;
  /** Last day to submit a self-score (R12); absent: none. */
  deadline?: LocalDate;
  /** The criteria table (bảng tiêu chí), at most 16 levels deep. */
  criteria: readonly Criterion[];
  /** Grounds that bar a unit (điểm liệt). */
  knockOuts: readonly KnockOut[];
  /** Declared scopes (H6). Absent lists mean the whole. */
  tracks?: readonly string[];
  groups?: readonly ScoringGroup[];
  subPeriods?: readonly string[];
  /** What tracks, groups and parts of the period are called; absent: by their ids. */
  scopeTitles?: readonly ScopeTitle[];
  /**
   * How the sheets of parts of the period, or of the subjects that a member registered, make the sheet of the whole (cộng dồn). Absent:
   * they do not.
   */
  rollUp?: Readonly<{ subPeriods?: RollUp; subjects?: RollUp }>;
}>;

export const OVERFLOWS = ['ALLOWED', 'CAPPED'] as const;
/** Whether points may exceed what stands for them, or are cut there. */
export type Overflow = (typeof OVERFLOWS)[number];

/** The words for a track, a group or a part of the period ("Quý I"). */
export type ScopeTitle = Readonly<{ id: string; title: LocalizedText }>;

/** A group of the bloc that is ranked apart. Without `unitIds` its members are named later, by the head of the bloc. */
export type ScoringGroup = Readonly<{ id: string; unitIds?: readonly string[] }>;

/** ROUNDED reads totals as they are printed: who adds or averages the printed ones gets the same. */
export const PRECISIONS = ['EXACT', 'ROUNDED'] as const;
export type Precision = (typeof PRECISIONS)[number];

export const ROLL_UPS = ['SUM', 'MEAN'] as const;
/** The total of the whole is the sum or the mean of the totals of its parts, exact or as they are printed. */
export type RollUp = Readonly<{ by: (typeof ROLL_UPS)[number]; precision: Precision }>;

/** A ground to exclude a unit. */
export type KnockOut = Readonly<{
  id: string;
  title: LocalizedText;
  excludesFrom: Exclusion;
  documentRequired: boolean;
}>;

/** How the grounds begin by which zero points on a line exclude a unit; no ground of a rulebook does. */
export const ZERO_GROUND = 'zero-';

/** What a unit is excluded from: from the ranking it is still scored, from awards it is still ranked. */
export const EXCLUSIONS = ['RANKING', 'AWARDS'] as const;
export type Exclusion = (typeof EXCLUSIONS)[number];

/** A line or heading of the criteria table (tiêu chí). */
export type Criterion = CriterionGroup | CriterionLine;
export type CriterionKind = Criterion['kind'];

export type CriterionGroup = Readonly<{
  kind: 'GROUP';
  id: string;
  title: LocalizedText;
  /** The most that its lines give together, deductions among them taken off; absent: no cap. */
  max?: Points;
  /** The least that they give together, whatever the deductions among them; may be below zero. Absent: no floor. */
  min?: Points;
  children: readonly Criterion[];
}>;

export type CriterionLine = LineRule &
  Readonly<{
    id: string;
    title: LocalizedText;
    /** The most this line gives; of a DEDUCTION the most it takes, as a positive number. */
    max: Points;
    /** Of a CURVE in proportion, COUNT, LINEAR or MEAN: whether it may give more than `max` after all. Absent: CAPPED. */
    overflow?: Overflow;
    notApplicable: NotApplicablePolicy;
    /** Whether a unit must name a document with a figure that gives or takes points. */
    documentRequired?: boolean;
    /** No points on this line, or fewer, exclude the unit from awards, until lifted. */
    knockOutAtZero?: boolean;
  }>;

/**
 * A criterion not assigned to a unit: FULL marks, RESCALE the rest to the scale, DROP the line (no points, no rescaling),
 * SEPARATE_GROUP (ranked apart with its like), or FORBIDDEN: the line must be filled.
 */
export type NotApplicablePolicy = 'FORBIDDEN' | 'FULL' | 'RESCALE' | 'DROP' | 'SEPARATE_GROUP';

/** How raw input becomes points (H7). */
export type LineRule =
  /** Actual against target along a curve. */
  | Readonly<{ kind: 'CURVE'; curve: Curve; negativeValues?: Permission }>
  /** Bands of a number, ascending, each number in one of them; `gaps` says how a number between bands is read. */
  | Readonly<{ kind: 'STEP'; bands: readonly Band[]; gaps?: GapReading; negativeValues?: Permission }>
  | Readonly<{ kind: 'OPTIONS'; options: readonly Readonly<{ id: string; title: LocalizedText; points: Points }>[] }>
  /** So many points for each occurrence, capped at `max`. */
  | Readonly<{ kind: 'COUNT'; pointsEach: Points }>
  /** So many points for each unit of a figure above `from` (0), parts of it too; at least `min` (0), at most `max`. */
  | Readonly<{ kind: 'LINEAR'; pointsEach: Points; from?: string; min?: Points; negativeValues?: Permission }>
  /** `max`, less so many points for each case; all cases together take at most `losesAtMost`. */
  | Readonly<{ kind: 'PENALTY'; pointsEach: Points; losesAtMost: Points }>
  /** The mean of several marks, each 0..max. */
  | Readonly<{ kind: 'MEAN' }>
  | Readonly<{ kind: 'PASS_FAIL' }>
  /** A mark given by judgement, 0..max (định tính). */
  | Readonly<{ kind: 'JUDGED' }>
  | Readonly<{ kind: 'BONUS' }>
  | Readonly<{ kind: 'DEDUCTION' }>;

/**
 * A range of a number and what it is worth. It begins at `from`, else where the band before it ends; it ends `below` a number
 * ("dưới 180") or with one (`upTo`, "đến 2"), or never.
 */
export type Band = Readonly<{
  from?: string;
  below?: string;
  upTo?: string;
  points?: Points;
  /** In place of points: the table leaves them open, and a sheet that falls into this band is refused. */
  notDefined?: boolean;
}>;

export const GAP_READINGS = ['BELOW', 'ABOVE', 'REFUSE'] as const;
/** A number in no band is read as of the band below it, as of the band above it, or refused. */
export type GapReading = (typeof GAP_READINGS)[number];

export type Curve =
  /** p % of target → p % of `max`, capped at `max`; below `floor` (a share of the target) nothing. */
  | Readonly<{ shape: 'PROPORTIONAL'; floor?: FractionText }>
  /**
   * The Quảng Trị curve, relative to the leader (github.com/ThuatNguyen/NationalSecurityContest2): below target half
   * of max pro rata, at target half, above it a half more in proportion to the leader's excess.
   */
  | Readonly<{ shape: 'RELATIVE_TO_LEADER' }>;

export type RankingRules = Readonly<{
  /** Whether ties are read on exact or on rounded totals (H8). */
  tiePrecision: Precision;
  /** Applied in order between equal totals; what none decides stays on the same rank. */
  tieKeys: readonly TieKey[];
  /** Whether the next unit becomes leading when the first is excluded. */
  promoteNext: boolean;
  /** Among whom the leader of a curve is looked for. Absent: SCORED. */
  curveLeaders?: CurveLeaders;
  /** How a CRITERION key reads a line or heading of which something was not assigned and is rescaled. Absent: AS_GIVEN. */
  rescaledKeys?: RescaledKeys;
}>;

export const CURVE_LEADERS = ['SCORED', 'RANKED'] as const;
/** Units kept out of the ranking set the leader of a curve too, or only those that are ranked do. */
export type CurveLeaders = (typeof CURVE_LEADERS)[number];

export const RESCALED_KEYS = ['AS_GIVEN', 'RESCALED'] as const;
/** The points as they were given, or as if what was not assigned had been reached in the proportion of the rest. */
export type RescaledKeys = (typeof RESCALED_KEYS)[number];

export type TieKey =
  /** More points in this criterion or group (part I first). */
  | Readonly<{ key: 'CRITERION'; criterionId: string }>
  | Readonly<{ key: 'MORE_BONUS' }>
  /** Fewer points taken by deductions and penalties. */
  | Readonly<{ key: 'FEWER_DEDUCTIONS' }>
  /** More lines of the scale that give all they can. */
  | Readonly<{ key: 'LINES_AT_FULL_MARKS' }>
  /** More occurrences on that line of kind COUNT, beyond its `max` too (gương người tốt, việc tốt). */
  | Readonly<{ key: 'MORE_OCCURRENCES'; criterionId: string }>
  /** NĐ 152/2025/NĐ-CP Art. 4: between equals prefer collectives with 70 % women or more; in force from 1/7/2025. */
  | Readonly<{ key: 'WOMEN_SHARE' }>
  | Readonly<{ key: PeoplesKey }>;

/** Keys that nothing is read for: people decide, and their decision is recorded (D16). */
export const PEOPLES_KEYS = ['MEMBERS_VOTE', 'HEAD_DECIDES'] as const;
export type PeoplesKey = (typeof PEOPLES_KEYS)[number];

/** Whether something may be done. */
export const PERMISSIONS = ['ALLOWED', 'FORBIDDEN'] as const;
export type Permission = (typeof PERMISSIONS)[number];

export const DECISION_METHODS = ['UNANIMOUS_ASSENT', 'SHOW_OF_HANDS', 'SECRET_PAPER', 'AGREED_LIST'] as const;
/** Ways to decide (D1). Secret electronic ballots are a method of their own, not offered yet. */
export type DecisionMethod = (typeof DECISION_METHODS)[number];

export type VotingRules = Readonly<{
  commendation: BallotRules;
  election: BallotRules;
  /** Whether a unit may vote on itself (D3). */
  selfVote: Permission;
  /** Whether a candidate's person may count the papers (R50). */
  candidateTellers: Permission;
}>;

export type BallotRules = Readonly<{
  methods: readonly DecisionMethod[];
  threshold: Threshold;
  /** Share of all members that must be present to open and to count (R20), e.g. `2/3`. */
  quorum: FractionText;
  /** Whether written opinions of absent members count (R24). */
  writtenOpinions: Permission;
}>;

export type LeadershipRules = Readonly<{
  /** Whether an election needs a nomination first (R47). */
  nominationRequired: boolean;
  deputies: Readonly<{ max: number }>;
}>;

export type CommendationRules = Readonly<{
  forms: readonly CommendationForm[];
  /** Whether one unit may be proposed for several forms in a year (R28). */
  severalForms: Permission;
  /** Whether a proposal must cite the decision that carries it (R51). */
  decisionRequired: boolean;
}>;

/** A form in the catalogue of this rulebook (H12): emulation titles (danh hiệu thi đua) and forms of commendation differ. */
export type CommendationForm = FormNames &
  Readonly<{
    id: string;
    kind: 'EMULATION_TITLE' | 'COMMENDATION';
    grade?: string;
    grantor: Party;
    quota?: Quota;
    nominee: Nominee;
  }>;

export const NOMINEES = ['LEADING', 'LEADING_A_GROUP', 'ANY'] as const;
/** Who may be proposed (R26): a unit on rank 1 of the whole, or of a group of the rulebook too, or anyone. */
export type Nominee = (typeof NOMINEES)[number];

export const QUOTA_BASES = ['ALL_MEMBERS', 'NOT_EXCLUDED', 'REMAINING_AFTER_HIGHER', 'MEETING_CRITERION'] as const;
/**
 * What a share is counted of. MEETING_CRITERION: the members that meet the class `classId` with their agreed sheets and are not
 * excluded from awards, whatever better class they meet too.
 */
export type QuotaBase = (typeof QUOTA_BASES)[number];

/** How many may be proposed (R27). A percentage always names its base and is floored. */
export type Quota =
  | Readonly<{ kind: 'COUNT'; count: number }>
  | Readonly<{ kind: 'SHARE'; share: FractionText; base: QuotaBase; classId?: string }>;

export type ClassificationRules = Readonly<{
  /** Whether totals and lines are held against the bounds exactly or as they are printed. */
  precision: Precision;
  /** The best first: a sheet is of the first class that it meets. */
  classes: readonly UnitClass[];
}>;

/** A class (hạng, mức xếp loại): from so many points on, and by its gates. */
export type UnitClass = Readonly<{
  id: string;
  title: LocalizedText;
  /** At least so many points in total; absent: any. */
  from?: Points;
  /** All of them hold; what was not assigned to a unit is passed over. */
  gates?: readonly Gate[];
  /** Whether the members decide who of the units that meet it gets it: points alone then give it to none. */
  decisionRequired?: boolean;
}>;

/** A condition beside the total. */
export type Gate =
  /** That line or heading gives at least so many points. */
  | Readonly<{ kind: 'POINTS'; criterionId: string; atLeast: Points }>
  /** That line or heading gives at least that share of its maximum. */
  | Readonly<{ kind: 'SHARE'; criterionId: string; atLeast: FractionText }>
  /** Each line of the scale gives at least that share of its maximum. */
  | Readonly<{ kind: 'EVERY_LINE'; atLeast: FractionText }>;

/** Lines and headings in reading order. The tree must be shallow. */
export function allCriteria(criteria: readonly Criterion[]): readonly Criterion[] {
  return criteria.flatMap((criterion) =>
    criterion.kind === 'GROUP' ? [criterion, ...allCriteria(criterion.children)] : [criterion],
  );
}
