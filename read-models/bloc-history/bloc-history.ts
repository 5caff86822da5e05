import type { Exemption } from '../../src/emulation-years/frame/frame.values.js';
import type { DeclaredSize, Leadership } from '../../src/blocs/bloc.values.js';
import type { SkippedStep } from '../../src/emulation-years/frame/frame.values.js';
import type { StepsOnRecord } from '../../src/emulation-years/frame/steps.values.js';
import type { PledgeContent, PledgeTarget } from '../../src/emulation-years/pledge/pledge.values.js';
import type { Classification } from '../../src/emulation-years/ranking/ranking.values.js';
import type { Recommendation, SessionPlan } from '../../src/emulation-years/sessions/session.values.js';
import type { Histories } from '../../src/kernel/decider.js';
import type { LocalDate } from '../../src/kernel/instant.js';
import type { Period } from '../../src/kernel/partial-date.js';
import type { Person, ReferenceDocument } from '../../src/kernel/party.js';
import type { LocalizedText } from '../../src/kernel/text.js';
import type { RulebookReference, Step } from '../../src/rulebooks/rulebook.values.js';
import type { PledgeStatus } from '../pledge-status/pledge-status.js';
import type { YearProposals } from '../proposals/proposals.js';
import type { PublicClass } from '../ranking/ranking.js';
import { yearModel } from '../read-model.js';
import type { Recording, Current, Sourced, WarningGiven } from '../recording.js';
import { NOTHING_VISIBLE, type Visibility } from '../visibility.js';
import type { CommendationSummary, Placements, Statistic } from './conferral-of-year.js';
import type { AgreedListOfYear, AssentOfYear, BallotOfYear, LeaderChoice, Nomination } from './decisions-of-year.js';
import type { ExclusionOfYear, RankingOfYear, ScoreReport, ScoresAgreed } from './results-of-year.js';

/** A year as it was opened. */
export type YearOpened = Readonly<{
  label: LocalizedText;
  period: Required<Period>;
  blocName: LocalizedText;
  actingHead?: string;
}>;

/** Who belonged to the bloc in the year, by the names that the year bears (D37). `declaredSizes` where there are more than the named ones. */
export type YearMembers = Readonly<{
  blocName: LocalizedText;
  declaredSizes?: readonly DeclaredSize[];
  members: readonly Readonly<{ unitId: string; name: LocalizedText }>[];
  /** Who else was once named as a member of the year, and may be named on this page by its id. */
  namedBeside: YearMembers['members'];
}>;

/** One meeting; it belongs to the year it serves, whenever it was held. */
export type SessionOfYear = Readonly<{
  sessionId: string;
  convened: Current<SessionPlan>;
  /** Units that were represented. */
  units: readonly string[];
  /** How many persons attended for no unit; absent before any attendance is known, and where its source leaves it open. */
  guests?: number;
  attendance?: Recording;
  closed?: Recording;
}>;

/** An agreed line was wrong: whose, why, by which document. */
export type Correction = Readonly<{ unitId: string; reason?: string; document?: ReferenceDocument }>;

/** What is to be agreed, while it is not. */
export type PledgeDraft = Readonly<{ contents: readonly PledgeContent[]; targets: readonly PledgeTarget[] }>;

/** A member inspected another: findings, no points; without who or whom where that is not known. */
export type CrossInspection = Readonly<{
  inspector?: string;
  inspected?: string;
  findings?: string;
  document?: ReferenceDocument;
}>;

/** Duty or flag passed on, as far as it names the year. */
export type HandOver = Readonly<{
  what: 'DUTY' | 'FLAG';
  from?: string;
  to: string;
  forYear: string;
  /** The year in which the new head was elected or designated. */
  decidedIn?: string;
  giver?: Person;
  receiver?: Person;
  place?: string;
}>;

/**
 * One year of a bloc, from its opening to its close: the page that tells what happened. Key: `bloc/year`.
 * A year that is only known from a hand-over for it is NOT_OPENED. Folded from the year's own stream and the bloc's.
 * Every list holds at most {@link MOST_ENTRIES}.
 */
export type BlocYear = Readonly<{
  blocId: string;
  year: string;
  status: 'NOT_OPENED' | 'OPEN' | 'CLOSED';
  /** The first day of its period, or of what is known of it: the years of a bloc are listed in this order. */
  from: string;
  opened?: Current<YearOpened>;
  members?: Current<YearMembers>;
  leadership?: Current<Leadership>;
  rulebook?: Current<RulebookReference>;
  /** What is on record about the steps of the course: by acts alone, and by all that is known. */
  steps: Histories<StepsOnRecord | undefined>;
  sessions: readonly SessionOfYear[];
  pledge: PledgeStatus | undefined;
  /** The draft of the pledge as it stands, and the forms that units aim at (đăng ký thi đua). */
  pledgeDraft?: Current<PledgeDraft>;
  registrations?: readonly Current<Readonly<{ unitId: string; forms: readonly string[] }>>[];
  /** Units that may hand in after the deadline, and inspections of members by members (kiểm tra chéo). */
  reopenings?: readonly Current<Readonly<{ unitId: string; until?: LocalDate; reason?: string }>>[];
  crossInspections?: readonly Sourced<CrossInspection>[];
  scoresAgreed?: ScoresAgreed;
  scoreReports: readonly Current<ScoreReport>[];
  exempt: readonly Current<Exemption>[];
  exclusions: readonly ExclusionOfYear[];
  rankings: readonly RankingOfYear[];
  classifications: readonly Current<Classification>[];
  publishedClasses: readonly Current<PublicClass>[];
  corrections: readonly Sourced<Correction>[];
  ballots: readonly BallotOfYear[];
  assents: readonly AssentOfYear[];
  agreedLists: readonly Current<AgreedListOfYear>[];
  nominations: readonly Current<Nomination>[];
  /** Heads and deputies elected or designated in this year, for whichever year. */
  choices: readonly Current<LeaderChoice>[];
  /** What the bloc asks of others and what it gave itself, as their own read model tells it. */
  conferral: YearProposals | undefined;
  summaries: readonly Current<CommendationSummary>[];
  placements: readonly Current<Placements>[];
  statistics: readonly Current<Statistic>[];
  recommendations: readonly Sourced<Recommendation>[];
  handOvers: readonly Current<HandOver>[];
  skipped: readonly Current<SkippedStep>[];
  closed?: Current<Readonly<{ done: readonly Step[]; skipped: readonly Step[] }>>;
  /** Warnings of all events of the year, each with the event it was given with. */
  warnings: readonly WarningGiven[];
  visibility: Visibility;
}>;

export const BLOC_HISTORY = yearModel<BlocYear>('bloc-history');

/** A year of which nothing is known yet. */
export function unopenedYear(blocId: string, year: string, from: string): BlocYear {
  return {
    blocId,
    year,
    from,
    status: 'NOT_OPENED',
    pledge: undefined,
    sessions: [],
    scoreReports: [],
    exempt: [],
    exclusions: [],
    rankings: [],
    classifications: [],
    publishedClasses: [],
    corrections: [],
    ballots: [],
    assents: [],
    agreedLists: [],
    nominations: [],
    choices: [],
    conferral: undefined,
    summaries: [],
    placements: [],
    statistics: [],
    recommendations: [],
    handOvers: [],
    skipped: [],
    warnings: [],
    visibility: NOTHING_VISIBLE,
    steps: { acts: undefined, known: undefined },
  };
}
