import type { AuditFields } from '../../read-models/audit-trail/audit-trail.js';
import type { BlocEvent } from '../../src/blocs/bloc.events.js';
import type { CommendationEvent } from '../../src/commendations/commendation.events.js';
import type { CouncilReviewEvent } from '../../src/council-reviews/council-review.events.js';
import type { EmulationYearEvent } from '../../src/emulation-years/emulation-year.events.js';
import type { Recorded } from '../../src/kernel/event.js';
import type { Matter } from '../../src/kernel/matter.js';
import type { ReferenceDocument } from '../../src/kernel/party.js';
import { blocOf } from '../../src/kernel/stream.js';
import type { MovementEvent } from '../../src/movements/movement.events.js';
import type { RulebookEvent } from '../../src/rulebooks/rulebook.events.js';
import type { UnitEvent } from '../../src/units/unit.events.js';

/** Everything that is ever recorded. */
export type AuditedEvent =
  UnitEvent | BlocEvent | RulebookEvent | EmulationYearEvent | MovementEvent | CommendationEvent | CouncilReviewEvent;

/**
 * Every type of event, once, and what its facts are about: that says who may see them. A new event without a line does not
 * compile: nothing escapes the trail, or is open by mistake.
 */
export const MATTER_OF: Readonly<Record<AuditedEvent['type'], Matter>> = {
  UnitRegistered: 'OPEN',
  UnitRenamed: 'OPEN',
  UnitMerged: 'OPEN',
  UnitDissolved: 'OPEN',
  UnitSplit: 'OPEN',
  RepresentativeAppointed: 'OPEN',
  RepresentativeRelieved: 'OPEN',
  BlocEstablished: 'OPEN',
  BlocRenamed: 'OPEN',
  BlocDissolved: 'OPEN',
  BlocAliasAdded: 'OPEN',
  BlocSizeDeclared: 'OPEN',
  MemberAdmitted: 'OPEN',
  MemberWithdrawn: 'OPEN',
  FirstLeadershipEstablished: 'OPEN',
  DutyHandedOver: 'OPEN',
  RotatingFlagHandedOver: 'OPEN',
  DutySucceeded: 'OPEN',
  FlagSucceeded: 'OPEN',
  RulebookPublished: 'OPEN',
  CommendationProposed: 'PROPOSALS',
  ProposalGrantorNamed: 'PROPOSALS',
  ProposalRecipientNamed: 'PROPOSALS',
  ProposalWithdrawn: 'PROPOSALS',
  AwardConferred: 'OPEN',
  AwardRecipientNamed: 'OPEN',
  CommendationSummaryRecorded: 'OPEN',
  PlacementsRecorded: 'OPEN',
  BlocStatisticRecorded: 'OPEN',
  HeadNominated: 'PAPERS',
  DeputyNominated: 'PAPERS',
  HeadElected: 'OPEN',
  DeputyElected: 'OPEN',
  HeadDesignated: 'OPEN',
  DeputyDesignated: 'OPEN',
  PledgeDrafted: 'PAPERS',
  PledgeContentAgreed: 'OPEN',
  PledgeSigned: 'OPEN',
  PledgeSigningDeferred: 'OPEN',
  PledgeCompleted: 'OPEN',
  PledgeAmended: 'OPEN',
  PledgeDeadlineWaived: 'OPEN',
  TitlesRegistered: 'PAPERS',
  RankingComputed: 'PLACES',
  RankingAgreed: 'PLACES',
  TieBroken: 'PLACES',
  UnitClassified: 'CLASSES',
  ResultPublished: 'OPEN',
  SelfScoreSubmitted: 'CARD',
  SelfScoreRevised: 'CARD',
  ScoreReturned: 'CARD',
  ScoreAppraised: 'CARD',
  ScoreExplained: 'CARD',
  ScoreAgreed: 'CARD',
  DeductionRecorded: 'CARD',
  BonusRecorded: 'CARD',
  UnitExcluded: 'PAPERS',
  ExclusionLifted: 'PAPERS',
  SubjectRegistered: 'PAPERS',
  GroupMembersNamed: 'PAPERS',
  ScoringReopened: 'PAPERS',
  ScoreReportAdopted: 'PAPERS',
  RecordCorrected: 'CARD',
  CrossInspectionRecorded: 'PAPERS',
  SessionConvened: 'OPEN',
  AttendanceRecorded: 'OPEN',
  SessionClosed: 'OPEN',
  RecommendationRecorded: 'OPEN',
  BallotOpened: 'VOTES',
  VoteCast: 'VOTES',
  WrittenOpinionReceived: 'VOTES',
  VoterRecused: 'VOTES',
  TellersAppointed: 'VOTES',
  BallotClosed: 'VOTES',
  VoteTallied: 'VOTES',
  BallotTieBroken: 'VOTES',
  BallotVoided: 'VOTES',
  AssentRecorded: 'VOTES',
  ObjectionRecorded: 'VOTES',
  AgreedListRecorded: 'VOTES',
  EmulationYearOpened: 'OPEN',
  YearMembersUpdated: 'OPEN',
  HeadOfYearRecorded: 'OPEN',
  RulebookAdopted: 'OPEN',
  UnitExempted: 'PAPERS',
  StepSkipped: 'OPEN',
  EmulationYearClosed: 'OPEN',
  MovementLaunched: 'OPEN',
  MovementPeriodStated: 'OPEN',
  DocumentLinked: 'OPEN',
  MovementJoined: 'OPEN',
  MovementReviewed: 'OPEN',
  MovementClosed: 'OPEN',
  MovementSuccessorNamed: 'OPEN',
  MovementAwardConferred: 'OPEN',
  MovementAwardRecipientNamed: 'OPEN',
  MovementRecognitionsReported: 'OPEN',
  ProposalTakenUp: 'PAPERS',
  CommendationRegistered: 'PAPERS',
  DossierSubmitted: 'PAPERS',
  DossierReturned: 'PAPERS',
  DossierSupplemented: 'PAPERS',
  CommendationDecided: 'OPEN',
  CommendationRejected: 'PAPERS',
  CommendationConferred: 'OPEN',
  CommendationRecipientNamed: 'OPEN',
  ComplaintLodged: 'PAPERS',
  ComplaintResolved: 'PAPERS',
  AwardRevoked: 'OPEN',
  ObjectsRecovered: 'PAPERS',
  CouncilReviewRecorded: 'OPEN',
  ReviewOutcomeNamed: 'OPEN',
};

export function isAudited(event: Recorded): event is Recorded<AuditedEvent> {
  return Object.hasOwn(MATTER_OF, event.type);
}

export const AUDITED_TYPES = Object.keys(MATTER_OF) as readonly AuditedEvent['type'][];

type Named = Readonly<{ year?: string; unitId?: string }>;

export function fieldsOf({ type, stream, data, metadata }: Recorded): AuditFields {
  const { year = '', unitId } = data as Named;
  const { origin, recordedAt } = metadata;
  return {
    type,
    blocId: blocOf({ stream, data }),
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

/** Documents with a number that the fact cites, then the paper it was recorded by, then its source, as they are cited. */
export function referencesIn({ data, metadata }: Recorded): readonly ReferenceDocument[] {
  const references: ReferenceDocument[] = [];
  collect(data, references, DEEPEST);
  const { mode, origin } = metadata;
  for (const document of [origin.onBehalfOf?.document, mode.kind === 'CLAIM' ? mode.source.document : undefined]) {
    if (document?.number !== undefined) references.push(document);
  }
  return references;
}

/** Their numbers, each once. */
export function documentsIn(event: Recorded): readonly string[] {
  return [...new Set(referencesIn(event).flatMap(({ number }) => number ?? []))];
}

/** A reference is an object under one of these names; its number is what it is cited by. */
const REFERENCES: ReadonlySet<string> = new Set(['document', 'minutes', 'authority']);

function collect(value: object, references: ReferenceDocument[], depth: number): void {
  if (depth === 0) return;
  const parts = value as Readonly<Record<string, unknown>>;
  // Every event passes here: a list of entries for each of its objects would take longer than the search.
  for (const name in parts) {
    const part = parts[name];
    if (typeof part !== 'object' || part === null || NOT_SEARCHED.has(name)) continue;
    if (REFERENCES.has(name) && isNumbered(part)) references.push(part);
    else collect(part, references, depth - 1);
  }
}

function isNumbered(reference: object): reference is ReferenceDocument {
  return 'number' in reference && typeof reference.number === 'string';
}
