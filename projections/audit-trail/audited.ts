import type { AuditFields } from '../../read-models/audit-trail/audit-trail.js';
import type { BlocEvent } from '../../src/blocs/bloc.events.js';
import type { EmulationYearEvent } from '../../src/emulation-years/emulation-year.events.js';
import type { Recorded } from '../../src/kernel/event.js';
import type { RulebookEvent } from '../../src/rulebooks/rulebook.events.js';
import type { UnitEvent } from '../../src/units/unit.events.js';

/** Everything that is ever recorded. */
export type AuditedEvent = UnitEvent | BlocEvent | RulebookEvent | EmulationYearEvent;

/** Every type of event, once. A new event without a line does not compile: nothing escapes the trail. */
const EVERY_TYPE: Readonly<Record<AuditedEvent['type'], true>> = {
  UnitRegistered: true,
  UnitRenamed: true,
  UnitMerged: true,
  UnitDissolved: true,
  RepresentativeAppointed: true,
  RepresentativeRelieved: true,
  BlocEstablished: true,
  BlocRenamed: true,
  BlocAliasAdded: true,
  MemberAdmitted: true,
  MemberWithdrawn: true,
  FirstLeadershipEstablished: true,
  DutyHandedOver: true,
  RotatingFlagHandedOver: true,
  DutySucceeded: true,
  FlagSucceeded: true,
  RulebookPublished: true,
  CommendationProposed: true,
  ProposalRecipientNamed: true,
  ProposalWithdrawn: true,
  AwardConferred: true,
  AwardRecipientNamed: true,
  CommendationSummaryRecorded: true,
  BlocStatisticRecorded: true,
  HeadNominated: true,
  DeputyNominated: true,
  HeadElected: true,
  DeputyElected: true,
  HeadDesignated: true,
  DeputyDesignated: true,
  PledgeDrafted: true,
  PledgeContentAgreed: true,
  PledgeSigned: true,
  PledgeSigningDeferred: true,
  PledgeCompleted: true,
  PledgeAmended: true,
  PledgeDeadlineWaived: true,
  TitlesRegistered: true,
  RankingComputed: true,
  RankingAgreed: true,
  TieBroken: true,
  UnitClassified: true,
  ResultPublished: true,
  SelfScoreSubmitted: true,
  SelfScoreRevised: true,
  ScoreReturned: true,
  ScoreAppraised: true,
  ScoreExplained: true,
  ScoreAgreed: true,
  DeductionRecorded: true,
  BonusRecorded: true,
  UnitExcluded: true,
  ExclusionLifted: true,
  ScoringReopened: true,
  ScoreReportAdopted: true,
  RecordCorrected: true,
  CrossInspectionRecorded: true,
  SessionConvened: true,
  AttendanceRecorded: true,
  SessionClosed: true,
  RecommendationRecorded: true,
  BallotOpened: true,
  VoteCast: true,
  WrittenOpinionReceived: true,
  VoterRecused: true,
  TellersAppointed: true,
  BallotClosed: true,
  VoteTallied: true,
  BallotTieBroken: true,
  AssentRecorded: true,
  ObjectionRecorded: true,
  AgreedListRecorded: true,
  EmulationYearOpened: true,
  YearMembersUpdated: true,
  HeadOfYearRecorded: true,
  RulebookAdopted: true,
  UnitExempted: true,
  StepSkipped: true,
  EmulationYearClosed: true,
};

export const AUDITED_TYPES = Object.keys(EVERY_TYPE) as readonly AuditedEvent['type'][];

type Named = Readonly<{ blocId?: string; year?: string; unitId?: string }>;

export function fieldsOf({ type, data, metadata }: Recorded): AuditFields {
  const { blocId = '', year = '', unitId } = data as Named;
  const { origin, recordedAt } = metadata;
  return {
    type,
    blocId,
    year,
    unitId: unitId ?? origin.onBehalfOf?.unitId ?? '',
    subject: origin.subject,
    recordedAt,
  };
}

/** How deep facts are searched for documents: a reference stands in the fact, in its evidence, in an attendee. */
const DEEPEST = 6;

/** Contents of a rulebook cite laws; those are not what an event was done by. */
const NOT_SEARCHED: ReadonlySet<string> = new Set(['content']);

/** Numbers of the documents that the fact cites, then of the paper it was recorded by, then of its source. */
export function documentsIn({ data, metadata }: Recorded): readonly string[] {
  const numbers = new Set<string>();
  collect(data, numbers, DEEPEST);
  const { mode, origin } = metadata;
  for (const document of [origin.onBehalfOf?.document, mode.kind === 'CLAIM' ? mode.source.document : undefined]) {
    if (document?.number !== undefined) numbers.add(document.number);
  }
  return [...numbers];
}

/** A reference is an object under one of these names; its number is what it is cited by. */
const REFERENCES: ReadonlySet<string> = new Set(['document', 'minutes', 'authority']);

function collect(value: object, numbers: Set<string>, depth: number): void {
  if (depth === 0) return;
  const parts = value as Readonly<Record<string, unknown>>;
  // Every event passes here: a list of entries for each of its objects would take longer than the search.
  for (const name in parts) {
    const part = parts[name];
    if (typeof part !== 'object' || part === null || NOT_SEARCHED.has(name)) continue;
    const number = REFERENCES.has(name) ? numberOf(part) : undefined;
    if (number === undefined) collect(part, numbers, depth - 1);
    else numbers.add(number);
  }
}

function numberOf(reference: object): string | undefined {
  return 'number' in reference && typeof reference.number === 'string' ? reference.number : undefined;
}
