import { breach, refuse, type Checks, type Circumstances } from '../kernel/decider.js';
import { firstDayOf } from '../kernel/partial-date.js';
import { unitAmong } from '../units/unit.standing.js';
import type { EmulationYearCommand } from './emulation-year.commands.js';
import { gatheredOf } from './gathered.js';
import { nameOf, presiding, type YearFrame } from './frame/frame.fold.js';

type Sent = EmulationYearCommand & Circumstances;
type Type = EmulationYearCommand['type'];

/**
 * Whose act a command is (domain.md b.4): a unit's own, by its representative or on paper through the secretary; the
 * secretariat's (Tổ giúp việc); the superior council's or the head's; or the head's, for whom the secretary acts.
 */
type Actor = 'UNIT' | 'SECRETARIAT' | 'COUNCIL_OR_HEAD' | 'HEAD';

const ACTOR: Record<Type, Actor> = {
  OpenEmulationYear: 'HEAD',
  UpdateYearMembers: 'HEAD',
  RecordHeadOfYear: 'HEAD',
  AdoptRulebook: 'HEAD',
  ExemptUnit: 'HEAD',
  SkipStep: 'HEAD',
  CloseEmulationYear: 'HEAD',

  DraftPledge: 'HEAD',
  AgreePledgeContent: 'HEAD',
  AmendPledge: 'HEAD',
  WaivePledgeDeadline: 'HEAD',
  SignPledge: 'UNIT',
  DeferPledgeSigning: 'UNIT',
  RegisterTitles: 'UNIT',

  SubmitSelfScore: 'UNIT',
  ReviseSelfScore: 'UNIT',
  ExplainScore: 'UNIT',
  ReturnScore: 'SECRETARIAT',
  AppraiseScore: 'SECRETARIAT',
  RecordDeduction: 'SECRETARIAT',
  RecordBonus: 'SECRETARIAT',
  AdoptScoreReport: 'SECRETARIAT',
  AgreeScore: 'HEAD',
  ExcludeUnit: 'HEAD',
  LiftExclusion: 'HEAD',
  ReopenScoring: 'HEAD',
  CorrectRecord: 'HEAD',
  RecordCrossInspection: 'HEAD',

  ComputeRanking: 'HEAD',
  AgreeRanking: 'HEAD',
  BreakTie: 'HEAD',
  ClassifyUnit: 'HEAD',
  PublishResult: 'HEAD',

  ConveneSession: 'HEAD',
  RecordAttendance: 'HEAD',
  CloseSession: 'HEAD',
  RecordRecommendation: 'HEAD',

  OpenBallot: 'HEAD',
  AppointTellers: 'HEAD',
  CloseBallot: 'HEAD',
  BreakBallotTie: 'HEAD',
  RecordUnanimousAssent: 'HEAD',
  RecordAgreedList: 'HEAD',
  CastVote: 'UNIT',
  SubmitWrittenOpinion: 'UNIT',
  WithdrawFromBallot: 'UNIT',
  RecordObjection: 'UNIT',

  NominateHead: 'UNIT',
  NominateDeputy: 'UNIT',
  ElectHead: 'HEAD',
  ElectDeputy: 'HEAD',
  DesignateHead: 'COUNCIL_OR_HEAD',
  DesignateDeputy: 'COUNCIL_OR_HEAD',

  ProposeCommendation: 'HEAD',
  NameProposalRecipient: 'HEAD',
  WithdrawProposal: 'HEAD',
  ConferAward: 'HEAD',
  NameAwardRecipient: 'HEAD',
  RecordCommendationSummary: 'HEAD',
  RecordStatistic: 'HEAD',
};

/** The unit whose own act this is. Whoever nominates is the unit named in `by`; without one it is the head's proposal. */
function actingUnit({ type, data }: EmulationYearCommand): string | undefined {
  if (ACTOR[type] !== 'UNIT') return undefined;
  if (type === 'NominateHead' || type === 'NominateDeputy') return data.by;
  return 'unitId' in data ? data.unitId : undefined;
}

/** Units that must still exist on the day of the command: who acts, and who is to lead (R40). */
export function unitsActing(command: EmulationYearCommand): readonly string[] {
  const units = [actingUnit(command), 'forYear' in command.data ? command.data.unitId : undefined];
  return [...new Set(units)].filter((unitId) => unitId !== undefined);
}

/** Whether the caller may act for whom the command speaks. */
export function* entitled(command: Sent, frame: YearFrame | undefined): Checks {
  const { origin, type, data } = command;
  if (!inOwnBloc(origin, data.blocId) || !speaksFor(command, frame))
    yield* refuse('NOT_ENTITLED', { role: origin.role, command: type });
  yield* byOwnHand(command, frame);
}

/** Secretary and secretariat are of one bloc; the others are bound by their unit or by none. */
function inOwnBloc({ role, blocId }: Circumstances['origin'], of: string): boolean {
  return blocId === of || (blocId === undefined && role !== 'secretary' && role !== 'appraiser');
}

function speaksFor(command: Sent, frame: YearFrame | undefined): boolean {
  const { origin, mode } = command;
  // Claims are the secretary's and the council's to enter, whoever acted.
  if (mode.kind === 'CLAIM') return origin.role === 'secretary' || origin.role === 'council';
  const unit = actingUnit(command);
  if (unit !== undefined) return actsForUnit(command, unit);
  switch (ACTOR[command.type]) {
    case 'SECRETARIAT':
      // Of a person of no unit nobody could tell whose score is its own (R14).
      return origin.role === 'appraiser' && origin.unitId !== undefined;
    case 'COUNCIL_OR_HEAD':
      return origin.role === 'council' || actsForHead(command, frame);
    case 'UNIT':
    case 'HEAD':
      return actsForHead(command, frame);
  }
}

/** The own hand, or a paper or a raised hand that the secretary records for the unit. */
function actsForUnit({ origin }: Sent, unitId: string): boolean {
  if (origin.role === 'representative') return origin.unitId === unitId;
  return origin.role === 'secretary' && origin.onBehalfOf?.unitId === unitId;
}

/** The bloc's secretary acts for the head, and so does a representative of the unit that presides. */
function actsForHead({ origin, gathered }: Sent, frame: YearFrame | undefined): boolean {
  if (origin.role === 'secretary') return true;
  const head = frame === undefined ? gatheredOf(gathered, 'BlocStanding')[0]?.actingHead : presiding(frame);
  return origin.role === 'representative' && origin.unitId !== undefined && origin.unitId === head;
}

/** A rulebook may want the unit's own hand: then nothing is recorded on its behalf. */
function* byOwnHand({ origin, mode }: Circumstances, frame: YearFrame | undefined): Checks {
  const unitId = origin.onBehalfOf?.unitId;
  if (mode.kind === 'CLAIM' || unitId === undefined || frame === undefined) return;
  if (frame.rulebook?.content.ownHandRequired)
    yield breach('OWN_HAND_REQUIRED', { unit: nameOf(frame, unitId), unitId });
}

/** R40: who acts exists, and has not been merged or dissolved by that day; the successor is named. */
export function* active(command: Sent): Checks {
  // A partial date may lie before the end: what can have happened is not refused.
  const day = firstDayOf(command.data.occurredOn);
  for (const unitId of unitsActing(command)) {
    const standing = unitAmong(command.gathered, unitId);
    if (standing === undefined) yield* refuse('UNKNOWN_UNIT', { unit: unitId });
    else if (standing.endedOn !== undefined && standing.endedOn <= day) {
      const { name, endedOn, successor = '–' } = standing;
      yield* refuse('UNIT_NOT_ACTIVE', { unit: name.full.vi, unitId, date: endedOn, successor });
    }
  }
}
