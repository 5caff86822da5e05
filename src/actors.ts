import { blocDecisions } from './blocs/bloc.decider.js';
import type { BlocCommand } from './blocs/bloc.commands.js';
import type { EmulationYearCommand } from './emulation-years/emulation-year.commands.js';
import type { Actor } from './kernel/decisions.js';
import { rulebookDecisions } from './rulebooks/rulebook.decider.js';
import type { RulebookCommand } from './rulebooks/rulebook.commands.js';
import { unitDecisions } from './units/unit.decider.js';
import type { UnitCommand } from './units/unit.commands.js';

/** Every command that the ledger knows, by its name. */
export type CommandType = (UnitCommand | BlocCommand | RulebookCommand | EmulationYearCommand)['type'];

/** Whose act each command of a year is. */
const YEAR_ACTORS: Readonly<Record<EmulationYearCommand['type'], Actor>> = {
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
  AppraiseScore: 'SECRETARIAT',
  ReturnScore: 'SECRETARIAT',
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

/** Whose act each command is, as the slices' tables of decisions say. */
export const ACTORS: Readonly<Record<CommandType, Actor>> = {
  ...actorsIn(unitDecisions),
  ...actorsIn(blocDecisions),
  ...actorsIn(rulebookDecisions),
  ...YEAR_ACTORS,
};

function actorsIn<Type extends string>(
  decisions: Readonly<Record<Type, Readonly<{ actor: Actor }>>>,
): Readonly<Record<Type, Actor>> {
  const entries = Object.entries<Readonly<{ actor: Actor }>>(decisions);
  return Object.fromEntries(entries.map(([type, { actor }]) => [type, actor])) as Record<Type, Actor>;
}
